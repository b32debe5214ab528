package dev.jumper.devices.board;

import java.io.IOException;
import java.util.Set;

/// Counts what goes wrong in one undertaking on a bad line, and says when to give up.
final class Trouble {
    private static final int MOST = 60;
    /// Where hardly one attempt in ten passes.
    private static final int MOST_ROUGH = 300;
    private static final Set<String> OF_THE_BOARD =
            Set.of("AttributeError", "ImportError", "MemoryError", "OverflowError", "TypeError");
    private static final int MOST_PROMPTS = 8;

    private final MicroPythonBoard board;
    private final int interrupts;
    private int most = MOST;
    private int count;
    private int prompts;
    private String lastRemote = "";
    private int sameRemote;

    Trouble(MicroPythonBoard board) {
        this.board = board;
        interrupts = board.interrupts();
    }

    /// Bears as much as a rough line needs, from now on.
    Trouble rough() {
        most = MOST_ROUGH;
        return this;
    }

    int count() {
        return count;
    }

    /// Says that something has been achieved.
    void progress() {
        count = 0;
        prompts = 0;
        lastRemote = "";
    }

    /// Takes a failure that a bad line may have caused.
    ///
    /// @throws IOException the failure itself, if it was not the line, or too much has failed in a row
    void take(IOException e) throws IOException {
        count++;
        boolean hopeless = switch (e) {
            case RemoteException remote -> hopeless(remote);
            case PromptException prompt -> prompt.sight() == PromptException.Sight.SILENCE || ++prompts == MOST_PROMPTS;
            default -> false;
        };
        if (hopeless || count >= most || board.interrupts() != interrupts) {
            throw e;
        }
    }

    /// Tells whether the board lacks something.
    static boolean ofTheBoard(RemoteException e) {
        return OF_THE_BOARD.contains(e.type());
    }

    /// The same three times in a row is no accident, if it is of a kind that a board may lack something for.
    private boolean hopeless(RemoteException e) {
        sameRemote = lastRemote.equals(e.getMessage()) ? sameRemote + 1 : 1;
        lastRemote = e.getMessage();
        return sameRemote >= (most == MOST ? 3 : 6) && ofTheBoard(e);
    }
}
