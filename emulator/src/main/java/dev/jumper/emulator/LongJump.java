package dev.jumper.emulator;

/// Stands for C's `longjmp`, which is how MicroPython raises exceptions; caught by the call that set the mark.
final class LongJump extends RuntimeException {
    static final LongJump INSTANCE = new LongJump();

    private static final long serialVersionUID = 1;

    private LongJump() {
        super("longjmp without a setjmp around it", null, false, false);
    }
}
