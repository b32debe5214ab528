package dev.jumper.devices.thermometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.part.OneWireFault;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// A DS18B20 on a line made of one pin, well and misbehaving.
class Ds18b20CircuitTest {
    private static final RomCode ROM = RomCode.parse("28ac410e07000074");

    private final Circuit circuit = Circuit.create();
    private final SoftOneWire bus;
    private final OneWireThermometer thermometer = OneWireThermometer.create().celsius(-10.125);
    private final OneWireTarget target = OneWireTarget.on("owr", ROM, thermometer);

    Ds18b20CircuitTest() {
        circuit.net("owr").pulledUp();
        bus = SoftOneWire.over(circuit.pin("owr"), circuit.ticks());
        circuit.add(target);
    }

    private Ds18b20 open() throws Exception {
        return Ds18b20.open(bus, bus.search().getFirst(), circuit.ticks());
    }

    private OneWireThermometer another(long serial, double celsius) {
        var other = OneWireThermometer.create().celsius(celsius);
        circuit.add(OneWireTarget.on("owr", RomCode.of(0x28, serial), other));
        return other;
    }

    private static void refused(Kind kind, String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    @Test
    void measuresAtEachResolution() throws Exception {
        var sensor = open();
        assertEquals(-10.125, sensor.readCelsius());
        thermometer.celsius(21.9375);
        double[] expected = {21.5, 21.75, 21.875, 21.9375};
        for (int bits = 9; bits <= 12; bits++) {
            sensor.configure(sensor.settings().withResolutionBits(bits));
            assertEquals(expected[bits - 9], sensor.readCelsius(), bits + " bits");
        }
        assertEquals(5, thermometer.conversions());
    }

    @Test
    void measuresWithSeveralAtOnceAndFindsThoseInAlarm() throws Exception {
        another(1, 71);
        another(2, 80);
        another(3, 72.5);
        Ds18b20.convertAll(bus, circuit.ticks());
        double sum = 0;
        for (var rom : bus.search()) {
            sum += Ds18b20.open(bus, rom, circuit.ticks()).lastCelsius();
        }
        assertEquals(71 + 80 + 72.5 - 10.125, sum);
        var alarmed = Ds18b20.alarmed(bus);
        assertEquals(2, alarmed.size(), "the factory's alarms are 70 and 75 °C");
        assertTrue(alarmed.containsAll(List.of(ROM, RomCode.of(0x28, 2))), alarmed.toString());
    }

    @Test
    void measuresWithoutASupplyOfItsOwn() throws Exception {
        thermometer.parasitePowered();
        var sensor = open();
        assertTrue(sensor.isParasitePowered());
        assertEquals(-10.125, sensor.readCelsius());
        Ds18b20.convertAll(bus, circuit.ticks());
        assertEquals(2, thermometer.conversions());
    }

    @Test
    void hasItsSavedSettingsAgainAfterItLostItsPower() throws Exception {
        var sensor = open();
        var saved = new Ds18b20Settings(9, -20, 40);
        sensor.configure(saved);
        sensor.save();
        sensor.configure(new Ds18b20Settings(11, 0, 1));
        thermometer.powerLost();
        assertEquals(saved, open().settings());
        sensor.configure(new Ds18b20Settings(11, 0, 1));
        sensor.recall();
        assertEquals(saved, sensor.settings());
    }

    @Test
    void refusesAMeasurementInWhichItLostItsPower() throws Exception {
        var sensor = open();
        assertEquals(-10.125, sensor.readCelsius());
        circuit.after(Duration.ofMillis(300).toNanos(), thermometer::powerLost);
        refused(
                Kind.NEVER_ENDED,
                "DS18B20 28ac410e07000074: no conversion took place, for it has its power-on value of 85 °C; check its"
                        + " supply",
                sensor::readCelsius);
        assertEquals(-10.125, sensor.readCelsius());
    }

    @Test
    void givesUpOnAConversionThatNeverEnds() throws Exception {
        var sensor = open();
        thermometer.busyForEver();
        refused(
                Kind.NEVER_ENDED,
                "DS18B20 28ac410e07000074: conversion goes on after 1500.0 ms; is the line shorted to ground? If not,"
                        + " switch the supply off and on",
                sensor::readCelsius);
        refused(
                Kind.NEVER_ENDED,
                "DS18B20 28ac410e07000074: copying to EEPROM goes on after 20.0 ms; is the line shorted to ground? If"
                        + " not, switch the supply off and on",
                sensor::save);
        refused(
                Kind.NEVER_ENDED,
                "conversion of all DS18B20 goes on after 1500.0 ms; is the line shorted to ground? If not, switch the"
                        + " supply off and on",
                () -> Ds18b20.convertAll(bus, circuit.ticks()));
    }

    @Test
    void refusesAWrongChecksumAndRecovers() throws Exception {
        var sensor = open();
        target.failing(new OneWireFault.WrongChecksum());
        refused(
                Kind.CHECKSUM,
                "DS18B20 28ac410e07000074: scratchpad CRC is 0x95, computed 0x6a; read again, and check the wiring",
                sensor::readCelsius);
        target.mended();
        assertEquals(-10.125, sensor.readCelsius());
    }

    @Test
    void tellsThatNobodyAnswersAtAll() throws Exception {
        var sensor = open();
        target.failing(new OneWireFault.NoPresence());
        refused(
                Kind.ABSENT,
                "1-Wire bus (host owr): no device answered the reset; check its supply, its ground and the 4.7 kΩ"
                        + " pull-up",
                sensor::readCelsius);
    }

    @Test
    void tellsThatOthersAnswerButNotThisOne() throws Exception {
        var sensor = open();
        another(1, 20);
        target.failing(new OneWireFault.NoPresence());
        refused(
                Kind.ABSENT,
                "DS18B20 28ac410e07000074: does not answer, though another device does; search the bus, and check its"
                        + " contacts",
                sensor::readCelsius);
    }
}
