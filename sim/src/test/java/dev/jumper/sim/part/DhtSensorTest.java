package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.wave.Signal;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DhtSensorTest {
    private static final long SECOND = 1_000_000_000;

    /// Edges of a whole frame after the release: the response, 40 bits, and the end.
    private static final int EDGES = 2 + 2 * 40 + 2;

    private final Circuit circuit = Circuit.create();
    private final Pin line = circuit.pin("dht");

    DhtSensorTest() throws IOException {
        circuit.net("dht").pulledUp();
        line.ioctl(Pin.OPEN_DRAIN, 1);
    }

    /// 65.2 % and 35.1 °C, and 65.2 % and -10.1 °C, are the examples of the AM2302 manual, "Single-bus
    /// communication".
    @ParameterizedTest
    @CsvSource({"65.2, 35.1, 028c015fee", "65.2, -10.1, 028c806573", "0, 0, 0000000000", "100, 80, 03e803200e"})
    void aDht22SendsTenths(double percent, double celsius, String frame) throws IOException {
        circuit.add(DhtSensor.dht22("dht").humidity(percent).celsius(celsius));
        assertEquals(frame, HexFormat.of().formatHex(bytes(start(1_000_000), 70_000)));
    }

    /// 53 % and 24.4 °C are the example of the DHT11 manual, "Communication Process".
    @ParameterizedTest
    @CsvSource({"53, 24.4, 3500180451", "53, -3.2, 35000382ba"})
    void aDht11SendsWholePerCentAndTenthsOfADegree(double percent, double celsius, String frame) throws IOException {
        circuit.add(DhtSensor.dht11("dht").humidity(percent).celsius(celsius));
        assertEquals(frame, HexFormat.of().formatHex(bytes(start(20_000_000), 70_000)));
    }

    /// The ranges of the AM2302 manual, table "Single-bus signal characteristics".
    @Test
    void jittersWithinTheDataSheet() throws IOException {
        circuit.add(DhtSensor.dht22("dht").jittering().humidity(65.2).celsius(35.1));
        var line = start(1_000_000);
        within(line, 2, 20_000, 200_000);
        within(line, 3, 75_000, 85_000);
        within(line, 4, 75_000, 85_000);
        for (int bit = 0; bit < 40; bit++) {
            within(line, 5 + 2 * bit, 48_000, 55_000);
            long high = length(line, 6 + 2 * bit);
            assertTrue(high >= 22_000 && high <= 30_000 || high >= 68_000 && high <= 75_000, "bit " + bit);
        }
        within(line, 85, 45_000, 55_000);
        assertEquals(2 + EDGES, line.edges());
        assertEquals("028c015fee", HexFormat.of().formatHex(bytes(line, 68_000)));
    }

    @Test
    void jittersAlikeWithOneSeed() throws IOException {
        assertEquals(jitter(7), jitter(7));
        assertNotEquals(jitter(7), jitter(8));
    }

    @Test
    void answersNoStartThatIsTooShortOrTooSoon() throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht"));
        assertEquals(2, start(700_000).edges());
        assertEquals(1, sensor.startsTooShort());
        assertEquals(2 + EDGES, start(1_000_000).edges());
        assertEquals(2, start(1_000_000).edges());
        assertEquals(1, sensor.startsTooSoon());
        circuit.ticks().delay(2 * SECOND);
        assertEquals(2 + EDGES, start(1_000_000).edges());
        assertEquals(2, sensor.frames());
    }

    @Test
    void misbehavesOnceAsTold() throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht").humidity(65.2).celsius(35.1))
                .failingNext(
                        new DhtFault.Silent(),
                        new DhtFault.WrongChecksum(),
                        new DhtFault.CutOff(17),
                        new DhtFault.ShortPulse(3, 5_000),
                        new DhtFault.HeldLow(9));
        assertEquals(2, again().edges());
        assertEquals("028c015fef", HexFormat.of().formatHex(bytes(again(), 70_000)));
        assertEquals(2 + 2 + 2 * 17, again().edges());
        assertEquals(5_000, length(again(), 6 + 2 * 3));
        assertEquals(0, again().level(2 + 2 + 2 * 9));
        assertEquals(0, line.ioctl(Pin.READ, 0));
        sensor.letGo();
        assertEquals(1, line.ioctl(Pin.READ, 0));
        assertEquals("028c015fee", HexFormat.of().formatHex(bytes(again(), 70_000)));
    }

    @Test
    void refusesWhatNoSensorMeasures() {
        var sensor = DhtSensor.dht22("dht");
        var e = assertThrows(IllegalArgumentException.class, () -> sensor.celsius(80.1));
        assertEquals("temperature is 80.1 °C, expected -40 to 80", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> sensor.humidity(Double.NaN));
        assertEquals("humidity is NaN %, expected 0 to 100", e.getMessage());
    }

    private Signal again() throws IOException {
        circuit.ticks().delay(3 * SECOND);
        return start(1_000_000);
    }

    /// Pulls the line low for `nanos`, and returns what it did then for 10 ms; its edges 0 and 1 are the start.
    private Signal start(long nanos) throws IOException {
        var recorder = Recorder.of(circuit, "dht");
        line.ioctl(Pin.WRITE, 0);
        circuit.ticks().delay(nanos);
        line.ioctl(Pin.WRITE, 1);
        circuit.ticks().delay(10_000_000);
        return recorder.waveform().signal("dht");
    }

    private static String jitter(long seed) throws IOException {
        var circuit = Circuit.create(CircuitOptions.DEFAULT.withSeed(seed));
        circuit.net("dht").pulledUp();
        circuit.add(DhtSensor.dht22("dht").jittering());
        var line = circuit.pin("dht");
        var recorder = Recorder.of(circuit, "dht");
        line.ioctl(Pin.OPEN_DRAIN, 0);
        circuit.ticks().delay(1_000_000);
        line.ioctl(Pin.OPEN_DRAIN, 1);
        circuit.ticks().delay(10_000_000);
        var signal = recorder.waveform().signal("dht");
        var times = new StringBuilder();
        for (int i = 0; i < signal.edges(); i++) {
            times.append(signal.time(i)).append(' ');
        }
        return times.toString();
    }

    /// Returns the bytes of a frame in which each 1 lasts `one` at least.
    private static byte[] bytes(Signal line, long one) {
        assertEquals(2 + EDGES, line.edges());
        var bytes = new byte[5];
        for (int bit = 0; bit < 40; bit++) {
            int value = length(line, 6 + 2 * bit) >= one ? 1 : 0;
            bytes[bit / 8] |= (byte) (value << 7 - bit % 8);
        }
        return bytes;
    }

    private static void within(Signal line, int edge, long least, long most) {
        long length = length(line, edge);
        assertTrue(length >= least && length <= most, "edge %d after %d ns".formatted(edge, length));
    }

    /// Returns the time before the edge at `index`.
    private static long length(Signal line, int index) {
        return line.time(index) - line.time(index - 1);
    }
}
