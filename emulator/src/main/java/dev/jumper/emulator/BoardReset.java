package dev.jumper.emulator;

/// Unwinds the interpreter when the board is reset under it: by `machine.reset()`, by
/// [EmbeddedBoard#reset], or because the console was closed.
final class BoardReset extends RuntimeException {
    private static final long serialVersionUID = 1;

    BoardReset(String message) {
        super(message, null, false, false);
    }
}
