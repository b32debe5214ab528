package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.io.OutputStream;

/// Runs code on the board and shows its output while it runs.
final class Execution {
    private Execution() {}

    static void stream(Session session, String code) throws IOException {
        var board = session.board();
        long start = session.ticks().nanos();
        try (var out = new Lines(session.console().out())) {
            board.exec(code, out);
        } finally {
            session.console().time("run", session.ticks().nanos() - start);
        }
    }

    /// Turns the `\r\n` of a board's terminal into this host's line ends, and passes everything on at once.
    private static final class Lines extends OutputStream {
        private final OutputStream out;
        private boolean heldReturn;

        Lines(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            for (int i = offset; i < offset + length; i++) {
                if (heldReturn && bytes[i] != '\n') {
                    out.write('\r');
                }
                heldReturn = bytes[i] == '\r';
                if (!heldReturn) {
                    out.write(bytes[i]);
                }
            }
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (heldReturn) {
                out.write('\r');
            }
            out.flush();
        }
    }
}
