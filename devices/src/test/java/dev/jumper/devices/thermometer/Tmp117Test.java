package dev.jumper.devices.thermometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.bitbang.SoftI2c;
import dev.jumper.devices.Reading;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.Tmp117Model;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The bytes are those of the data sheet, Texas Instruments SNOSD82: "Register Map".
class Tmp117Test {
    private static final I2cAddress CHIP = I2cAddress.of(0x48);

    private static void refused(Kind kind, String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    @Nested
    class OnAPlayback {
        private final VirtualTicks ticks = new VirtualTicks(0);
        private final PlaybackI2c bus = new PlaybackI2c();

        private void expectMeasurement(String raw) {
            bus.expectWriteRead(CHIP, "0f", "01 17")
                    .expectWrite(CHIP, "01 0c 00")
                    .expectWriteRead(CHIP, "01", "2c 00")
                    .expectWriteRead(CHIP, "00", raw);
        }

        // @start region=playback
        @ParameterizedTest
        @CsvSource({ // "Temperature Register", table "16-Bit Temperature Data Format"
            "f3 80, -25",
            "ff f0, -0.125",
            "ff ff, -0.0078125",
            "00 00, 0",
            "00 01, 0.0078125",
            "00 10, 0.125",
            "00 80, 1",
            "0c 80, 25",
            "32 00, 100"
        })
        void readsAllTemperaturesOfTheDataSheet(String raw, double celsius) throws Exception {
            try (bus) {
                bus.expectWriteRead(CHIP, "0f", "01 17") // open proves that it is there
                        .expectWrite(CHIP, "01 0c 00") // one conversion
                        .expectWriteRead(CHIP, "01", "2c 00") // is ready
                        .expectWriteRead(CHIP, "00", raw);
                assertEquals(celsius, Tmp117.open(bus, CHIP, ticks).readCelsius());
                assertEquals(17_500_000, ticks.nanos());
            }
        }
        // @end region=playback

        @Test
        void readsAsASensorAndIsNamed() throws Exception {
            try (bus) {
                expectMeasurement("0c 85");
                var chip = Tmp117.open(bus, CHIP, ticks);
                assertEquals(List.of(new Reading("temperature", 25.0390625, "°C", 3)), chip.read());
                assertEquals("TMP117 at 0x48", chip.toString());
            }
        }

        @Test
        void asksAgainAfterAMillisecondUntilTheBitForItIsSet() throws Exception {
            try (bus) {
                bus.expectWriteRead(CHIP, "0f", "01 17")
                        .expectWrite(CHIP, "01 0c 00")
                        .expectWriteRead(CHIP, "01", "df ff") // all bits but that one
                        .expectWriteRead(CHIP, "01", "20 00")
                        .expectWriteRead(CHIP, "00", "0c 80");
                assertEquals(25, Tmp117.open(bus, CHIP, ticks).readCelsius());
                assertEquals(18_500_000, ticks.nanos());
            }
        }

        @Test
        void takesEachRevisionAndNoOtherChip() throws Exception {
            try (bus) {
                bus.expectWriteRead(CHIP, "0f", "11 17").expectWriteRead(CHIP, "0f", "01 16");
                Tmp117.open(bus, CHIP, ticks);
                refused(
                        Kind.WRONG_ANSWER,
                        "TMP117 at 0x48: identity is 0x0116, expected 0x0117; another chip has the address",
                        () -> Tmp117.open(bus, CHIP, ticks));
            }
        }

        @Test
        void refusesThePowerOnValueAsNoMeasurement() throws Exception {
            try (bus) {
                expectMeasurement("80 00");
                var chip = Tmp117.open(bus, CHIP, ticks);
                refused(
                        Kind.NEVER_ENDED,
                        "TMP117 at 0x48: no conversion took place, for it has its power-on value; check its supply",
                        chip::readCelsius);
            }
        }

        @Test
        void refusesAnAddressThatItCannotHaveBeforeItTouchesTheBus() {
            try (bus) {
                var e = assertThrows(
                        IllegalArgumentException.class, () -> Tmp117.open(bus, I2cAddress.of(0x4C), ticks));
                assertEquals("TMP117 address is 0x4c, expected 0x48 or 0x49 or 0x4a or 0x4b", e.getMessage());
            }
        }
    }

    @Nested
    class OnACircuit {
        private final Circuit circuit = Circuit.create();
        private final Tmp117Model model = Tmp117Model.create();
        private final I2cTarget target = I2cTarget.on("scl", "sda", CHIP, model);
        private final SoftI2c bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());

        OnACircuit() {
            circuit.net("scl").pulledUp();
            circuit.net("sda").pulledUp();
            circuit.add(target);
        }

        private Tmp117 open() throws Exception {
            return Tmp117.open(bus, CHIP, circuit.ticks());
        }

        // @start region=circuit
        @Test
        void measuresOverABusMadeOfPins() throws Exception {
            var chip = open();
            assertEquals(20, chip.readCelsius());
            model.celsius(-40.5);
            assertEquals(-40.5, chip.readCelsius());
        }

        @Test
        void givesUpOnAConversionInWhichItLostItsPower() throws Exception {
            var chip = open();
            circuit.after(5_000_000, model::powerLost);
            refused(Kind.NEVER_ENDED, "TMP117 at 0x48: no data after 35 ms; check its supply", chip::readCelsius);
            assertEquals(20, chip.readCelsius());
        }
        // @end region=circuit

        @Test
        void givesUpOnAConversionThatNeverEnds() throws Exception {
            var chip = open();
            model.busyForEver();
            refused(Kind.NEVER_ENDED, "TMP117 at 0x48: no data after 35 ms; check its supply", chip::readCelsius);
        }

        @Test
        void refusesAnotherIdentity() {
            model.identity(0x0075);
            refused(
                    Kind.WRONG_ANSWER,
                    "TMP117 at 0x48: identity is 0x0075, expected 0x0117; another chip has the address",
                    this::open);
        }

        @Test
        void tellsThatNobodyAnswers() {
            target.failing(new I2cFault.AddressRefused());
            refused(
                    Kind.ADDRESS_NOT_ACKNOWLEDGED,
                    "I2C bus (SCL host scl, SDA host sda): nobody acknowledged 0x48; check supply, wiring and pull-ups,"
                            + " or see who answers a scan",
                    this::open);
        }
    }
}
