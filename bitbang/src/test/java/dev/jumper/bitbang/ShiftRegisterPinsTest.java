package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What shift registers ask of the pins of the host: directions once, and anew after a failure.
class ShiftRegisterPinsTest {
    private final Circuit circuit = Circuit.create();
    private final FailingPins pins = new FailingPins();
    private final NotingPin data = new NotingPin(pins.over(circuit.pin("data")));
    private final NotingPin clock = new NotingPin(circuit.pin("clock"));
    private final NotingPin load = new NotingPin(circuit.pin("load"));
    private final NotingPin enable = new NotingPin(circuit.pin("enable"));

    private static long count(NotingPin pin, String start) {
        return pin.requests().stream().filter(r -> r.startsWith(start)).count();
    }

    @Test
    void drivesALineForEachOutputAndEnablesThemAfterTheFirstWrite() throws IOException {
        var register =
                ShiftRegisterOutput.over(data, clock, load, 1, circuit.ticks()).withOutputEnable(enable);
        assertEquals(0, register.pin(3).ioctl(Pin.OUTPUT, 1));
        assertEquals(0, register.pin(3).ioctl(Pin.WRITE, 0));
        assertEquals(List.of("OUTPUT (4) 1", "WRITE (2) 0", "WRITE (2) 0"), enable.requests());
        for (var pin : List.of(data, clock, load)) {
            assertEquals("OUTPUT (4) 0", pin.requests().getFirst());
            assertEquals(1, count(pin, "OUTPUT"));
            assertEquals(pin.requests().size() - 1, count(pin, "WRITE (2) "));
        }
        assertEquals(16, count(clock, "WRITE (2) 1"), "a clock for each of eight lines, twice");
        pins.failAfter(3);
        assertThrows(IOException.class, () -> register.write(1, 1));
        enable.requests().clear();
        register.write(1, 1);
        assertEquals(List.of("OUTPUT (4) 0", "WRITE (2) 0"), enable.requests(), "outputs stay enabled");
        assertEquals(2, count(data, "OUTPUT"));
    }

    @Test
    void readsInputsWithLoadHighAndClockLowAtRest() throws IOException {
        var register = ShiftRegisterInput.over(load, clock, data, 1, circuit.ticks());
        assertEquals(0, register.pin(2).ioctl(Pin.INPUT, Pin.FLOATING));
        register.read(0xFF);
        register.read(0xFF);
        assertEquals(
                List.of("OUTPUT (4) 1", "WRITE (2) 0", "WRITE (2) 1", "WRITE (2) 0", "WRITE (2) 1"), load.requests());
        assertEquals("OUTPUT (4) 0", clock.requests().getFirst());
        assertEquals(List.of("INPUT (3) 0"), data.requests());
        pins.failAfter(3);
        assertThrows(IOException.class, () -> register.read(1));
        register.read(1);
        assertEquals(2, count(load, "OUTPUT"));
        assertEquals(2, count(clock, "OUTPUT"));
    }

    @Test
    void setsDirectionsAnewAfterOneWasRefused() throws IOException {
        var refusing = new boolean[] {true};
        var real = circuit.pin("moody");
        Pin moody = (request, argument) -> {
            if (refusing[0] && request == Pin.WRITE) {
                throw Pin.unknown("moody", request);
            }
            return real.ioctl(request, argument);
        };
        var outputs = ShiftRegisterOutput.over(moody, clock, load, 1, circuit.ticks());
        assertThrows(DeviceException.class, () -> outputs.write(1, 1));
        var inputs = ShiftRegisterInput.over(moody, enable, data, 1, circuit.ticks());
        assertThrows(DeviceException.class, () -> inputs.read(1));
        refusing[0] = false;
        outputs.write(1, 1);
        inputs.read(1);
        assertEquals(2, count(clock, "OUTPUT"));
        assertEquals(2, count(enable, "OUTPUT"));
    }
}
