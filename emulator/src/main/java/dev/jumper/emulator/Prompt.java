package dev.jumper.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The prompt as a board has it, made of the one that the interpreter has.
///
/// The interpreter's own lacks raw-paste, which is done here over its plain raw prompt, and its banner
/// tells of a browser.
final class Prompt {
    private static final int CTRL_A = 1;
    private static final int CTRL_B = 2;
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;
    private static final int CTRL_E = 5;
    private static final int WINDOW = 128;
    private static final int LONGEST_PASTE = 4 << 20;
    private static final String RAW_BANNER = "raw REPL; CTRL-B to exit\r\n>";

    private final MicroPython python;
    private final Output output;
    private boolean raw;
    private int lineLength;
    private int lineStart;
    private ByteArrayOutputStream paste;
    private int windowLeft;
    private boolean pasteTooLong;

    /// Starts the prompt: friendly with its banner, or raw as it was before a soft reset.
    Prompt(MicroPython python, Output output, boolean raw) throws InterruptedException {
        this.python = python;
        this.output = output;
        this.raw = raw;
        output.capture();
        python.startPrompt();
        if (raw) {
            python.type(CTRL_A);
        }
        String banner = output.captured();
        output.print(raw ? RAW_BANNER : named(banner));
    }

    boolean raw() {
        return raw;
    }

    /// Takes one byte from the console, and returns true if the board is to restart.
    boolean accept(int value, Board board) throws InterruptedException {
        if (paste != null) {
            return pasted(value, board);
        }
        return raw ? acceptRaw(value, board) : acceptFriendly(value, board);
    }

    private boolean acceptFriendly(int value, Board board) throws InterruptedException {
        if (value != CTRL_A && value != CTRL_B) {
            boolean mayRun = value == '\r' || value == '\n' || value == CTRL_D;
            return mayRun ? board.execute(python, value) : python.type(value);
        }
        output.capture();
        boolean restart = python.type(value);
        String said = output.captured();
        if (value == CTRL_A && said.endsWith(RAW_BANNER)) {
            raw = true;
            newLine();
        }
        output.print(named(said));
        return restart;
    }

    private boolean acceptRaw(int value, Board board) throws InterruptedException {
        switch (value) {
            case CTRL_A -> {
                if (lineLength == 2 && lineStart == (CTRL_E << 8 | 'A')) {
                    python.type(CTRL_C);
                    startPaste();
                    return false;
                }
                newLine();
                return python.type(value);
            }
            case CTRL_B -> {
                raw = false;
                return acceptFriendly(value, board);
            }
            case CTRL_C -> {
                newLine();
                return python.type(value);
            }
            case CTRL_D -> {
                newLine();
                return board.execute(python, value);
            }
            default -> {
                lineStart = lineStart << 8 | value;
                lineLength++;
                return python.type(value);
            }
        }
    }

    private void newLine() {
        lineLength = 0;
        lineStart = 0;
    }

    private void startPaste() throws InterruptedException {
        newLine();
        paste = new ByteArrayOutputStream();
        pasteTooLong = false;
        windowLeft = WINDOW;
        // understood; the window; and one more of it free
        output.send('R');
        output.send(1);
        output.send(WINDOW & 0xFF);
        output.send(WINDOW >> 8);
        output.send(1);
    }

    private boolean pasted(int value, Board board) throws InterruptedException {
        if (value == CTRL_C || value == CTRL_D) {
            byte[] code = paste.toByteArray();
            paste = null;
            if (!pasteTooLong) {
                output.send(CTRL_D);
            }
            if (value == CTRL_C) {
                return failed("KeyboardInterrupt: ");
            }
            return pasteTooLong ? failed("MemoryError: code too long to paste") : run(code, board);
        }
        if (pasteTooLong) {
            return false;
        }
        paste.write(value);
        if (paste.size() > LONGEST_PASTE) {
            // asks the other end to stop; what it still sends up to its own Ctrl-D is of no use
            pasteTooLong = true;
            output.send(CTRL_D);
        } else if (--windowLeft == 0) {
            windowLeft = WINDOW;
            output.send(1);
        }
        return false;
    }

    private boolean failed(String what) throws InterruptedException {
        output.send(CTRL_D);
        output.print("Traceback (most recent call last):\r\n  File \"<stdin>\", line 1\r\n" + what + "\r\n");
        output.send(CTRL_D);
        output.send('>');
        return false;
    }

    private boolean run(byte[] code, Board board) throws InterruptedException {
        for (byte b : typable(code)) {
            python.type(b & 0xFF);
        }
        output.skip("OK".length());
        return board.execute(python, CTRL_D);
    }

    /// Returns code that means the same and can be typed at the plain raw prompt, where some bytes are keys
    /// and an empty line is a reset.
    private static byte[] typable(byte[] code) {
        boolean keys = false;
        for (byte b : code) {
            keys |= b == CTRL_A || b == CTRL_B;
        }
        if (code.length == 0) {
            return new byte[] {'#'};
        }
        if (!keys) {
            return code;
        }
        var quoted = new StringBuilder("exec(b'");
        for (byte b : code) {
            if (b < ' ' || b == '\'' || b == '\\') {
                quoted.append(String.format("\\x%02x", b));
            } else {
                quoted.append((char) b);
            }
        }
        return quoted.append("')").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String named(String banner) {
        return banner.replace("JS with Emscripten", "Jumper embedded board with WebAssembly");
    }
}
