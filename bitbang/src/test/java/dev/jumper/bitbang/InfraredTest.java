package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InfraredTest {
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final IrFrame KEY = new IrFrame.Nec(0x04, 0x08);

    private final Circuit circuit = Circuit.create();
    private final Pin out = circuit.pin("ir", "sender");
    private final Pin in = circuit.pin("ir", "receiver");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void whatIsSentIsReceived(long seed) throws IOException {
        var random = new Random(seed);
        var sender = IrSender.envelope(out, 0, circuit.ticks());
        circuit.net("ir").pulledUp();
        try (var receiver = IrReceiver.open(in, circuit.ticks())) {
            for (int i = 0; i < 100; i++) {
                IrFrame frame = random.nextBoolean()
                        ? new IrFrame.Nec(random.nextInt(256), random.nextInt(256))
                        : new IrFrame.Rc5(random.nextBoolean(), random.nextInt(32), random.nextInt(128));
                sender.send(frame);
                assertEquals(Optional.of(frame), receiver.receive(SECOND), "seed " + seed);
            }
            assertEquals(Optional.empty(), receiver.receive(Duration.ofMillis(10)));
        }
    }

    @Test
    void byPollingAFrameIsReceivedToo() throws IOException {
        var player = new Player(circuit, "ir", 1);
        var receiver = IrReceiver.open(new PlainPin(in), circuit.ticks());
        player.toggle(20_000_000, IrTiming.spans(KEY));
        assertEquals(Optional.of(KEY), receiver.receive(SECOND));
        long before = circuit.nanos();
        assertEquals(Optional.empty(), receiver.receive(Duration.ofMillis(5)));
        assertEquals(5e6, circuit.nanos() - before, 1e4);
    }

    @Test
    void byPollingAPauseIsNeverReturnedAsAKey() throws IOException {
        var coarse = Circuit.create(CircuitOptions.DEFAULT.withAccessNanos(2000));
        var player = new Player(coarse, "ir", 1);
        var slow = new PausingPin(new PlainPin(coarse.pin("ir")), coarse.ticks(), coarse.random(), 2e-5, 1_500_000);
        var receiver = IrReceiver.open(slow, coarse.ticks());
        int good = 0;
        int missed = 0;
        for (int i = 0; i < 200; i++) {
            player.toggle(5_000_000, IrTiming.spans(KEY));
            for (var got = receiver.receive(Duration.ofMillis(100)); got.isPresent(); ) {
                switch (got.get()) {
                    case IrFrame frame -> {
                        assertEquals(KEY, frame, "seed 1");
                        good++;
                    }
                    case IrFault _ -> missed++;
                }
                got = receiver.receive(Duration.ofMillis(100));
            }
        }
        assertTrue(good > 20 && missed > 20, good + " good, " + missed + " missed");
    }

    @Test
    void edgesThatTheCaptureLostAreAFault() throws IOException {
        var small = Circuit.create(CircuitOptions.DEFAULT.withCaptureCapacity(16));
        var player = new Player(small, "ir", 1);
        var receiver = IrReceiver.open(small.pin("ir"), small.ticks());
        player.toggle(1000, IrTiming.spans(KEY));
        small.ticks().delay(100_000_000);
        assertEquals(
                Optional.of(new IrFault(
                        Kind.MISSED,
                        "infrared receiver on host ir: edges were lost, this machine was too slow or paused;"
                                + " press the key again")),
                receiver.receive(SECOND));
        player.toggle(1000, IrTiming.spans(new IrFrame.NecRepeat()));
        assertEquals(Optional.of(new IrFrame.NecRepeat()), receiver.receive(SECOND));
    }

    /// A frame has a leader, 32 bits and an end, each a mark: 68 edges.
    @Test
    void oneEdgeThatTheCaptureLostIsAFault() throws IOException {
        var small = Circuit.create(CircuitOptions.DEFAULT.withCaptureCapacity(67));
        var player = new Player(small, "ir", 1);
        var receiver = IrReceiver.open(small.pin("ir"), small.ticks());
        player.toggle(1000, IrTiming.spans(KEY));
        small.ticks().delay(100_000_000);
        var heard = receiver.receive(SECOND);
        assertTrue(heard.orElseThrow() instanceof IrFault fault && fault.kind() == Kind.MISSED, heard.toString());
    }

    /// TSOP48 data sheet, "Block diagram": the output has a resistor to the supply, which the pin may help.
    @Test
    void listensWithAPullUp() throws IOException {
        var listening = new NotingPin(in);
        IrReceiver.open(listening, circuit.ticks());
        assertEquals(List.of("INPUT (3) 1"), listening.requests());
    }

    /// SAA3010 data sheet, "Functional description": a frame comes every 64 bits of 1.778 ms.
    @Test
    void rc5FramesKeepTheirPeriod() throws IOException {
        var lit = new NotingPin(out);
        var sender = IrSender.envelope(lit, 1, circuit.ticks());
        var recorder = Recorder.of(circuit, "ir");
        sender.send(new IrFrame.Rc5(true, 5, 53));
        assertEquals("OUTPUT (4) 0", lit.requests().getFirst());
        assertTrue(lit.requests().stream().skip(1).allMatch(r -> r.startsWith("WRITE")), "driven both ways");
        long edges = recorder.waveform().signal("ir").edges();
        sender.send(new IrFrame.Rc5(true, 5, 53));
        var wave = recorder.waveform().signal("ir");
        assertEquals(64 * 1_777_778, wave.time((int) edges) - wave.time(0), 1000);
        assertEquals(1, wave.level(0), "a mark is high");
    }

    @Test
    void aPinThatFailsLeavesTheLightOff() {
        var pins = new FailingPins();
        var lit = new NotingPin(pins.over(out));
        pins.failAfter(2); // the first mark is to end
        var sender = IrSender.envelope(lit, 1, circuit.ticks());
        assertThrows(IOException.class, () -> sender.send(KEY));
        assertEquals("WRITE (2) 0", lit.requests().getLast());
        assertEquals(0, circuit.net("ir").level());
    }

    @Test
    void framesKeepTheirPeriod() throws IOException {
        circuit.net("ir").pulledUp();
        var sender = IrSender.envelope(out, 0, circuit.ticks());
        var recorder = Recorder.of(circuit, "ir");
        sender.send(KEY);
        sender.send(new IrFrame.NecRepeat());
        var wave = recorder.waveform().signal("ir");
        assertEquals(108e6, wave.time(2 * 34) - wave.time(0), 1000);
        assertEquals(1, circuit.net("ir").level());
    }

    /// 36 kHz and 38 kHz, a third of each period on; the bursts have the length of the marks.
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void lightsADiodeWithTheCarrierOfTheProtocol(boolean rc5) throws IOException {
        IrFrame frame = rc5 ? new IrFrame.Rc5(true, 5, 53) : KEY;
        double period = 1e9 / (rc5 ? 36_000 : 38_000);
        var recorder = Recorder.of(circuit, "ir");
        IrSender.carrier(out, circuit.ticks()).send(frame);
        var wave = recorder.waveform().signal("ir");
        List<Long> marks = new ArrayList<>();
        long began = wave.time(0);
        for (int i = 0; i < wave.edges(); i += 2) {
            assertEquals(period / 3, wave.time(i + 1) - wave.time(i), 200);
            boolean last = i + 2 == wave.edges();
            if (last || wave.time(i + 2) - wave.time(i) > 1.5 * period) {
                marks.add(wave.time(i + 1) - began);
                began = last ? 0 : wave.time(i + 2);
            } else {
                assertEquals(period, wave.time(i + 2) - wave.time(i), 200);
            }
        }
        assertEquals(rc5 ? 36_000 : 38_000, IrTiming.hertz(frame));
        long[] spans = IrTiming.spans(frame);
        assertEquals(spans.length / 2 + 1, marks.size());
        for (int i = 0; i < marks.size(); i++) {
            assertEquals(spans[2 * i], marks.get(i), 2 * period, "mark " + i);
        }
        assertEquals(0, circuit.net("ir").level());
    }

    @Test
    void aPauseWhileSendingIsTold() {
        circuit.net("ir").pulledUp();
        int[] writes = {0};
        Pin slow = new NamedPin("GPIO 17", (request, argument) -> {
            int result = out.ioctl(request, argument);
            if (request == Pin.WRITE && ++writes[0] == 20) {
                circuit.ticks().delay(3_000_000);
            }
            return result;
        });
        var sender = IrSender.envelope(slow, 0, circuit.ticks());
        var e = assertThrows(DeviceException.class, () -> sender.send(KEY));
        assertEquals(Kind.MISSED, e.kind());
        assertEquals( // 3 ms less the space of a 1, three times 562.5 µs
                "infrared sender on GPIO 17: an edge was 1312 µs late: this machine was too slow or paused; send the"
                        + " frame again",
                e.getMessage());
        assertEquals(1, circuit.net("ir").level());
    }

    @Test
    void refusesAMarkThatIsNoLevel() {
        var e = assertThrows(IllegalArgumentException.class, () -> IrSender.envelope(out, 2, circuit.ticks()));
        assertEquals("level of a mark is 2, expected 0 or 1", e.getMessage());
    }

    @Test
    void aPinThatRefusesItsDirectionIsNamed() {
        Pin none = new NamedPin("GPIO 34", (request, _) -> {
            throw Pin.unknown("GPIO 34", request);
        });
        var sender = IrSender.carrier(none, circuit.ticks());
        assertEquals(
                Kind.DIRECTION_REFUSED,
                assertThrows(DeviceException.class, () -> sender.send(KEY)).kind());
        var sending = assertThrows(DeviceException.class, () -> sender.send(KEY));
        assertEquals(
                "infrared sender on GPIO 34: a pin cannot take the direction that the bus needs:"
                        + " GPIO 34: does not know request OUTPUT (4);"
                        + " use another pin, or another way to drive this one",
                sending.getMessage());
        assertInstanceOf(UnsupportedOperationException.class, sending.getCause());
    }
}
