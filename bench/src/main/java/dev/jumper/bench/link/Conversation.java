package dev.jumper.bench.link;

import dev.jumper.bench.Median;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.Progress;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;

/// One session with a board, in which things are timed.
final class Conversation implements AutoCloseable {
    private static final int WARM_UP = 2000;
    private static final int EVALS = 2001;
    private static final String FILE = "link.bench";

    private final ByteStream stream;
    private final MicroPythonBoard board;

    private Conversation(ByteStream stream, MicroPythonBoard board) {
        this.stream = stream;
        this.board = board;
    }

    /// Opens the board at `url`.
    static Conversation open(String url) throws IOException {
        var stream = StreamUrl.open(url);
        var board = MicroPythonBoard.over(stream, Ticks.system());
        board.connect();
        return new Conversation(stream, board);
    }

    /// Returns the median of the milliseconds that `eval 1+1` takes.
    double evalMillis() throws IOException {
        for (int i = 0; i < WARM_UP; i++) {
            board.evalText("1+1");
        }
        var took = new double[EVALS];
        for (int i = 0; i < EVALS; i++) {
            long start = System.nanoTime();
            board.evalText("1+1");
            took[i] = System.nanoTime() - start;
        }
        return Median.of(took) / 1e6;
    }

    /// How fast a file went, in bytes of it a second, verification and rename included.
    ///
    /// @param up to the board
    /// @param down from it
    record Speed(double up, double down) {}

    /// Copies `content` to the board and back.
    Speed copy(byte[] content) throws IOException {
        var files = board.files();
        long start = System.nanoTime();
        files.upload(FILE, new ByteArrayInputStream(content), content.length, Progress.NONE);
        long sent = System.nanoTime();
        var back = new ByteArrayOutputStream(content.length);
        files.download(FILE, back, Progress.NONE);
        long taken = System.nanoTime();
        if (!Arrays.equals(content, back.toByteArray())) {
            throw new IllegalStateException(stream + ": the file came back changed");
        }
        files.remove(FILE);
        return new Speed(content.length * 1e9 / (sent - start), content.length * 1e9 / (taken - sent));
    }

    @Override
    public void close() throws IOException {
        try (stream) {
            board.close();
        }
    }
}
