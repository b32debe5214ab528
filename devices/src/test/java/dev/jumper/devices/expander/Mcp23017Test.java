package dev.jumper.devices.expander;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Banked;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackI2c;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Register addresses and values after power-up are those of the MCP23017 data sheet (Microchip DS20001952), tables
/// "Register Addresses" and "Summary of Registers".
class Mcp23017Test {
    private static final I2cAddress AT = I2cAddress.of(0x20);
    private static final String POWER_UP = "ff ff" + " 00".repeat(20);

    private final VirtualTicks ticks = new VirtualTicks(0);

    private static PlaybackI2c opened(String registers) {
        return new PlaybackI2c()
                .expectWrite(AT, "05 00") // IOCON if another program left BANK at 1, else GPINTENB
                .expectWrite(AT, "0a 00")
                .expectWriteRead(AT, "00", registers);
    }

    private Mcp23017 open(PlaybackI2c bus) throws IOException {
        return Mcp23017.open(bus, AT, ticks);
    }

    @Test
    void readsALineInOneTransfer() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWriteRead(AT, "12", "08")
                .expectWriteRead(AT, "12", "f7")
                .expectWriteRead(AT, "13", "80")) {
            var chip = open(bus);
            assertTrue(chip.pin(3).isHigh());
            assertFalse(chip.pin(3).isHigh());
            assertTrue(chip.pin(15).isHigh());
        }
    }

    @Test
    void drivesALineInOneTransferOnceItIsAnOutput() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "14 08") // the latch first, so that nothing glitches
                .expectWrite(AT, "00 f7")
                .expectWrite(AT, "14 00")
                .expectWrite(AT, "14 08")
                .expectWrite(AT, "15 80")
                .expectWrite(AT, "01 7f")
                .expectWrite(AT, "14 00")) {
            var chip = open(bus);
            var pin = chip.pin(3);
            pin.output(true);
            pin.set(false);
            pin.set(true);
            chip.pin(15).output(true);
            pin.set(false);
        }
    }

    @Test
    void opensADrainByItsDirection() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "00 ff")
                .expectWrite(AT, "00 fe")
                .expectWrite(AT, "00 ff")
                .expectWriteRead(AT, "12", "00")) {
            var pin = open(bus).pin(0);
            pin.openDrain(true);
            pin.set(false);
            pin.set(true);
            assertFalse(pin.isHigh(), "another one holds it");
        }
    }

    @Test
    void letsALineGoBeforeItBecomesOpenDrain() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "14 01")
                .expectWrite(AT, "00 fe") // driven high
                .expectWrite(AT, "00 ff")
                .expectWrite(AT, "14 00")
                .expectWrite(AT, "00 ff")) {
            var pin = open(bus).pin(0);
            pin.output(true);
            pin.openDrain(true);
        }
    }

    @Test
    void pullsUp() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "0d 02")
                .expectWrite(AT, "01 ff")
                .expectWrite(AT, "0d 00")
                .expectWrite(AT, "01 ff")) {
            var pin = open(bus).pin(9);
            pin.input(Pull.UP);
            pin.input(Pull.NONE);
        }
    }

    @Test
    void endsThePullUpOfALineThatIsDriven() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "0c 01")
                .expectWrite(AT, "00 ff")
                .expectWrite(AT, "14 01")
                .expectWrite(AT, "00 fe")
                .expectWrite(AT, "0c 00")) {
            var pin = open(bus).pin(0);
            pin.input(Pull.UP);
            assertEquals(0, pin.ioctl(Pin.OUTPUT, 1));
        }
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "0c 01")
                .expectWrite(AT, "00 ff")
                .expectWrite(AT, "0c 00")
                .expectWrite(AT, "00 fe")) {
            var pin = open(bus).pin(0);
            pin.input(Pull.UP);
            pin.openDrain(false);
        }
    }

    @Test
    void keepsTheOpenDrainOfALineWhileAnotherChanges() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "00 ff")
                .expectWrite(AT, "14 01")
                .expectWrite(AT, "00 fe")
                .expectWrite(AT, "00 ff")
                .expectWrite(AT, "00 fd")) {
            var chip = open(bus);
            chip.pin(1).openDrain(true);
            chip.pin(0).output(true);
            chip.pin(0).input(Pull.NONE);
            chip.pin(1).set(false);
        }
    }

    @Test
    void restoresLatchesBeforeDirectionsAndInterruptsLast() throws IOException {
        String held = "fe 7f" + " 00".repeat(10) + " 01 02" + " 00".repeat(6) + " 03 04";
        try (var bus = opened(held)
                .expectWrite(AT, "05 00")
                .expectWrite(AT, "0a 00")
                .expectWrite(AT, "14 03 04")
                .expectWrite(AT, "0c 01 02")
                .expectWrite(AT, "02 00 00")
                .expectWrite(AT, "06 00 00")
                .expectWrite(AT, "08 00 00")
                .expectWrite(AT, "00 fe 7f")
                .expectWrite(AT, "04 00 00")) {
            open(bus).restore();
        }
    }

    @Test
    void keepsTheLinesThatItFindsDriven() throws IOException {
        String driving = "fe ff" + " 00".repeat(18) + " 01 00";
        try (var bus = opened(driving).expectWrite(AT, "14 00").expectWrite(AT, "14 02")) {
            var chip = open(bus);
            chip.pin(0).set(false); // is an output already
            assertThrows(IllegalStateException.class, () -> chip.pin(1).set(true));
            bus.expectWrite(AT, "00 fc");
            chip.pin(1).output(true);
        }
    }

    @Test
    void endsInterruptsAndInversionsThatItFinds() throws IOException {
        String left = "ff ff 0f 00 01 00 00 00 01 00 00 00" + " 00".repeat(10);
        try (var bus = opened(left)
                .expectWrite(AT, "04 00 00")
                .expectWrite(AT, "02 00 00")
                .expectWrite(AT, "08 00 00")) {
            open(bus);
        }
    }

    @Test
    void isABankOfSixteenLines() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "14 01")
                .expectWrite(AT, "00 fe")
                .expectWrite(AT, "15 01")
                .expectWrite(AT, "01 fe")
                .expectWrite(AT, "14 00 00")
                .expectWrite(AT, "14 01 01")
                .expectWrite(AT, "15 00")
                .expectWriteRead(AT, "12", "05 80")
                .expectWriteRead(AT, "12", "01 80")
                .expectWriteRead(AT, "12", "01 01")) {
            var chip = open(bus);
            var low = assertInstanceOf(Banked.class, chip.pin(0));
            var high = assertInstanceOf(Banked.class, chip.pin(8));
            assertSame(low.bank(), high.bank());
            assertEquals(8, high.line());
            chip.pin(0).output(true);
            chip.pin(8).output(true);
            low.bank().write(0x101, 0);
            low.bank().write(0x101, 0xFFFF);
            low.bank().write(0x100, 0);
            assertEquals(0x8001, low.bank().read(0x8101));
            assertEquals(0x8001, low.bank().read(0x8001));
            assertEquals(0x0101, low.bank().read(0x0101));
            assertEquals(0, low.bank().read(0), "no transfer for no line");
        }
    }

    @Test
    void writesOpenDrainLinesOfABankByTheirDirection() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "14 01")
                .expectWrite(AT, "00 fe")
                .expectWrite(AT, "00 fe")
                .expectWrite(AT, "14 00")
                .expectWrite(AT, "00 fc")) {
            var chip = open(bus);
            chip.pin(0).output(true);
            chip.pin(1).openDrain(true);
            ((Banked) chip.pin(0)).bank().write(3, 0);
        }
    }

    @Test
    void writesAgainWhatMayNotHaveArrived() throws IOException {
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "0c 01")
                .fail(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, 1)
                .expectWrite(AT, "0c 00")
                .expectWrite(AT, "00 ff")) {
            var pin = open(bus).pin(0);
            assertThrows(DeviceException.class, () -> pin.input(Pull.UP));
            pin.input(Pull.NONE);
        }
        try (var bus = opened(POWER_UP)
                .expectWrite(AT, "0d 01")
                .fail(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, 1)
                .expectWrite(AT, "0d 00")
                .expectWrite(AT, "01 ff")) {
            var pin = open(bus).pin(8);
            assertThrows(DeviceException.class, () -> pin.input(Pull.UP));
            pin.input(Pull.NONE);
        }
        String driving = "fe fe" + " 00".repeat(20);
        try (var bus = opened(driving)
                .expectWrite(AT, "14 01 01")
                .fail(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, 2)
                .expectWrite(AT, "14 00")
                .expectWrite(AT, "00 fe")) {
            var pin = open(bus).pin(0);
            assertThrows(DeviceException.class, () -> ((Banked) pin).bank().write(0x101, 0x101));
            pin.openDrain(false);
        }
    }

    @Test
    void refusesAChipThatDoesNotKeepItsConfiguration() {
        String port = "f0" + " f0".repeat(21); // a PCF8574 sends its port over and over
        try (var bus = new PlaybackI2c()
                .expectWrite(AT, "05 00")
                .expectWrite(AT, "0a 00")
                .expectWriteRead(AT, "00", port)) {
            var e = assertThrows(DeviceException.class, () -> open(bus));
            assertEquals(
                    "MCP23017 at 0x20: is another chip, for IOCON reads 0xf0 and 0xf0 after 0x00 was written",
                    e.getMessage());
            assertEquals(DeviceException.Kind.WRONG_ANSWER, e.kind());
        }
    }

    @Test
    void refusesMisuseBeforeAnythingMoves() throws IOException {
        try (var bus = opened(POWER_UP)) {
            var chip = open(bus);
            var pin = chip.pin(11);
            assertFalse(pin instanceof EdgeCapture, "nothing tells it of edges");
            var input = assertThrows(IllegalStateException.class, () -> pin.set(true));
            assertEquals(
                    "GPB3 of MCP23017 at 0x20: written while it is an input; make it an output first",
                    input.getMessage());
            var down = assertThrows(UnsupportedOperationException.class, () -> pin.input(Pull.DOWN));
            assertEquals(
                    "GPB3 of MCP23017 at 0x20: has no pull-down, only a pull-up; put a resistor to ground and ask for"
                            + " none",
                    down.getMessage());
            var pull = assertThrows(IllegalArgumentException.class, () -> pin.ioctl(Pin.INPUT, 3));
            assertEquals(
                    "GPB3 of MCP23017 at 0x20: pull of INPUT (3) is 3, expected 0 none or 1 up", pull.getMessage());
            for (int request : new int[] {Pin.WRITE, Pin.OUTPUT, Pin.OPEN_DRAIN}) {
                var level = assertThrows(IllegalArgumentException.class, () -> pin.ioctl(request, 2));
                assertEquals(
                        "GPB3 of MCP23017 at 0x20: level of " + Pin.requestName(request) + " is 2, expected 0 or 1",
                        level.getMessage());
            }
            var unknown = assertThrows(UnsupportedOperationException.class, () -> pin.ioctl(64, 0));
            assertEquals(
                    "GPB3 of MCP23017 at 0x20: does not know request 64; use another pin, or another way to drive this"
                            + " one",
                    unknown.getMessage());
            var mask = assertThrows(
                    IllegalArgumentException.class, () -> ((Banked) pin).bank().read(0x10000));
            assertEquals(
                    "bank of MCP23017 at 0x20: mask 0x10000 has lines beyond the last, which is 15; use the bits that"
                            + " Banked.line() tells",
                    mask.getMessage());
            assertThrows(IndexOutOfBoundsException.class, () -> chip.pin(16));
            var ports = assertThrows(IllegalArgumentException.class, () -> chip.oneWire(7, 8));
            assertEquals(
                    "MCP23017 at 0x20: 1-Wire on GPA7 and GPB0, expected two lines of one port", ports.getMessage());
            assertThrows(IndexOutOfBoundsException.class, () -> chip.oneWire(16, 17));
            assertThrows(IndexOutOfBoundsException.class, () -> chip.oneWire(15, 16));
            assertThrows(IndexOutOfBoundsException.class, () -> chip.oneWire(16, 3));
            Pin lambda = (_, _) -> 0;
            var interrupt = assertThrows(IllegalArgumentException.class, () -> Mcp23017.open(bus, AT, ticks, lambda));
            assertEquals(
                    "MCP23017 at 0x20: its interrupt is on " + lambda
                            + ", which keeps no times of edges; expected a pin that is an EdgeCapture too",
                    interrupt.getMessage());
            var address =
                    assertThrows(IllegalArgumentException.class, () -> Mcp23017.open(bus, I2cAddress.of(0x28), ticks));
            assertEquals(
                    "MCP23017 address is 0x28, expected 0x20 or 0x21 or 0x22 or 0x23 or 0x24 or 0x25 or 0x26 or 0x27",
                    address.getMessage());
        }
    }
}
