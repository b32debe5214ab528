package dev.jumper.devices.humidity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.part.DhtFault;
import dev.jumper.sim.part.DhtSensor;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/// DHT sensors on a line made of one pin, well and misbehaving.
class DhtCircuitTest {
    private final Circuit circuit = Circuit.create();

    DhtCircuitTest() {
        circuit.net("sda").pulledUp();
    }

    private DhtSensor add(DhtSensor sensor) {
        return circuit.add(sensor);
    }

    private Dht22 dht22() throws IOException {
        return Dht22.open(DhtReader.over(circuit.pin("sda"), DhtModel.DHT22, circuit.ticks()), circuit.ticks());
    }

    private Dht11 dht11() throws IOException {
        return Dht11.open(DhtReader.over(circuit.pin("sda"), DhtModel.DHT11, circuit.ticks()), circuit.ticks());
    }

    private static void refused(Kind kind, String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    @Test
    void dht22MeasuresAboveAndBelowZeroWithoutHurryingTheSensor() throws Exception {
        var model = add(DhtSensor.dht22("sda").celsius(23.4).humidity(56.7));
        var sensor = dht22();
        assertEquals("DHT22 on host sda", sensor.toString());
        assertEquals(new HumidAir(23.4, 56.7), sensor.readAir());
        model.celsius(-12.3).humidity(99.9);
        assertEquals(new HumidAir(-12.3, 99.9), sensor.readAir());
        circuit.ticks().delay(1_000_000); // the end of the last frame
        assertEquals(3, model.frames());
        assertEquals(0, model.startsTooSoon());
    }

    @Test
    void dht11MeasuresAboveAndBelowZeroWithoutHurryingTheSensor() throws Exception {
        var model = add(DhtSensor.dht11("sda").celsius(23.4).humidity(56));
        var sensor = dht11();
        assertEquals("DHT11 on host sda", sensor.toString());
        assertEquals(new HumidAir(23.4, 56), sensor.readAir());
        model.celsius(-12.3).humidity(95);
        assertEquals(new HumidAir(-12.3, 95), sensor.readAir());
        circuit.ticks().delay(1_000_000); // the end of the last frame
        assertEquals(3, model.frames());
        assertEquals(0, model.startsTooSoon());
    }

    @Test
    void tellsThatNobodyAnswers() {
        add(DhtSensor.dht22("sda").failing(new DhtFault.Silent()));
        refused(
                Kind.ABSENT,
                "DHT22 on host sda: no answer to the start signal; check the supply and the data wire, and wait 2 s"
                        + " after power-up and between readings",
                this::dht22);
    }

    @Test
    void tellsOneSensorFromTheOther() {
        add(DhtSensor.dht22("sda").celsius(26.9).humidity(65.8));
        refused(
                Kind.WRONG_ANSWER,
                "DHT11 on host sda: frame 02 92 01 0d a2 has 146 tenths of humidity, expected 0 to 9; is it another"
                        + " sensor?",
                this::dht11);
    }

    @Test
    void refusesAWrongChecksumAndRecovers() throws Exception {
        var model = add(DhtSensor.dht22("sda").celsius(26.9).humidity(65.8));
        var sensor = dht22();
        model.failing(new DhtFault.WrongChecksum());
        refused(
                Kind.CHECKSUM,
                "DHT22 on host sda: checksum is 0xa3, computed 0xa2; check the cable, the pull-up resistor and the"
                        + " supply",
                sensor::readAir);
        model.mended();
        assertEquals(new HumidAir(26.9, 65.8), sensor.readAir());
    }

    @Test
    void tellsThatTheLineIsHeldForEver() throws Exception {
        var model = add(DhtSensor.dht22("sda"));
        var sensor = dht22();
        model.failing(new DhtFault.HeldLow(7));
        refused(
                Kind.STUCK,
                "DHT22 on host sda: only 17 of 83 edges seen, and the line stays low; switch the sensor off and on, and"
                        + " check the cable",
                sensor::readAir);
    }

    @Test
    void refusesAFrameInWhichTheSensorLostItsPower() throws Exception {
        var model = add(DhtSensor.dht22("sda"));
        var sensor = dht22();
        model.failingNext(new DhtFault.CutOff(20), new DhtFault.CutOff(20), new DhtFault.CutOff(20));
        refused(
                Kind.WRONG_ANSWER,
                "DHT22 on host sda: only 42 of 83 edges seen, the frame broke off; check the cable, the pull-up"
                        + " resistor and the supply",
                sensor::readAir);
        assertEquals(new HumidAir(20, 50), sensor.readAir());
    }
}
