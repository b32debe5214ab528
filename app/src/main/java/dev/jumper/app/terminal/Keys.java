package dev.jumper.app.terminal;

/// Tells the keys that the terminal itself acts on from those that go to the board.
///
/// Feed it characters as they come from a terminal in raw mode with bracketed paste switched on; call [#idle] when
/// none came for a while, for then an escape is the key of that name and not the start of a sequence.
public final class Keys {
    /// Ctrl-].
    public static final char LEAVE = 0x1D;

    private static final String UP = "\033[A";
    private static final String UP_APPLICATION = "\033OA";
    private static final String DOWN = "\033[B";
    private static final String DOWN_APPLICATION = "\033OB";
    private static final String PASTE = "\033[200~";
    private static final String PASTE_END = "\033[201~";

    private final Listener listener;
    private final StringBuilder pending = new StringBuilder();
    private final StringBuilder pasted = new StringBuilder();
    private boolean pasting;

    /// What is done about each key.
    public interface Listener {
        /// Passes `text` on to the board.
        void type(String text);

        /// Ends the line.
        void enter();

        /// Fetches an older line.
        void up();

        /// Fetches a younger line.
        void down();

        /// Takes in `text` that was pasted, not typed.
        void paste(String text);

        /// Leaves the prompt.
        void leave();
    }

    /// Makes a reader of keys that tells `listener`.
    public Keys(Listener listener) {
        this.listener = listener;
    }

    /// Takes in one character from the terminal.
    public void feed(char c) {
        if (pasting) {
            pasted.append(c);
            int end = pasted.length() - PASTE_END.length();
            if (end >= 0 && pasted.indexOf(PASTE_END, end) == end) {
                pasting = false;
                listener.paste(pasted.substring(0, end));
                pasted.setLength(0);
            }
            return;
        }
        if (pending.isEmpty() && c != '\033') {
            switch (c) {
                case LEAVE -> listener.leave();
                case '\r', '\n' -> listener.enter();
                default -> listener.type(String.valueOf(c));
            }
            return;
        }
        pending.append(c);
        String sequence = pending.toString();
        switch (sequence) {
            case UP, UP_APPLICATION -> listener.up();
            case DOWN, DOWN_APPLICATION -> listener.down();
            case PASTE -> pasting = true;
            default -> {
                if (startsOneOfOurs(sequence)) {
                    return;
                }
                listener.type(sequence);
            }
        }
        pending.setLength(0);
    }

    private static boolean startsOneOfOurs(String sequence) {
        return PASTE.startsWith(sequence) || sequence.equals("\033O");
    }

    /// Takes note that no key followed the last one soon enough to belong to it.
    public void idle() {
        if (!pending.isEmpty()) {
            listener.type(pending.toString());
            pending.setLength(0);
        }
    }
}
