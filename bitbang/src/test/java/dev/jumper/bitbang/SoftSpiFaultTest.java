package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoftSpiFaultTest {
    private final Circuit circuit = Circuit.create();
    private final FailingPins pins = new FailingPins();
    private final SoftSpi spi = SoftSpi.over(
            pins.over(circuit.pin("sck")),
            pins.over(circuit.pin("data")),
            pins.over(circuit.pin("data")),
            pins.over(circuit.pin("cs")),
            circuit.ticks());

    @ParameterizedTest
    @EnumSource
    void isIdleAndWorksAgainWhereverAPinFails(SpiMode mode) throws Exception {
        var settings = SpiSettings.of(mode, 1_000_000);
        int uses = 0;
        while (true) {
            pins.failAfter(uses);
            try {
                spi.exchange(settings, (byte) 0x5A);
            } catch (IOException e) {
                assertTrue(e.getMessage().startsWith("cable of host "), e.getMessage());
            }
            if (!pins.haveFailed()) {
                break;
            }
            if (uses > 0) { // the very first use is the one that makes chip select an output
                assertEquals(1, circuit.net("cs").level(), "chip select after " + uses + " uses");
            }
            assertArrayEquals(new byte[] {0x35}, spi.exchange(settings, (byte) 0x35), "after " + uses + " uses");
            assertEquals(mode.polarity(), circuit.net("sck").level());
            uses++;
        }
        assertTrue(uses > 32, "a byte is " + uses + " uses of a pin");
    }

    @Test
    void drivesChipSelectAndClockToRestAfterAFailure() throws Exception {
        var sck = new NotingPin(circuit.pin("sck"));
        var cs = new NotingPin(circuit.pin("cs"));
        var bus = SoftSpi.over(sck, pins.over(circuit.pin("data")), circuit.pin("miso"), cs, circuit.ticks());
        pins.failAfter(3);
        assertThrows(IOException.class, () -> bus.write(SpiSettings.of(SpiMode.MODE_3, 1_000_000), (byte) 0x5A));
        assertEquals("WRITE (2) 1", cs.requests().getLast());
        assertEquals("WRITE (2) 1", sck.requests().getLast());
    }

    @Test
    void namesBusAndPinOfARefusedDirection() {
        Pin inputOnly = (request, _) -> {
            if (request == Pin.READ) {
                return 0;
            }
            throw Pin.unknown("pin 34", request);
        };
        var bus = SoftSpi.over(circuit.pin("sck"), inputOnly, circuit.pin("miso"), circuit.pin("cs"), circuit.ticks());
        var e = assertThrows(DeviceException.class, () -> bus.write(SpiSettings.of(SpiMode.MODE_0, 1000), (byte) 1));
        assertEquals(Kind.DIRECTION_REFUSED, e.kind());
        assertEquals(
                bus + ": a pin cannot take the direction that the bus needs: pin 34: does not know request OUTPUT (4);"
                        + " use another pin, or another way to drive this one",
                e.getMessage());
        assertEquals(1, circuit.net("cs").level());
    }

    @Test
    void reportsTwoDriversAndDeselects() throws Exception {
        var rival = circuit.pin("data", "rival");
        rival.output(false);
        var e = assertThrows(DeviceException.class, () -> spi.write(SpiSettings.of(SpiMode.MODE_0, 1000), (byte) 0x80));
        assertEquals(Kind.SHORT_CIRCUIT, e.kind());
        assertTrue(e.getMessage().startsWith(spi + ": net data: short circuit at "), e.getMessage());
        assertEquals(1, circuit.net("cs").level());
        assertEquals(0, circuit.net("sck").level());
        rival.ioctl(Pin.INPUT, Pin.FLOATING);
        assertArrayEquals(new byte[] {0x35}, spi.exchange(SpiSettings.of(SpiMode.MODE_0, 1000), (byte) 0x35));
    }
}
