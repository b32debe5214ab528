package dev.jumper.emulator;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// What the interpreter prints on its way to the console: `\n` becomes `\r\n`, and pieces are gathered until
/// somebody flushes them, so that the far end is not woken for each.
///
/// Written by the board's thread; [#flush] may come from another.
final class Output {
    private static final int GATHER = 4096;

    private final Console console;
    private final Runnable onPending;
    private final byte[] gathered = new byte[GATHER + 2];
    private ByteArrayOutputStream captured;
    private int length;
    private int last;
    private int skip;

    /// `onPending` is told when something begins to wait for a flush.
    Output(Console console, Runnable onPending) {
        this.console = console;
        this.onPending = onPending;
    }

    /// Prints bytes of the interpreter.
    synchronized void print(byte[] bytes) throws InterruptedException {
        boolean idle = length == 0;
        for (byte b : bytes) {
            if (b == '\n' && last != '\r') {
                add('\r');
            }
            add(b);
        }
        if (idle && length > 0) {
            onPending.run();
        }
    }

    /// Sends bytes of the program as they are.
    synchronized void send(byte[] bytes) throws InterruptedException {
        boolean idle = length == 0;
        for (byte b : bytes) {
            add(b);
        }
        if (idle && length > 0) {
            onPending.run();
        }
    }

    /// Prints text of the board itself, as it is.
    synchronized void print(String text) throws InterruptedException {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            add(b);
        }
    }

    /// Sends a byte of a protocol.
    synchronized void send(int value) throws InterruptedException {
        add(value);
    }

    /// Keeps what is printed from now on until [#captured].
    synchronized void capture() {
        captured = new ByteArrayOutputStream();
    }

    /// Ends [#capture] and returns what was kept.
    synchronized String captured() {
        String text = captured.toString(StandardCharsets.UTF_8);
        captured = null;
        return text;
    }

    /// Leaves out the next `count` bytes.
    synchronized void skip(int count) {
        skip = count;
    }

    /// Sends all that was gathered.
    synchronized void flush() throws InterruptedException {
        if (length > 0) {
            console.send(gathered, 0, length);
            length = 0;
        }
    }

    private void add(int value) throws InterruptedException {
        last = value;
        if (captured != null) {
            captured.write(value);
        } else if (skip > 0) {
            skip--;
        } else {
            gathered[length++] = (byte) value;
            if (length >= GATHER) {
                flush();
            }
        }
    }
}
