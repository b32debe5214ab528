package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/// Runs protocols over a stream: the only place here that reads, writes and waits. One input buffer is handed from
/// each protocol to the next, so nothing that came early is lost.
final class Session {
    private static final int BUFFER = 4096;
    /// The longest that one read may wait; what a stream without a timeout of its own is asked in between.
    private static final long SLICE_MILLIS = 250;
    private static final Duration SENDING_PATIENCE = Duration.ofSeconds(10);
    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    private final ByteStream stream;
    private final Ticks ticks;
    private final ByteBuffer input = ByteBuffer.allocate(BUFFER).flip();
    private final ByteBuffer output = ByteBuffer.allocate(BUFFER);
    private final Object writing = new Object();
    private long timeoutMillis = -2;

    Session(ByteStream stream, Ticks ticks) {
        this.stream = stream;
        this.ticks = ticks;
    }

    Ticks ticks() {
        return ticks;
    }

    /// How long a protocol may hear nothing.
    interface Patience {
        /// Returns the longest silence borne in the state that the protocol is in.
        Duration silence();
    }

    /// Runs `protocol` until it is done.
    ///
    /// @throws StreamTimeoutException if the far end was silent, or took nothing, for longer than `patience` bears
    void run(Protocol protocol, String what, Patience patience) throws IOException {
        while (true) {
            int result = protocol.advance(input, output);
            send(Deadline.after(ticks, patience.silence()), what);
            if (result == Protocol.DONE) {
                return;
            }
            if (result == ByteStream.NEED_WRITE) {
                ticks.delay(protocol.pauseNanos());
            } else if (!receive(Deadline.after(ticks, patience.silence()))) {
                throw new StreamTimeoutException(
                        "board: %s: found silence for %s, expected an answer; try a longer timeout, or reset the board"
                                .formatted(what, seconds(patience.silence())),
                        0,
                        1);
            }
        }
    }

    /// Runs `protocol` until it is done, true, or nothing has come for as long as `patience` bears.
    boolean follow(Protocol protocol, String what, Patience patience) throws IOException {
        while (true) {
            int result = protocol.advance(input, output);
            send(Deadline.after(ticks, SENDING_PATIENCE), what);
            if (result == Protocol.DONE) {
                return true;
            }
            if (result == ByteStream.NEED_READ && !receive(Deadline.after(ticks, patience.silence()))) {
                return false;
            }
        }
    }

    /// Runs `protocol` until it is done or `deadline` has passed; tells which.
    boolean run(Protocol protocol, Deadline deadline) throws IOException {
        while (true) {
            int result = protocol.advance(input, output);
            send(deadline, "entering the prompt");
            if (result == Protocol.DONE) {
                return true;
            }
            if (result == ByteStream.NEED_WRITE) {
                ticks.delay(protocol.pauseNanos());
            } else if (deadline.expired() || !receive(deadline)) {
                return false;
            }
        }
    }

    /// Runs a search for `phrase` in what comes, throwing away all before it.
    void await(Phrase phrase, String what, Duration silence) throws IOException {
        Protocol search = (in, _) -> {
            while (in.hasRemaining()) {
                if (phrase.ends(in.get())) {
                    return Protocol.DONE;
                }
            }
            return ByteStream.NEED_READ;
        };
        run(search, what, () -> silence);
    }

    /// Returns the modem lines as bits of [ByteStream], none if the stream has none.
    long modemLines() throws IOException {
        try {
            return stream.ioctl(ByteStream.GET_MODEM, 0);
        } catch (UnsupportedOperationException e) {
            return 0;
        }
    }

    /// Sends `bytes` at once, from any thread.
    void sendNow(byte[] bytes, Duration timeout) throws IOException {
        synchronized (writing) {
            writeAll(ByteBuffer.wrap(bytes), Deadline.after(ticks, timeout), "sending a control character");
        }
    }

    private void send(Deadline deadline, String what) throws IOException {
        if (output.position() == 0) {
            return;
        }
        output.flip();
        try {
            synchronized (writing) {
                writeAll(output, deadline, what);
            }
        } finally {
            output.clear();
        }
    }

    private void writeAll(ByteBuffer bytes, Deadline deadline, String what) throws IOException {
        int wanted = bytes.remaining();
        long pause = FIRST_PAUSE;
        while (bytes.hasRemaining()) {
            int count = stream.write(bytes);
            if (count > 0) {
                pause = FIRST_PAUSE;
            } else if (deadline.expired()) {
                throw new StreamTimeoutException(
                        "board: %s: %d of %d bytes were taken within %s; the board does not read, reset it"
                                .formatted(what, wanted - bytes.remaining(), wanted, seconds(deadline.span())),
                        wanted - bytes.remaining(),
                        wanted);
            } else {
                pause = pause(pause, deadline);
            }
        }
    }

    /// Waits for at least one byte; tells whether it came before the deadline.
    private boolean receive(Deadline deadline) throws IOException {
        input.compact();
        try {
            long pause = FIRST_PAUSE;
            while (true) {
                heedInterrupt();
                waitAtMost(deadline.remainingMillis(SLICE_MILLIS));
                int count = stream.read(input);
                if (count > 0) {
                    return true;
                }
                if (count == ByteStream.EOF) {
                    throw new EOFException(
                            stream + ": the connection ended: unplugged, or the program at the other end has gone;"
                                    + " connect it again");
                }
                if (deadline.expired()) {
                    return false;
                }
                pause = pause(pause, deadline);
            }
        } finally {
            input.flip();
        }
    }

    /// Sets the stream's own timeout, which wakes at the first byte; set only when it changes.
    private void waitAtMost(long millis) throws IOException {
        if (timeoutMillis != millis) {
            stream.ioctl(ByteStream.TIMEOUT, millis);
            timeoutMillis = millis;
        }
    }

    /// A stream that never has to wait would not notice that its thread was interrupted.
    private static void heedInterrupt() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("board: interrupted while waiting for an answer");
        }
    }

    private long pause(long nanos, Deadline deadline) throws InterruptedIOException {
        heedInterrupt();
        ticks.delay(Math.min(nanos, deadline.remainingNanos()));
        return Math.min(2 * nanos, LONGEST_PAUSE);
    }

    static String seconds(Duration duration) {
        return duration.toMillis() % 1000 == 0 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
    }
}
