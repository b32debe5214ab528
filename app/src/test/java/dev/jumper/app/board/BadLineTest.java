package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

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
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The board of `devices` behind a serial line of 115200 baud with faults, in the line's own time.
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
}
