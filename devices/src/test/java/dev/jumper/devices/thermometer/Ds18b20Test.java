package dev.jumper.devices.thermometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.devices.Reading;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.Crc8;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackOneWire;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The bytes are those of the data sheet, Analog Devices 19-7487: "ROM Commands", "DS18B20 Function Commands",
/// "Memory" and "Configuration Register".
class Ds18b20Test {
    private static final RomCode ROM = RomCode.parse("28ac410e07000074");
    private static final String SENSOR = "DS18B20 28ac410e07000074: ";
    private static final String SELECT = "55 28 ac 41 0e 07 00 00 74 ";
    private static final String POWER_ON = "50 05 4b 46 7f ff 0c 10 1c";
    private static final String PLUS_25_0625 = "91 01 4b 46 7f ff 0c 10 70";

    private final VirtualTicks ticks = new VirtualTicks(0);
    private final PlaybackOneWire bus = new PlaybackOneWire();

    private Ds18b20 open() throws IOException {
        return Ds18b20.open(bus, ROM, ticks);
    }

    private PlaybackOneWire expectOpen(String scratchpad) {
        return bus.expect(SELECT + "be", scratchpad).expect(SELECT + "b4", "ff");
    }

    private PlaybackOneWire expectConversion(String scratchpad) {
        return bus.expect(SELECT + "44", "").expect("slot 1 -> 1").expect(SELECT + "be", scratchpad);
    }

    /// Returns a scratchpad with its CRC, from its temperature register, alarms and configuration.
    private static String scratchpad(String temperature, String settings) {
        byte[] bytes = HexFormat.of().parseHex(temperature + settings + "ff0c10");
        return HexFormat.of().formatHex(bytes) + "%02x".formatted(Crc8.of(bytes));
    }

    private static void refused(Kind kind, String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    @ParameterizedTest(name = "{1} is {0} °C")
    @CsvSource({ // Table 1, "Temperature/Data Relationship", low byte first; its +85 °C is refused below
        "125, d007",
        "25.0625, 9101",
        "10.125, a200",
        "0.5, 0800",
        "0, 0000",
        "-0.5, f8ff",
        "-10.125, 5eff",
        "-25.0625, 6ffe",
        "-55, 90fc"
    })
    void readsAllTemperaturesOfTheDataSheet(double celsius, String register) throws Exception {
        try (bus) {
            expectOpen(POWER_ON);
            expectConversion(scratchpad(register, "4b467f"));
            assertEquals(celsius, open().readCelsius());
        }
    }

    @ParameterizedTest(name = "{0} bits: {4} in {2} ms")
    @CsvSource({ // "Configuration Register", Table 2; 25.4375 °C with its undefined bits cut off
        "9, 4b461f, 93.75, 25.0, 25.0 °C",
        "10, 4b463f, 187.5, 25.25, 25.25 °C",
        "11, 4b465f, 375, 25.375, 25.375 °C",
        "12, 4b467f, 750, 25.4375, 25.4375 °C"
    })
    void takesTheTimeAndKeepsTheBitsOfItsResolution(
            int bits, String settings, double millis, double celsius, String reading) throws Exception {
        try (bus) {
            expectOpen(scratchpad("9701", settings));
            expectConversion(scratchpad("9701", settings));
            var sensor = open();
            assertEquals(bits, sensor.settings().resolutionBits());
            var readings = sensor.read();
            assertEquals((long) (millis * 1_000_000), ticks.nanos());
            assertEquals(List.of(new Reading("temperature", celsius, "°C", bits - 8)), readings);
            assertEquals(reading, readings.getFirst().toString());
        }
    }

    @ParameterizedTest
    @CsvSource({ // Table 1 cut to 9 bits, whose lowest three bits the chip leaves undefined
        "97ff, -7",
        "9fff, -6.5"
    })
    void cutsOffUndefinedBitsBelowZeroToo(String register, double celsius) throws Exception {
        try (bus) {
            expectOpen(scratchpad(register, "4b461f"));
            bus.expect(SELECT + "be", scratchpad(register, "4b461f"));
            assertEquals(celsius, open().lastCelsius());
        }
    }

    @Test
    void refusesAnErrorInEachBitOfTheScratchpadAndNamesTheSensor() throws Exception {
        byte[] good = HexFormat.ofDelimiter(" ").parseHex(PLUS_25_0625);
        for (int bit = 0; bit < 72; bit++) {
            byte[] bad = good.clone();
            bad[bit >> 3] ^= (byte) (1 << (bit & 7));
            try (var spoiled = new PlaybackOneWire()
                    .expect(SELECT + "be", HexFormat.ofDelimiter(" ").formatHex(bad))) {
                refused(
                        Kind.CHECKSUM,
                        SENSOR + "scratchpad CRC is 0x%02x, computed 0x%02x".formatted(bad[8], Crc8.of(bad, 0, 8))
                                + "; read again, and check the wiring",
                        () -> Ds18b20.open(spoiled, ROM, ticks));
            }
        }
    }

    @Test
    void tellsASensorThatIsGoneFromABadChecksum() {
        try (bus) {
            bus.expect(SELECT + "be", "ff ff ff ff ff ff ff ff ff");
            refused(
                    Kind.ABSENT,
                    "DS18B20 28ac410e07000074: does not answer, though another device does; search the bus, and check"
                            + " its contacts",
                    this::open);
        }
    }

    @Test
    void takesNoisyOnesForABadChecksum() {
        try (bus) {
            bus.expect(SELECT + "be", "fe ff ff ff ff ff ff ff ff");
            assertEquals(
                    Kind.CHECKSUM,
                    assertThrows(DeviceException.class, this::open).kind());
        }
    }

    @Test
    void refusesZerosWhoseChecksumFits() {
        try (bus) {
            bus.expect(SELECT + "be", "00 00 00 00 00 00 00 00 00");
            refused(
                    Kind.WRONG_ANSWER,
                    "DS18B20 28ac410e07000074: configuration is 0x00, expected 0x1f, 0x3f, 0x5f or 0x7f; is the line"
                            + " shorted to ground?",
                    this::open);
        }
    }

    @Test
    void refusesThePowerOnValueAsNoMeasurement() throws Exception {
        try (bus) {
            expectOpen(PLUS_25_0625);
            expectConversion(POWER_ON);
            var sensor = open();
            refused(
                    Kind.NEVER_ENDED,
                    "DS18B20 28ac410e07000074: no conversion took place, for it has its power-on value of 85 °C; check"
                            + " its supply",
                    sensor::readCelsius);
        }
    }

    @ParameterizedTest
    @CsvSource({"8ffc, -55.0625", "d107, 125.0625"})
    void refusesTemperaturesThatItCannotMeasure(String register, double celsius) throws Exception {
        try (bus) {
            expectOpen(PLUS_25_0625);
            expectConversion(scratchpad(register, "4b467f"));
            var sensor = open();
            refused(
                    Kind.WRONG_ANSWER,
                    "DS18B20 28ac410e07000074: temperature is " + celsius + " °C, expected -55 to 125",
                    sensor::readCelsius);
        }
    }

    @Test
    void waitsForAConversionThatTakesLongerAndAsksAgainAfterAMissedSlot() throws Exception {
        try (bus) {
            expectOpen(PLUS_25_0625);
            bus.expect(SELECT + "44", "")
                    .expect("slot 1 -> 0")
                    .expect("slot 1 -> 0")
                    .fail(Kind.MISSED)
                    .expect("slot 1 -> 1")
                    .expect(SELECT + "be", PLUS_25_0625);
            assertEquals(25.0625, open().readCelsius());
            assertEquals(Duration.ofMillis(752).toNanos(), ticks.nanos());
        }
    }

    @Test
    void passesOnWhatElseFailsWhileItWaits() throws Exception {
        try (bus) {
            expectOpen(PLUS_25_0625);
            bus.expect(SELECT + "44", "").expect("slot 1 -> 0").fail(Kind.STUCK);
            assertEquals(
                    Kind.STUCK,
                    assertThrows(DeviceException.class, open()::readCelsius).kind());
        }
    }

    @Test
    void powersASensorWithoutASupplyFromTheBus() throws Exception {
        try (bus) {
            bus.expect(SELECT + "be", PLUS_25_0625)
                    .expect(SELECT + "b4", "00")
                    .expectThenPower(SELECT + "44", Duration.ofMillis(750))
                    .expect(SELECT + "be", PLUS_25_0625)
                    .expectThenPower(SELECT + "48", Duration.ofMillis(10));
            var sensor = open();
            assertTrue(sensor.isParasitePowered());
            assertEquals(25.0625, sensor.readCelsius());
            sensor.save();
        }
    }

    @Test
    void setsResolutionAndAlarmsAndReadsThemBack() throws Exception {
        try (bus) {
            expectOpen(PLUS_25_0625);
            bus.expect(SELECT + "4e 1e f6 3f", "").expect(SELECT + "be", scratchpad("9101", "1ef63f"));
            var sensor = open();
            assertEquals(Ds18b20Settings.FACTORY, sensor.settings());
            assertFalse(sensor.isParasitePowered());
            var wanted = Ds18b20Settings.FACTORY.withResolutionBits(10).withAlarms(-10, 30);
            sensor.configure(wanted);
            assertEquals(wanted, sensor.settings());
        }
    }

    @Test
    void complainsOfSettingsThatDidNotArrive() throws Exception {
        try (bus) {
            expectOpen(PLUS_25_0625);
            bus.expect(SELECT + "4e 1e 05 1f", "").expect(SELECT + "be", PLUS_25_0625);
            var sensor = open();
            refused(
                    Kind.WRONG_ANSWER,
                    "DS18B20 28ac410e07000074: settings read back 4b 46 7f, written 1e 05 1f; check its supply",
                    () -> sensor.configure(new Ds18b20Settings(9, 5, 30)));
        }
    }

    @Test
    void savesAndRecallsItsSettings() throws Exception {
        try (bus) {
            expectOpen(PLUS_25_0625);
            bus.expect(SELECT + "48", "")
                    .expect("slot 1 -> 1")
                    .expect(SELECT + "b8", "")
                    .expect("slot 1 -> 0")
                    .expect("slot 1 -> 1")
                    .expect(SELECT + "be", scratchpad("9101", "1ef63f"));
            var sensor = open();
            sensor.save();
            assertEquals(Duration.ofMillis(10).toNanos(), ticks.nanos(), "tWR, \"AC Electrical Characteristics\"");
            sensor.recall();
            assertEquals(new Ds18b20Settings(10, -10, 30), sensor.settings());
        }
    }

    @Test
    void measuresWithAllAtOnce() throws Exception {
        try (bus) {
            bus.expect("cc b4", "ff").expect("cc 44", "").expect("slot 1 -> 1");
            Ds18b20.convertAll(bus, ticks);
            assertEquals(Duration.ofMillis(750).toNanos(), ticks.nanos());
            bus.expect("cc b4", "fe").expectThenPower("cc 44", Duration.ofMillis(750));
            Ds18b20.convertAll(bus, ticks);
        }
    }

    @Test
    void searchesForAlarmsOfItsFamilyAlone() throws Exception {
        try (bus) {
            bus.expectSearch(OptionalInt.of(0x28), true, ROM);
            assertEquals(List.of(ROM), Ds18b20.alarmed(bus));
        }
    }

    @Test
    void refusesAnotherFamilyBeforeItTouchesTheBus() {
        try (bus) {
            var rom = RomCode.parse("10c8e80a02080003");
            var e = assertThrows(IllegalArgumentException.class, () -> Ds18b20.open(bus, rom, ticks));
            assertEquals("10c8e80a02080003 is no DS18B20: its family is 0x10, expected 0x28", e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 13})
    void refusesResolutionsThatItDoesNotHave(int bits) {
        var e = assertThrows(IllegalArgumentException.class, () -> Ds18b20Settings.FACTORY.withResolutionBits(bits));
        assertEquals("DS18B20 resolution is " + bits + " bits, expected 9 to 12", e.getMessage());
    }

    @Test
    void refusesAlarmsThatItCannotHold() {
        new Ds18b20Settings(9, -128, 127);
        var low = assertThrows(IllegalArgumentException.class, () -> new Ds18b20Settings(9, -129, 0));
        assertEquals("DS18B20 low alarm is -129 °C, expected -128 to 127", low.getMessage());
        var high = assertThrows(IllegalArgumentException.class, () -> new Ds18b20Settings(9, 0, 128));
        assertEquals("DS18B20 high alarm is 128 °C, expected -128 to 127", high.getMessage());
    }
}
