package dev.jumper.devices.expander;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackI2c;
import java.io.IOException;
import java.util.ArrayDeque;
import org.junit.jupiter.api.Test;

/// Edges of lines by an interrupt whose own edges are written down. Addresses of registers are those of the
/// MCP23017 data sheet (Microchip DS20001952), "Register Addresses": GPINTEN 0x04, INTF 0x0E, INTCAP 0x10.
class ExpanderInterruptsTest {
    private static final I2cAddress AT = I2cAddress.of(0x20);

    private final ScriptedInterrupt interrupt = new ScriptedInterrupt();
    private final VirtualTicks ticks = new VirtualTicks(0);
    private final PlaybackI2c bus = new PlaybackI2c()
            .expectWrite(AT, "05 00")
            .expectWrite(AT, "0a 40")
            .expectWriteRead(AT, "00", "ff ff" + " 00".repeat(8) + " 40 40" + " 00".repeat(10));

    /// The pin of the host on INTA: keeps the edges that it is given, and is high.
    private static final class ScriptedInterrupt implements Pin, EdgeCapture {
        private final ArrayDeque<Long> edges = new ArrayDeque<>();
        private boolean armed;

        @Override
        public int ioctl(int request, int argument) {
            return 1;
        }

        @Override
        public void arm() {
            armed = true;
        }

        @Override
        public void disarm() {
            armed = false;
        }

        @Override
        public int take(long[] taken, int offset, int count, long timeoutNanos) {
            assertEquals(0, timeoutNanos, "nothing is to be waited for");
            if (edges.isEmpty()) {
                return 0;
            }
            taken[offset] = edges.remove();
            return 1;
        }

        @Override
        public long lost() {
            return 0;
        }

        void falls(long nanos) {
            edges.add(EdgeCapture.edge(nanos, 0));
        }

        void rises(long nanos) {
            edges.add(EdgeCapture.edge(nanos, 1));
        }
    }

    private Mcp23017 open() throws IOException {
        return Mcp23017.open(bus, AT, ticks, interrupt);
    }

    private EdgeCapture armed(Mcp23017 chip, int line, String write) throws IOException {
        bus.expectWrite(AT, write).expectWriteRead(AT, "10", "00 00");
        var capture = (EdgeCapture) chip.pin(line);
        capture.arm();
        return capture;
    }

    private void changed(String flags, String levels) {
        bus.expectWriteRead(AT, "0e", flags).expectWriteRead(AT, "10", levels);
    }

    @Test
    void fetchesAllEdgesThatAreThereAtOnce() throws IOException {
        var line = armed(open(), 15, "05 80");
        interrupt.falls(10_000);
        interrupt.rises(50_000);
        interrupt.falls(90_000);
        interrupt.rises(130_000);
        changed("00 80", "00 80");
        changed("00 80", "00 00");
        var edges = new long[3];
        assertEquals(2, line.take(edges, 0, 3, 0));
        assertEquals(EdgeCapture.edge(10_000, 1), edges[0]);
        assertEquals(EdgeCapture.edge(90_000, 0), edges[1]);
        bus.close();
    }

    /// "GPIO Timing": the interrupt for a change that is there already comes 600 ns after the reading at most.
    @Test
    void doesNotTrustTheTimeOfAnInterruptThatFollowsOnTheReadingOfAnother() throws IOException {
        var line = armed(open(), 0, "04 01");
        interrupt.falls(10_000);
        interrupt.rises(50_000);
        interrupt.falls(50_600);
        interrupt.rises(100_000);
        interrupt.falls(102_000);
        interrupt.rises(150_000);
        changed("01 00", "01 00");
        changed("01 00", "00 00");
        changed("01 00", "01 00");
        var edges = new long[3];
        assertEquals(2, line.take(edges, 0, 3, 0));
        assertEquals(10_000, EdgeCapture.nanos(edges[0]));
        assertEquals(102_000, EdgeCapture.nanos(edges[1]));
        assertEquals(1, line.lost());
        bus.close();
    }

    @Test
    void doesNotKnowWhichOfTwoPortsChangedFirst() throws IOException {
        var chip = open();
        var first = armed(chip, 1, "04 02");
        var second = armed(chip, 10, "05 04");
        interrupt.falls(10_000);
        changed("02 04", "02 04");
        assertEquals(0, first.take(new long[1], 0, 1, 0));
        assertEquals(1, first.lost());
        assertEquals(1, second.lost());
        bus.close();
    }

    @Test
    void goesOnWithTheOtherLinesWhenOneIsDisarmed() throws IOException {
        var chip = open();
        var first = armed(chip, 1, "04 02");
        var second = armed(chip, 2, "04 06");
        bus.expectWrite(AT, "04 04");
        first.disarm();
        interrupt.falls(10_000);
        changed("04 00", "04 00");
        assertEquals(1, second.take(new long[1], 0, 1, 0));
        bus.expectWrite(AT, "04 00").expectWriteRead(AT, "10", "00 00");
        second.disarm();
        assertEquals(false, interrupt.armed);
        bus.close();
    }

    @Test
    void keepsThatManyEdgesOfALineAndCountsTheOthers() throws IOException {
        int room = 1024;
        var line = armed(open(), 3, "04 08");
        for (int i = 0; i <= room; i++) {
            interrupt.falls(100_000L * i);
            interrupt.rises(100_000L * i + 50_000);
            changed("08 00", i % 2 == 0 ? "08 00" : "00 00");
        }
        var edges = new long[room + 1];
        assertEquals(room, line.take(edges, 0, room + 1, 0));
        assertEquals(EdgeCapture.edge(100_000L * (room - 1), 0), edges[room - 1]);
        assertEquals(1, line.lost());
        bus.close();
    }
}
