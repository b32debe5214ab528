package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.PinBase;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.DhtFault;
import dev.jumper.sim.part.DhtSensor;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DhtReaderTest {
    private static final long SECOND = 1_000_000_000;

    private final Circuit circuit = Circuit.create();
    private final Pin pin = circuit.pin("dht");

    DhtReaderTest() {
        circuit.net("dht").pulledUp();
    }

    private Pin pin(boolean capturing) {
        return capturing ? pin : new PlainPin(pin);
    }

    private DhtReader reader(Pin on, RetryPolicy policy) {
        return DhtReader.over(on, DhtModel.DHT22, circuit.ticks(), policy);
    }

    /// Fails with `kind`, and then proves that the line is released and the next frame arrives.
    private DeviceException fails(DhtReader reader, DhtSensor sensor) throws IOException {
        var e = assertThrows(DeviceException.class, reader::frame);
        sensor.letGo();
        sensor.mended();
        assertEquals(1, circuit.net("dht").level());
        circuit.ticks().delay(3 * SECOND);
        assertArrayEquals(sensor.frame(), reader.frame());
        return e;
    }

    /// 65.2 % and 35.1 °C are the example of the AM2302 manual, "Single-bus communication".
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsTheExampleOfTheManual(boolean capturing) throws IOException {
        circuit.add(DhtSensor.dht22("dht").humidity(65.2).celsius(35.1));
        var reader = reader(pin(capturing), RetryPolicy.NONE);
        assertEquals("028c015fee", HexFormat.of().formatHex(reader.frame()));
        assertEquals(new DhtTally(1, 0, 0, 0, 0), reader.tally());
        assertEquals("DHT22 on host dht", reader.toString());
    }

    /// 53 % and 24.4 °C are the example of the DHT11 manual, "Communication Process".
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsADht11WhichWantsALongerStart(boolean capturing) throws IOException {
        circuit.add(DhtSensor.dht11("dht").humidity(53).celsius(24.4));
        var reader = DhtReader.over(pin(capturing), DhtModel.DHT11, circuit.ticks());
        assertEquals("3500180451", HexFormat.of().formatHex(reader.frame()));
    }

    /// AM2302 manual, "Single-bus signal characteristics": Tbe 0.8 to 20 ms. DHT11 data sheet, "MCU Sends out Start
    /// Signal to DHT": at least 18 ms.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void holdsTheLineLowForTheStartThatTheDataSheetAsksFor(boolean dht11) throws IOException {
        var recorder = Recorder.of(circuit, "dht");
        var reader = DhtReader.over(pin, dht11 ? DhtModel.DHT11 : DhtModel.DHT22, circuit.ticks(), RetryPolicy.NONE);
        assertThrows(DeviceException.class, reader::frame);
        var wave = recorder.waveform().signal("dht");
        long low = wave.time(1) - wave.time(0);
        assertTrue(low >= (dht11 ? 18_000_000 : 800_000) && low <= 20_000_000, low + " ns");
        assertEquals(2, wave.edges());
    }

    @Test
    void readsTenThousandOfTenThousandJitteringFramesFromStampsWhileGarbageIsCollected() throws Exception {
        var sensor = circuit.add(DhtSensor.dht22("dht").jittering());
        var reader = reader(new PausingCapture(pin, circuit), RetryPolicy.NONE);
        var done = new AtomicBoolean();
        var collector = Thread.ofPlatform().start(() -> {
            while (!done.get()) {
                System.gc();
                Ticks.system().delay(20_000_000);
            }
        });
        try {
            for (int i = 0; i < 10_000; i++) {
                sensor.celsius(circuit.random().nextInt(-400, 801) / 10.0)
                        .humidity(circuit.random().nextInt(1001) / 10.0);
                assertArrayEquals(sensor.frame(), reader.frame(), "frame " + i + ", seed 1");
                circuit.ticks().delay(2 * SECOND);
            }
        } finally {
            done.set(true);
            collector.join();
        }
        assertEquals(new DhtTally(10_000, 0, 0, 0, 0), reader.tally());
    }

    /// Some two pauses a frame.
    @ParameterizedTest
    @ValueSource(longs = {60_000, 150_000, 1_000_000})
    void byPollingNoPauseIsReturnedAsData(long longest) throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht").jittering());
        var slow = new PausingPin(new PlainPin(pin), circuit.ticks(), circuit.random(), 5e-5, longest);
        var reader = reader(slow, RetryPolicy.NONE);
        int missed = 0;
        for (int i = 0; i < 500; i++) {
            sensor.celsius(circuit.random().nextInt(-400, 801) / 10.0)
                    .humidity(circuit.random().nextInt(1001) / 10.0);
            try {
                assertArrayEquals(sensor.frame(), reader.frame(), "frame " + i + ", seed 1");
            } catch (DeviceException e) {
                assertEquals(Kind.MISSED, e.kind(), e.getMessage());
                missed++;
            }
            circuit.ticks().delay(2 * SECOND);
        }
        var tally = reader.tally();
        assertEquals(500, tally.frames() + missed);
        assertTrue(tally.frames() > 50 && tally.edges() > 0 && tally.widths() > 0, tally.toString());
        assertEquals(missed, tally.edges() + tally.widths() + tally.silences());
        assertEquals(0, tally.checksums(), "left to the checksum");
    }

    @Test
    void triesAgainAfterTheSensorsPause() throws IOException {
        var sensor =
                circuit.add(DhtSensor.dht22("dht").failingNext(new DhtFault.WrongChecksum(), new DhtFault.CutOff(20)));
        var reader = reader(pin, RetryPolicy.DEFAULT);
        assertArrayEquals(sensor.frame(), reader.frame());
        assertEquals(new DhtTally(1, 1, 0, 1, 0), reader.tally());
        assertEquals(0, sensor.startsTooSoon());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void countsWhatOnlyTheChecksumCaught(boolean capturing) throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht").failing(new DhtFault.WrongChecksum()));
        var reader = reader(pin(capturing), RetryPolicy.DEFAULT);
        var e = fails(reader, sensor);
        assertEquals(Kind.CHECKSUM, e.kind());
        assertEquals(
                "DHT22 on host dht: checksum is 0xbe, computed 0xbd; check the cable, the pull-up resistor and the"
                        + " supply",
                e.getMessage());
        assertEquals(1, e.getSuppressed().length);
        assertEquals(new DhtTally(1, 0, 0, 3, 0), reader.tally());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aSensorThatIsSilentIsAbsent(boolean capturing) throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht").failing(new DhtFault.Silent()));
        var e = fails(reader(pin(capturing), RetryPolicy.DEFAULT), sensor);
        assertEquals(Kind.ABSENT, e.kind());
        assertEquals(
                "DHT22 on host dht: no answer to the start signal; check the supply and the data wire,"
                        + " and wait 2 s after power-up and between readings",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aPulseTooShortIsNoBit(boolean capturing) throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht").failing(new DhtFault.ShortPulse(7, 5_000)));
        var e = fails(reader(pin(capturing), RetryPolicy.NONE), sensor);
        assertEquals(capturing ? Kind.WRONG_ANSWER : Kind.MISSED, e.kind());
        assertEquals(
                "DHT22 on host dht: the high part of a bit took 5.0 µs, which is none of a DHT's"
                        + (capturing
                                ? "; check the cable, the pull-up resistor of 5.1 kΩ and the supply"
                                : ": this machine was too slow or paused; try again, or use a pin that keeps its"
                                        + " edges"),
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFrameThatBreaksOffIsNone(boolean capturing) throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht").failing(new DhtFault.CutOff(39)));
        var e = fails(reader(pin(capturing), RetryPolicy.NONE), sensor);
        assertEquals(capturing ? Kind.WRONG_ANSWER : Kind.MISSED, e.kind());
        assertEquals(
                "DHT22 on host dht: only 80 of 83 edges seen"
                        + (capturing
                                ? ", the frame broke off; check the cable, the pull-up resistor and the supply"
                                : ": this machine was too slow or paused; try again, or use a pin that keeps its"
                                        + " edges"),
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aLineThatStaysLowIsStuck(boolean capturing) throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht").failing(new DhtFault.HeldLow(3)));
        var e = fails(reader(pin(capturing), RetryPolicy.NONE), sensor);
        assertEquals(Kind.STUCK, e.kind());
        assertEquals(
                "DHT22 on host dht: only 9 of 83 edges seen, and the line stays low;"
                        + " switch the sensor off and on, and check the cable",
                e.getMessage());
    }

    @Test
    void aLineHeldLowFromTheStartIsStuck() {
        circuit.net("dht").terminal("screwdriver").drive(0);
        var e = assertThrows(DeviceException.class, reader(pin, RetryPolicy.NONE)::frame);
        assertEquals(Kind.STUCK, e.kind());
        assertEquals(
                "DHT22 on host dht: the line stays low after the start signal; is the pull-up resistor of 5.1 kΩ"
                        + " there?",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aDriverAgainstItsOwnIsAShortCircuit(boolean capturing) throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht"));
        var rival = circuit.pin("dht", "rival");
        rival.output(true);
        var reader = reader(pin(capturing), RetryPolicy.NONE);
        var e = assertThrows(DeviceException.class, reader::frame);
        assertEquals(
                "DHT22 on host dht: net dht: short circuit at 0.300 µs: driven high by rival and low by host dht; make"
                        + " one of them an input or open-drain",
                e.getMessage());
        assertEquals(Kind.SHORT_CIRCUIT, e.kind());
        rival.ioctl(Pin.INPUT, Pin.FLOATING);
        circuit.ticks().delay(3 * SECOND);
        assertArrayEquals(sensor.frame(), reader.frame());
    }

    @Test
    void edgesThatTheCaptureLostAreCalledMissed() throws IOException {
        var small = Circuit.create(CircuitOptions.DEFAULT.withCaptureCapacity(16));
        small.net("dht").pulledUp();
        small.add(DhtSensor.dht22("dht"));
        var reader = DhtReader.over(
                new PausingCapture(small.pin("dht"), small), DhtModel.DHT22, small.ticks(), RetryPolicy.NONE);
        assertEquals(
                Kind.MISSED, assertThrows(DeviceException.class, reader::frame).kind());
    }

    @Test
    void aPauseOverTheWholeFrameIsNoAbsence() {
        circuit.add(DhtSensor.dht22("dht"));
        Pin sleeping = (request, argument) -> {
            int result = pin.ioctl(request, argument);
            if (request == Pin.INPUT) {
                circuit.ticks().delay(10_000_000);
            }
            return result;
        };
        var e = assertThrows(DeviceException.class, reader(sleeping, RetryPolicy.NONE)::frame);
        assertEquals(Kind.MISSED, e.kind());
    }

    @ParameterizedTest
    @ValueSource(ints = {Pin.INPUT, Pin.OUTPUT})
    void aPinThatRefusesADirectionIsNamed(int refused) {
        Pin stubborn = new Pin() {
            @Override
            public int ioctl(int request, int argument) throws IOException {
                if (request == refused || request == OPEN_DRAIN) {
                    throw Pin.unknown(this, request);
                }
                return pin.ioctl(request, argument);
            }

            @Override
            public String toString() {
                return "GPIO 4";
            }
        };
        var e = assertThrows(DeviceException.class, reader(stubborn, RetryPolicy.DEFAULT)::frame);
        assertEquals(Kind.DIRECTION_REFUSED, e.kind());
        assertEquals(
                "DHT22 on GPIO 4: a pin cannot take the direction that the bus needs: GPIO 4: does not know request "
                        + (refused == Pin.INPUT ? "OPEN_DRAIN (5)" : "OUTPUT (4)")
                        + "; use another pin, or another way to drive this one",
                e.getMessage());
        assertEquals(1, circuit.net("dht").level());
    }

    @Test
    void readsOverAPinThatIsOnlyALevelToTellAndOneToSet() throws IOException {
        var sensor = circuit.add(DhtSensor.dht22("dht"));
        pin.openDrain(true);
        var base = new PinBase() {
            @Override
            protected boolean value() throws IOException {
                return pin.isHigh();
            }

            @Override
            protected void value(boolean high) throws IOException {
                pin.set(high);
            }
        };
        assertArrayEquals(sensor.frame(), reader(base, RetryPolicy.NONE).frame());
    }

    @Test
    void anInterruptReleasesTheLine() {
        Thread.currentThread().interrupt();
        var e = assertThrows(InterruptedIOException.class, reader(pin, RetryPolicy.NONE)::frame);
        assertTrue(Thread.interrupted());
        assertEquals("DHT22 on host dht: interrupted", e.getMessage());
        assertEquals(1, circuit.net("dht").level());
    }

    @Test
    void refusesAPolicyThatIsNone() {
        assertEquals(
                "attempts are 0, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(0, java.time.Duration.ZERO))
                        .getMessage());
        assertEquals(
                "pause between attempts is PT-1S, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> new RetryPolicy(1, java.time.Duration.ofSeconds(-1)))
                        .getMessage());
    }
}
