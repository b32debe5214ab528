package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/// Runs code on the board and shows its output while it runs.
final class Execution {
    private Execution() {}

    static void stream(Session session, String code) throws IOException {
        var board = session.board();
        long start = session.ticks().nanos();
        try (var out = new Lines(session.console().out())) {
            board.exec(code, out::accept, session.settings().silence());
        } finally {
            session.console().time("run", session.ticks().nanos() - start);
        }
    }

    /// Turns the `\r\n` of a board's terminal into this host's line ends, and passes everything on at once.
    private static final class Lines implements AutoCloseable {
        private final OutputStream out;
        private boolean heldReturn;

        Lines(OutputStream out) {
            this.out = out;
        }

        void accept(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                byte b = bytes.get();
                if (heldReturn && b != '\n') {
                    out.write('\r');
                }
                heldReturn = b == '\r';
                if (!heldReturn) {
                    out.write(b);
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
