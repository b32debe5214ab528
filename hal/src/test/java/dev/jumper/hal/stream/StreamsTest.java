package dev.jumper.hal.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.VirtualTicks;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StreamsTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final VirtualTicks ticks = new VirtualTicks(0);
    private final ScriptStream stream = new ScriptStream();

    @Test
    void readNBytesWaitsThroughPausesForAllOfThem() throws Exception {
        stream.code(0, 5).data(1).code(ByteStream.NOT_READY, 5).data(2, 3);
        assertArrayEquals(
                new byte[] {1, 2, 3}, Streams.input(stream, ticks, SECOND).readNBytes(3));
    }

    @Test
    void readNBytesNeverSpinsOnASilentStreamAndLosesNothing() throws Exception {
        stream.data(1, 2);
        var in = Streams.input(stream, ticks, SECOND);
        assertEquals(1, in.read());
        assertEquals(1, in.read(new byte[9]));
        var e = assertThrows(StreamTimeoutException.class, () -> in.readNBytes(9));
        assertEquals("deadline passed after PT1S: read 0 of 9 bytes", e.getMessage());
        assertTrue(stream.calls < 150, stream.calls + " calls");
        stream.data(200);
        assertEquals(200, in.read());
    }

    @Test
    void inputTakesOnlyWhatIsThereAndEndsAsJavaIoSays() throws Exception {
        stream.data(1, 2).code(ByteStream.EOF, 9);
        var in = Streams.input(stream, ticks, SECOND);
        assertEquals(0, in.read(new byte[0]));
        assertEquals(2, in.read(new byte[10]));
        assertEquals(-1, in.read(new byte[10]));
        assertEquals(-1, in.read());
        assertEquals(0, in.readAllBytes().length);
        assertThrows(IndexOutOfBoundsException.class, () -> in.read(new byte[2], 1, 2));
        in.close();
        assertThrows(IOException.class, in::read);
    }

    @Test
    void outputWritesEverythingOrSaysHowMuch() throws Exception {
        stream.data(0).code(0, 2).data(0, 0);
        var out = Streams.output(stream, ticks, SECOND);
        out.write(new byte[] {1, 2, 3});
        out.flush();
        assertArrayEquals(new byte[] {1, 2, 3}, stream.written.toByteArray());
        stream.data(0);
        var e = assertThrows(StreamTimeoutException.class, () -> out.write(new byte[4]));
        assertEquals("no progress for PT1S: wrote 1 of 4 bytes", e.getMessage());
        out.close();
        assertTrue(stream.closed);
        assertThrows(IOException.class, () -> out.write(1));
    }

    @Test
    void channelOverANonBlockingStreamBlocks() throws Exception {
        stream.code(ByteStream.NOT_READY, 4)
                .data(5, 6)
                .code(ByteStream.NOT_READY, 2)
                .data(0)
                .data(0);
        var channel = Streams.channel(stream, ticks, SECOND);
        var buffer = ByteBuffer.allocate(8);
        assertEquals(2, channel.read(buffer));
        assertEquals(2, channel.write(ByteBuffer.wrap(new byte[] {8, 9})));
        assertArrayEquals(new byte[] {8, 9}, stream.written.toByteArray());
        channel.close();
        assertFalse(channel.isOpen());
        assertThrows(ClosedChannelException.class, () -> channel.read(buffer));
    }

    @Test
    void streamOverANonBlockingChannelIsNotReadyRatherThanZero() throws Exception {
        var pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        try (var both = Streams.of(new BothEnds(pipe))) {
            var buffer = ByteBuffer.allocate(4);
            assertEquals(ByteStream.NOT_READY, both.read(buffer));
            assertEquals(3, both.write(ByteBuffer.wrap(new byte[] {1, 2, 3})));
            assertEquals(3, Exact.over(both, ticks).readAvailable(buffer));
            pipe.sink().close();
            assertEquals(ByteStream.EOF, both.read(buffer));
            assertThrows(UnsupportedOperationException.class, () -> both.ioctl(ByteStream.BAUD, 1));
        }
        assertFalse(pipe.source().isOpen());
    }

    @Test
    void dataInputGetsTheSameForAnySplit() throws Exception {
        for (long seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            byte[] expected = new byte[100];
            random.nextBytes(expected);
            var script = new ScriptStream();
            for (int at = 0; at < expected.length; ) {
                int n = Math.min(expected.length - at, 1 + random.nextInt(30));
                script.code(random.nextBoolean() ? 0 : ByteStream.NOT_READY, 1)
                        .data(Arrays.copyOfRange(expected, at, at + n));
                at += n;
            }
            byte[] found = new byte[expected.length];
            new DataInputStream(Streams.input(script, ticks, SECOND)).readFully(found);
            assertArrayEquals(expected, found, "seed " + seed);
        }
    }

    private record BothEnds(Pipe pipe) implements ByteChannel {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return pipe.source().read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return pipe.sink().write(source);
        }

        @Override
        public boolean isOpen() {
            return pipe.source().isOpen();
        }

        @Override
        public void close() throws IOException {
            pipe.sink().close();
            pipe.source().close();
        }
    }
}
