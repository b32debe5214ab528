package dev.jumper.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PinTest {
    private final List<String> log = new ArrayList<>();
    private int level;

    /// A lambda is a complete pin.
    private final Pin pin = (request, argument) -> {
        log.add(request + "," + argument);
        return switch (request) {
            case Pin.READ -> level;
            case Pin.WRITE, Pin.OUTPUT, Pin.OPEN_DRAIN -> {
                level = argument;
                yield 0;
            }
            case Pin.INPUT -> 0;
            case Pin.OWN -> 42;
            default -> throw Pin.unknown("GPIO4", request);
        };
    };

    /// The codes and arguments are those of the table of requests, and of MicroPython's virtual pin
    /// (extmod/virtpin.h) as far as it has them.
    @Test
    void everyConvenienceIsOneRequest() throws Exception {
        pin.isHigh();
        pin.set(true);
        pin.set(false);
        pin.input(Pull.NONE);
        pin.input(Pull.UP);
        pin.input(Pull.DOWN);
        pin.output(true);
        pin.output(false);
        pin.openDrain(true);
        pin.openDrain(false);
        assertEquals(List.of("1,0", "2,1", "2,0", "3,0", "3,1", "3,2", "4,1", "4,0", "5,1", "5,0"), log);
    }

    @Test
    void readsZeroAsLowAndOneAsHigh() throws Exception {
        assertFalse(pin.isHigh());
        level = 1;
        assertTrue(pin.isHigh());
        pin.toggle();
        assertEquals(0, level);
        pin.toggle();
        assertEquals(1, level);
    }

    @Test
    void refusesARequestItDoesNotKnowAndNamesItselfAndTheRequest() {
        var e = assertThrows(UnsupportedOperationException.class, () -> pin.ioctl(99, 0));
        assertEquals(
                "GPIO4: does not know request 99; use another pin, or another way to drive this one", e.getMessage());
        assertEquals(
                "GPIO4: does not know request OPEN_DRAIN (5); use another pin, or another way to drive this one",
                Pin.unknown("GPIO4", Pin.OPEN_DRAIN).getMessage());
    }

    @Test
    void invertedExchangesLevelsAndNothingElse() throws Exception {
        var inverted = pin.inverted();
        assertTrue(inverted.isHigh());
        inverted.set(true);
        assertEquals(0, level);
        inverted.output(false);
        assertEquals(1, level);
        inverted.openDrain(true);
        assertEquals(0, level);
        log.clear();
        inverted.input(Pull.UP);
        assertEquals(List.of("3,1"), log);
        assertSame(pin, inverted.inverted());
    }

    @Test
    void invertedPassesRequestsItDoesNotKnowThroughUnchanged() throws Exception {
        assertEquals(42, pin.inverted().ioctl(Pin.OWN, 7));
        assertEquals(List.of("64,7"), log);
        var e = assertThrows(
                UnsupportedOperationException.class, () -> pin.inverted().ioctl(99, 0));
        assertTrue(e.getMessage().startsWith("GPIO4: does not know request 99"), e.getMessage());
    }

    @Test
    void anObjectWithTwoMethodsIsAPin() throws Exception {
        var lamp = new Lamp();
        lamp.set(true);
        assertTrue(lamp.on);
        assertEquals(1, lamp.ioctl(Pin.READ, 0));
        assertEquals(0, lamp.ioctl(Pin.OUTPUT, 0));
        assertFalse(lamp.on);
        assertEquals(0, lamp.ioctl(Pin.OPEN_DRAIN, 1));
        assertTrue(lamp.on);
        assertFalse(lamp.inverted().isHigh());
        assertEquals(7, lamp.ioctl(64, 7), "a request of its own");
        var e = assertThrows(UnsupportedOperationException.class, () -> lamp.ioctl(Pin.INPUT, Pin.PULL_UP));
        assertEquals(
                "lamp: does not know request INPUT (3); use another pin, or another way to drive this one",
                e.getMessage());
    }

    @Test
    void anEdgeIsItsTimeAndItsLevel() {
        for (long nanos : new long[] {0, 1, 999_999_999_999L, -5}) {
            for (int bit = 0; bit < 2; bit++) {
                long edge = EdgeCapture.edge(nanos, bit);
                assertEquals(nanos, EdgeCapture.nanos(edge));
                assertEquals(bit, EdgeCapture.level(edge));
            }
        }
    }

    private static final class Lamp extends PinBase {
        private boolean on;

        @Override
        protected boolean value() {
            return on;
        }

        @Override
        protected void value(boolean high) {
            on = high;
        }

        @Override
        protected int request(int request, int argument) throws IOException {
            return request == OWN ? argument : super.request(request, argument);
        }

        @Override
        public String toString() {
            return "lamp";
        }
    }
}
