package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.Circuit;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class PolledEdgesTest {
    private final Circuit circuit = Circuit.create();
    private final Pin pin = circuit.pin("line");
    private final Player player = new Player(circuit, "line", 1);

    private PolledEdges polled(long limit) throws IOException {
        var edges = new PolledEdges(new PlainPin(pin), circuit.ticks(), limit);
        edges.arm();
        return edges;
    }

    @Test
    void givesTheEdgesThatACaptureGivesButForTheTimeOfASample() throws IOException {
        var capture = assertInstanceOf(EdgeCapture.class, pin);
        capture.arm();
        var polled = polled(1000);
        player.toggle(5_000, 7_000, 11_000, 13_000);
        var found = new long[6];
        assertEquals(4, polled.take(found, 1, 4, 1_000_000));
        var kept = new long[6];
        assertEquals(4, capture.take(kept, 1, 4, 0));
        for (int i = 1; i <= 4; i++) {
            assertEquals(EdgeCapture.level(kept[i]), EdgeCapture.level(found[i]));
            long late = EdgeCapture.nanos(found[i]) - EdgeCapture.nanos(kept[i]);
            assertEquals(100, late, 100, "edge " + i);
        }
        assertEquals(0, polled.lost());
    }

    @Test
    void givesFewerIfTheTimeRunsOut() throws IOException {
        var polled = polled(1000);
        player.toggle(5_000, 7_000, 100_000);
        assertEquals(2, polled.take(new long[3], 0, 3, 50_000));
        assertEquals(50_000, circuit.nanos(), 300);
        assertEquals(0, polled.take(new long[3], 0, 3, 0));
    }

    @Test
    void anEdgeSeenTooLateAndAPauseOfAWholePulseAreLosses() throws IOException {
        var polled = polled(1000);
        circuit.ticks().delay(3_000); // nothing happens, and not for long
        assertEquals(0, polled.take(new long[1], 0, 1, 1000));
        assertEquals(0, polled.lost());
        player.toggle(500);
        circuit.ticks().delay(3_000);
        assertEquals(1, polled.take(new long[1], 0, 1, 1000));
        assertEquals(1, polled.lost());
        circuit.ticks().delay(5_000);
        assertEquals(0, polled.take(new long[1], 0, 1, 1000));
        assertEquals(2, polled.lost());
        circuit.ticks().delay(4_500); // four times the limit, and half of it
        assertEquals(0, polled.take(new long[1], 0, 1, 1000));
        assertEquals(3, polled.lost());
        polled.arm();
        assertEquals(0, polled.lost());
        assertEquals(0, polled.blindNanos());
    }

    @Test
    void aPinThatKeepsItsEdgesIsItsOwnCapture() {
        assertSame(pin, PolledEdges.of(pin, circuit.ticks(), 1000));
        assertInstanceOf(PolledEdges.class, PolledEdges.of(new PlainPin(pin), circuit.ticks(), 1000));
    }

    @Test
    void endsEvenOnAClockThatOnlyWaitingMoves() throws IOException {
        var edges = new PolledEdges((_, _) -> 0, new VirtualTicks(0), 1000);
        edges.arm();
        assertEquals(0, edges.take(new long[1], 0, 1, 1_000_000));
    }

    @Test
    void refusesALimitThatIsNone() {
        var e = assertThrows(IllegalArgumentException.class, () -> new PolledEdges(pin, circuit.ticks(), 0));
        assertEquals("limit between samples is 0 ns, expected 1 or more", e.getMessage());
    }

    @Test
    void refusesMoreEdgesThanThereIsRoomForBeforeItLooks() throws IOException {
        var polled = polled(1000);
        long before = circuit.nanos();
        assertThrows(IndexOutOfBoundsException.class, () -> polled.take(new long[2], 1, 2, 1000));
        assertEquals(before, circuit.nanos());
    }
}
