package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.part.VoltageSource;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The Java code of the page "Python on a circuit", and the pace of its boards.
@Timeout(60)
class CircuitPageTest {
    @Test
    void bootsABoardOnACircuit() throws Exception {
        assumeTrue(EmbeddedBoard.available(), "this build was made without MicroPython");
        // @start region=boot
        var circuit = Circuit.create();
        circuit.add(VoltageSource.on("A0", 0.5));
        var rtc = Rtc.system();
        var files = new MemoryVfs(rtc, EmbeddedBoard.FLASH);
        var board = EmbeddedBoard.boot(files, rtc, BoardModel.plain(), Wiring.to(circuit));
        var console = board.stream(); // a ByteStream, for a MicroPythonBoard or a terminal
        // @end region=boot
        try (board) {
            var terminal = new Terminal(console).raw();
            assertEquals("512\r\n", terminal.run("from machine import ADC\nprint(ADC(0).read())"));
        }
    }

    @Test
    void wiresABoardInAnotherWay() throws Exception {
        var circuit = Circuit.create();
        Pin pinInJava = (request, _) -> request == Pin.READ ? 1 : 0;
        // @start region=wiring
        var wiring = Wiring.to(circuit)
                .withNets(Map.of(5, "scl", 4, "sda"))
                .withNames(Map.of("LED", 2))
                .withPin(7, pinInJava)
                .paced();
        // @end region=wiring
        assertEquals("scl", wiring.net(5).orElseThrow());
        assertEquals("GPIO2", wiring.net(2).orElseThrow());
        try (var board = WiredBoard.on(circuit, _ -> wiring)) {
            circuit.net("scl").pulledUp();
            assertEquals(
                    "1 1 0", board.run("from machine import Pin\nprint(Pin('D1')(), Pin(7)(), Pin('LED', Pin.OUT)())"));
        }
    }

    @Test
    void aPacedBoardWaitsForTheHostsClockAndCatchesUpWithIt() throws Exception {
        var host = new VirtualTicks(5_000);
        var circuit = Circuit.create();
        var rtc = new SoftRtc(host, Instant.EPOCH);
        assumeTrue(EmbeddedBoard.available(), "this build was made without MicroPython");
        try (var board = EmbeddedBoard.boot(
                new MemoryVfs(rtc, 1 << 20),
                rtc,
                BoardModel.plain(),
                Wiring.to(circuit).paced(host))) {
            var terminal = new Terminal(board.stream()).raw();
            long before = host.nanos();
            terminal.run("import time\ntime.sleep(2)");
            assertEquals(2e9, host.nanos() - before, 2e6);
            host.delay(1_000_000_000);
            terminal.run("t = time.ticks_us()");
            assertTrue(circuit.nanos() >= 3_000_000_000L, circuit.nanos() + " ns");
        }
    }

    @Test
    void refusesPinsThatNoBoardHas() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Wiring.to(Circuit.create()).withNets(Map.of(64, "x")));
        assertEquals("pin of a board is 64, expected 0 to 63", e.getMessage());
    }
}
