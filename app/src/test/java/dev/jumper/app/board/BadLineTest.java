package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.app.fault.SeedSource;
import dev.jumper.app.fault.Seeded;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.PromptException;
import dev.jumper.emulator.BoardModel;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.serial.FaultPlan;
import dev.jumper.serial.FaultPlan.Faults;
import dev.jumper.serial.FaultStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The board of `devices` behind a serial line of 115200 baud with faults, in the line's own time.
@Tag("fault")
@Timeout(120)
class BadLineTest {
    private static final BoardModel MODEL = BoardModel.esp8266(115_200, 115_200).withHeap(1 << 20);

    private final VirtualTicks ticks = new VirtualTicks(0);
    private final SoftRtc rtc = new SoftRtc(ticks, Instant.parse("2026-03-04T05:06:07Z"));
    private final MemoryVfs files = new MemoryVfs(rtc, MODEL.flash());

    @BeforeEach
    void needsTheInterpreter() {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
    }

    private EmbeddedBoard boot() {
        return EmbeddedBoard.boot(files, rtc, ticks, MODEL);
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    @Test
    void copiesBothWaysWithoutOverrunningTheBoardsBuffer() throws IOException {
        byte[] bytes = random(20_000);
        try (var embedded = boot()) {
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            board.connect();
            board.files().write("/data", bytes);
            assertArrayEquals(bytes, board.files().read("/data"));
            assertEquals(0, embedded.stream().ioctl(EmbeddedBoard.OVERRUNS, 0));
        }
    }

    @Test
    void copiesToABoardThatCannotInflate() throws IOException {
        byte[] bytes = random(5000);
        try (var embedded = boot()) {
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            board.exec("import sys\nsys.modules['deflate']=sys");
            board.files().write("/data", bytes);
            assertArrayEquals(bytes, files.read("/data"));
            assertArrayEquals(bytes, board.files().read("/data"));
        }
    }

    @Test
    void standsStallsAndReadsAndWritesThatEndShort() throws IOException {
        byte[] bytes = random(5000);
        var plan = FaultPlan.both(
                1, Faults.NONE.withStall(0.002, Duration.ofMillis(50)).withCut(0.1));
        try (var embedded = boot();
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            var board = MicroPythonBoard.over(line, ticks);
            board.connect();
            board.files().write("/data", bytes);
            assertArrayEquals(bytes, board.files().read("/data"));
            assertTrue(line.sent().stalls() > 0 && line.received().cuts() > 0, line.sent() + ", " + line.received());
        }
    }

    @Test
    void aLineThatGoesDeadInAnUploadLeavesTheOldFileWhole() throws IOException {
        byte[] old = random(3000);
        try (var embedded = boot()) {
            MicroPythonBoard.over(embedded.stream(), ticks).files().write("/data", old);
        }
        var plan = new FaultPlan(1, Faults.NONE.withHangUp(5000), Faults.NONE);
        try (var embedded = boot();
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            var board = MicroPythonBoard.over(line, ticks);
            long start = ticks.nanos();
            assertThrows(IOException.class, () -> board.files().write("/data", random(20_000)));
            assertEquals(5000, line.sent().bytes());
            assertTrue(ticks.nanos() - start < 3_000_000_000L, "told after " + (ticks.nanos() - start) + " ns");
        }
        try (var embedded = boot()) {
            assertArrayEquals(
                    old, MicroPythonBoard.over(embedded.stream(), ticks).files().read("/data"));
        }
    }

    @Test
    void wrongBaudRateIsToldWithinTenSeconds() throws IOException {
        try (var embedded = boot()) {
            embedded.stream().ioctl(ByteStream.BAUD, 9600);
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            var e = assertThrows(PromptException.class, board::connect);
            assertEquals(PromptException.Sight.WRONG_RATE, e.sight(), e.getMessage());
            assertTrue(ticks.nanos() <= 11_000_000_000L, ticks.nanos() + " ns");
        }
    }

    @Test
    void aBoardHeldInResetIsToldWithinTenSeconds() throws IOException {
        try (var embedded = boot()) {
            MicroPythonBoard.over(embedded.stream(), ticks).connect();
            embedded.stream().ioctl(ByteStream.SET_MODEM, ByteStream.RTS);
            long start = ticks.nanos();
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            var e = assertThrows(PromptException.class, board::connect);
            assertEquals(PromptException.Sight.HELD_IN_RESET, e.sight(), e.getMessage());
            assertTrue(ticks.nanos() - start <= 11_000_000_000L, ticks.nanos() - start + " ns");
        }
    }

    @Seeded(few = 1, all = 200)
    @Execution(ExecutionMode.CONCURRENT)
    void copiesOverALineThatDamagesOneByteInAHundred(long seed) throws IOException {
        var plan = BadLine.oneByteInAHundred(seed);
        byte[] bytes = random(100_000);
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, BoardModel.esp8266(115_200, 115_200));
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            MicroPythonBoard.over(line, ticks).files().write("/data", bytes);
            assertArrayEquals(bytes, files.read("/data"));
            assertEquals(1, files.list("/").size());
        }
    }

    /// Of each of the four kinds one byte in a hundred: hardly anything longer than thirty bytes passes whole.
    @Seeded(few = 1, all = 200)
    @Execution(ExecutionMode.CONCURRENT)
    @Timeout(300)
    void copiesOverALineThatDamagesOneByteInAHundredOfEachKind(long seed) throws IOException {
        var plan = FaultPlan.both(
                seed,
                Faults.NONE.withDrop(0.01).withGarble(0.01).withDuplicate(0.01).withStall(0.01, Duration.ofMillis(20)));
        byte[] bytes = random(SeedSource.full() ? 100_000 : 20_000);
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, BoardModel.esp8266(115_200, 115_200));
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            var board = MicroPythonBoard.over(line, ticks);
            board.files().write("/data", bytes);
            assertArrayEquals(bytes, files.read("/data"));
            assertEquals(1, files.list("/").size());
            assertArrayEquals(bytes, board.files().read("/data"));
        }
    }

    @Seeded(few = 10, all = 200)
    @Execution(ExecutionMode.CONCURRENT)
    void looksOverALineThatDamagesOneByteInAHundred(long seed) throws Exception {
        byte[] bytes = random(3000);
        files.write("/data", bytes);
        var plan = BadLine.oneByteInAHundred(seed);
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, BoardModel.esp8266(115_200, 115_200));
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            var there = MicroPythonBoard.over(line, ticks).files();
            assertEquals(3000, there.stat("/data").size());
            assertThrows(NoSuchFileException.class, () -> there.stat("/date"));
            assertEquals("/", there.workingDirectory());
            assertArrayEquals(
                    MessageDigest.getInstance("SHA-256").digest(bytes),
                    there.sha256("/data").orElseThrow());
        }
    }

    @Test
    void copiesBothWaysOnASmallHeap() throws IOException {
        byte[] bytes = random(65_536);
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, BoardModel.esp8266(115_200, 115_200))) {
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            board.files().write("/data", bytes);
            assertArrayEquals(bytes, files.read("/data"));
            assertArrayEquals(bytes, board.files().read("/data"));
            assertEquals(0, embedded.stream().ioctl(EmbeddedBoard.OVERRUNS, 0));
        }
    }

    /// Of 31 KiB a board has 25 KiB free.
    @ParameterizedTest
    @ValueSource(ints = {31 << 10, 38 << 10})
    void textTravelsDeflatedBothWays(int heap) throws IOException {
        var text = new StringBuilder();
        var random = new Random(heap);
        while (text.length() < 60_000) {
            text.append("    sensor_").append(random.nextInt(2000)).append(" = read(bus, address)\n");
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.US_ASCII);
        try (var embedded = EmbeddedBoard.boot(
                        files, rtc, ticks, BoardModel.esp8266(115_200, 115_200).withHeap(heap));
                var line = FaultStream.over(embedded.stream(), FaultPlan.both(1, Faults.NONE), ticks)) {
            var board = MicroPythonBoard.over(line, ticks);
            board.files().write("/data", bytes);
            assertArrayEquals(bytes, files.read("/data"));
            long up = line.sent().bytes();
            assertTrue(up < bytes.length / 2, up + " bytes up for " + bytes.length);
            long before = line.received().bytes();
            assertArrayEquals(bytes, board.files().read("/data"));
            long down = line.received().bytes() - before;
            assertTrue(down < bytes.length / 2, down + " bytes down for " + bytes.length);
        }
    }

    @Test
    void downloadsOverABadLine() throws IOException {
        byte[] bytes = random(20_000);
        var plan =
                FaultPlan.both(7, Faults.NONE.withDrop(0.001).withGarble(0.001).withDuplicate(0.001));
        files.write("/data", bytes);
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, BoardModel.esp8266(115_200, 115_200));
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            assertArrayEquals(bytes, MicroPythonBoard.over(line, ticks).files().read("/data"));
        }
    }

    @Test
    void aBoardWhoseHostHasGoneInTheMiddleOfATransferListensToTheNextOne() throws IOException {
        var gone = new FaultPlan(1, new Faults(0, 0, 0, 0, Faults.PAUSE, 0, 9000), Faults.NONE);
        files.write("/old", random(10));
        try (var embedded = boot();
                var kept = new Kept(embedded.stream());
                var line = FaultStream.over(kept, gone, ticks)) {
            var first = MicroPythonBoard.over(line, ticks);
            assertThrows(IOException.class, () -> first.files().write("/data", random(20_000)));
            long start = ticks.nanos();
            assertEquals(2L, MicroPythonBoard.over(embedded.stream(), ticks).eval("1+1"));
            assertTrue(ticks.nanos() - start < 3_000_000_000L, ticks.nanos() - start + " ns");
        }
    }

    /// A stream that stays open when its user closes it.
    private record Kept(ByteStream under) implements ByteStream {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return under.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return under.write(source);
        }

        @Override
        public long ioctl(int request, long argument) throws IOException {
            return under.ioctl(request, argument);
        }

        @Override
        public void close() {
            // its owner does
        }
    }

    @Test
    void copiesAsTextWhereTheBoardLacksWhatBlocksNeed() throws IOException {
        byte[] bytes = random(3000);
        try (var embedded = boot()) {
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            board.exec("class int: pass"); // no int.from_bytes
            board.files().write("/data", bytes);
            assertArrayEquals(bytes, files.read("/data"));
            assertArrayEquals(bytes, board.files().read("/data"));
        }
    }
}
