package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.terminal.EchoedLine;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The two directions between a person and the board's prompt; a thread of its own shows what the board says.
final class PromptLink implements AutoCloseable {
    private static final int PIECE = 32;
    private static final Duration ECHO = Duration.ofMillis(300);
    private static final long SETTLED_NANOS = 20_000_000;
    private static final Duration SEND = Duration.ofSeconds(10);
    private static final long PAUSE_NANOS = 1_000_000;

    private final ByteStream stream;
    private final Ticks ticks;
    private final Console console;
    private final EchoedLine line = new EchoedLine();
    private final Thread reader =
            Thread.ofPlatform().daemon().name("prompt-reader").unstarted(this::show);
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile IOException failure;
    private volatile long received;
    private volatile long lastReceived;
    private long receivedBeforeSend;

    PromptLink(ByteStream stream, Ticks ticks, Console console) {
        this.stream = stream;
        this.ticks = ticks;
        this.console = console;
    }

    void start() throws IOException {
        stream.ioctl(ByteStream.TIMEOUT, 100);
        lastReceived = ticks.nanos();
        reader.start();
    }

    EchoedLine line() {
        return line;
    }

    /// Tells whether the board is still there.
    boolean alive() {
        return !ended;
    }

    private void show() {
        var bytes = ByteBuffer.allocate(1024);
        var text = CharBuffer.allocate(1024);
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        try {
            while (!closing) {
                int before = bytes.position();
                int count = stream.read(bytes);
                if (count == ByteStream.EOF) {
                    break;
                }
                if (count > 0) {
                    console.out().write(bytes.array(), before, count);
                    console.flush();
                    bytes.flip();
                    decoder.decode(bytes, text, false);
                    bytes.compact();
                    line.feed(text.flip());
                    text.clear();
                    lastReceived = ticks.nanos();
                    received += count;
                }
            }
        } catch (IOException e) {
            failure = e;
        } finally {
            ended = true;
        }
    }

    /// Sends what a person typed.
    void send(String text) {
        try {
            write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends any amount of text no faster than the board echoes it, for its input buffer is small.
    void sendPaced(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try {
            for (int start = 0; start < bytes.length && !ended; start += PIECE) {
                int length = Math.min(PIECE, bytes.length - start);
                long expected = received + length;
                write(ByteBuffer.wrap(bytes, start, length));
                var deadline = Deadline.after(ticks, ECHO);
                while (received < expected && !ended && !deadline.expired()) {
                    ticks.delay(PAUSE_NANOS);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Waits for the echo of what was sent last, as far as there is one, so that [#line] is what the board has.
    void settle() {
        var deadline = Deadline.after(ticks, ECHO);
        while (!ended
                && !deadline.expired()
                && (received == receivedBeforeSend || ticks.nanos() - lastReceived < SETTLED_NANOS)) {
            ticks.delay(PAUSE_NANOS);
        }
    }

    private void write(ByteBuffer bytes) throws IOException {
        receivedBeforeSend = received;
        var deadline = Deadline.after(ticks, SEND);
        while (bytes.hasRemaining()) {
            stream.write(bytes);
            if (bytes.hasRemaining() && deadline.expired()) {
                throw new IOException(
                        "prompt: the board took no input for " + SEND.toSeconds() + " s, expected it to; reset it");
            }
        }
    }

    /// Waits until the board has said nothing for `nanos`.
    void awaitQuiet(long nanos) {
        while (!ended && ticks.nanos() - lastReceived < nanos) {
            ticks.delay(PAUSE_NANOS);
        }
    }

    /// Throws what ended the connection, if it was not ended by us.
    void check() throws IOException {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void close() throws IOException {
        boolean lost = ended;
        closing = true;
        try {
            reader.join(Duration.ofSeconds(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (lost && failure == null) {
            failure = new EOFException(
                    stream + ": the connection ended: unplugged, or the program at the other end has gone; connect it"
                            + " again");
        }
    }
}
