package dev.jumper.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SpyStreamTest {
    private final VirtualTicks ticks = new VirtualTicks(5);
    private final StringBuilder log = new StringBuilder();

    /// What the stream underneath was given, last.
    private ByteBuffer given = ByteBuffer.allocate(0);

    private final ByteStream under = new ByteStream() {
        @Override
        public int read(ByteBuffer target) {
            given = target;
            target.put(">>> ".getBytes(StandardCharsets.US_ASCII));
            return 4;
        }

        @Override
        public int write(ByteBuffer source) {
            given = source;
            source.position(source.position() + 3);
            return 3;
        }

        @Override
        public long ioctl(int request, long argument) {
            return 0;
        }

        @Override
        public void close() {}
    };

    @Test
    void handsTheCallersOwnBufferOnWithoutACopy() throws IOException {
        try (var spy = SpyStream.over(under, log, ticks)) {
            var target = ByteBuffer.allocate(16);
            assertEquals(4, spy.read(target));
            assertSame(target, given);
            var source = ByteBuffer.wrap(new byte[] {3, 13, 10, 65});
            assertEquals(3, spy.write(source));
            assertSame(source, given);
            assertEquals(1, source.remaining(), "what was not taken stays the caller's");
        }
    }

    @Test
    void writesDownWhatPassesAndWhen() throws IOException {
        try (var spy = SpyStream.over(under, log, ticks)) {
            ticks.delay(1_234_000);
            spy.write(ByteBuffer.wrap(new byte[] {3, 13, 10, 65}));
            ticks.delay(3_087_000);
            spy.read(ByteBuffer.allocate(16));
            spy.ioctl(ByteStream.SET_MODEM, 3);
            spy.ioctl(ByteStream.POLL, 1);
        }
        assertEquals(
                "    0.001234 > 03 0d 0a " + " ".repeat(39) + " |...|\n"
                        + "    0.004321 < 3e 3e 3e 20 " + " ".repeat(36) + " |>>> |\n"
                        + "    0.004321 # SET_MODEM 3 = 0\n",
                log.toString().replace(System.lineSeparator(), "\n"));
    }
}
