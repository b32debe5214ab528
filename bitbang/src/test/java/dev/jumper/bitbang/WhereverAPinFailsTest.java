package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.EchoRanger;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whichever use of a pin fails: that error is thrown, the line is at rest, and the next transfer works.
class WhereverAPinFailsTest {
    /// Something that is done with pins, over and over, and that checks by itself what came of it.
    @FunctionalInterface
    private interface Transfer {
        void run() throws IOException;
    }

    /// What makes a [Transfer] on a circuit.
    @FunctionalInterface
    private interface Maker {
        Transfer on(Circuit circuit, FailingPins pins) throws IOException;
    }

    /// A protocol.
    ///
    /// @param line the net that the host drives, pulled up
    /// @param rest its level at rest
    /// @param uses how many uses of pins a transfer has at least
    /// @param mostTried how many of them are tried, from the first on, and again from the last on
    /// @param pause how long the other side needs between transfers, in nanoseconds
    private record Protocol(String name, String line, int rest, int uses, int mostTried, long pause, Maker maker) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Protocol> protocols() {
        return Stream.of(
                new Protocol(
                        "DHT, captured", "dht", 1, 3, 100, 3_000_000_000L, (c, p) -> dht(c, p.capturing(c.pin("dht")))),
                new Protocol(
                        "DHT, polled", "dht", 1, 1000, 100, 3_000_000_000L, (c, p) -> dht(c, p.over(c.pin("dht")))),
                new Protocol("HC-SR04, captured", "trigger", 0, 5, 100, 300_000_000L, (c, p) -> ranger(c, p, true)),
                new Protocol("HC-SR04, polled", "trigger", 0, 1000, 100, 300_000_000L, (c, p) -> ranger(c, p, false)),
                new Protocol("UART", "tx", 1, 20, 100, 1_000_000, WhereverAPinFailsTest::uart),
                new Protocol("UART break", "tx", 1, 2, 100, 1_000_000, WhereverAPinFailsTest::uartBreak),
                new Protocol("WS281x", "din", 0, 2 * 48, 200, 300_000, WhereverAPinFailsTest::lights),
                new Protocol("infrared", "ir", 1, 67, 100, 200_000_000, WhereverAPinFailsTest::infrared),
                new Protocol("infrared carrier", "ir", 0, 896, 100, 200_000_000, WhereverAPinFailsTest::carrier),
                new Protocol("PWM", "pwm", 0, 8, 100, 1_000_000, WhereverAPinFailsTest::pwm),
                new Protocol("servo", "servo", 0, 8, 100, 1_000_000, WhereverAPinFailsTest::servo));
    }

    private static Transfer dht(Circuit circuit, Pin pin) {
        var sensor = circuit.add(DhtSensor.dht22("dht"));
        var reader = DhtReader.over(pin, DhtModel.DHT22, circuit.ticks());
        return () -> assertArrayEquals(sensor.frame(), reader.frame());
    }

    private static Transfer ranger(Circuit circuit, FailingPins pins, boolean capturing) {
        circuit.add(EchoRanger.on("trigger", "echo").metres(0.1));
        var echo = circuit.pin("echo");
        var ranger = Ultrasonic.over(
                pins.over(circuit.pin("trigger")), capturing ? pins.capturing(echo) : pins.over(echo), circuit.ticks());
        return () -> assertEquals(
                0.1, assertInstanceOf(Echo.Heard.class, ranger.measure()).metres(), 0.001);
    }

    private static Transfer uart(Circuit circuit, FailingPins pins) throws IOException {
        circuit.net("unused").pulledUp();
        var sender = SoftUart.open(
                pins.over(circuit.pin("tx")), circuit.pin("unused"), UartSettings.of(9600), circuit.ticks());
        return () -> {
            try (var other =
                    SoftUart.open(circuit.pin("unused"), circuit.pin("tx"), UartSettings.of(9600), circuit.ticks())) {
                sender.write(ByteBuffer.wrap(new byte[] {'U', 'V'}));
                assertEquals(Optional.of(new UartEvent.Character('U')), other.receive(Duration.ofMillis(10)));
                assertEquals(Optional.of(new UartEvent.Character('V')), other.receive(Duration.ofMillis(10)));
            }
        };
    }

    private static Transfer uartBreak(Circuit circuit, FailingPins pins) throws IOException {
        circuit.net("unused").pulledUp();
        var uart = SoftUart.open(
                pins.over(circuit.pin("tx")), circuit.pin("unused"), UartSettings.of(9600), circuit.ticks());
        return () -> {
            var recorder = Recorder.of(circuit, "tx");
            uart.ioctl(SoftUart.SEND_BREAK, 2);
            var wave = recorder.waveform().signal("tx");
            assertEquals(2e6, wave.time(1) - wave.time(0), 1000);
        };
    }

    private static Transfer lights(Circuit circuit, FailingPins pins) {
        var lights = Ws281x.over(pins.over(circuit.pin("din")), circuit.ticks());
        return () -> {
            var recorder = Recorder.of(circuit, "din");
            lights.show(0x123456, 0xABCDEF);
            assertEquals(2 * 48, recorder.waveform().signal("din").edges());
        };
    }

    private static Transfer infrared(Circuit circuit, FailingPins pins) {
        var key = new IrFrame.Nec(0x04, 0x08);
        var sender = IrSender.envelope(pins.over(circuit.pin("ir")), 0, circuit.ticks());
        return () -> {
            try (var receiver = IrReceiver.open(circuit.pin("ir", "receiver"), circuit.ticks())) {
                sender.send(key);
                assertEquals(Optional.of(key), receiver.receive(Duration.ofSeconds(1)));
            }
        };
    }

    private static Transfer carrier(Circuit circuit, FailingPins pins) {
        var sender = IrSender.carrier(pins.over(circuit.pin("ir")), circuit.ticks());
        return () -> {
            var recorder = Recorder.of(circuit, "ir");
            sender.send(new IrFrame.Rc5(true, 5, 53));
            // 14 bits with a mark of half a bit each, 32 periods of 36 kHz: Philips SAA3010 data sheet
            assertEquals(2 * 14 * 32, recorder.waveform().signal("ir").edges());
        };
    }

    private static Transfer pwm(Circuit circuit, FailingPins pins) throws IOException {
        var pwm = SoftPwm.open(pins.over(circuit.pin("pwm")), 1000, 0.25, circuit.ticks());
        return () -> {
            var recorder = Recorder.of(circuit, "pwm");
            pwm.run(4);
            assertEquals(8, recorder.waveform().signal("pwm").edges());
        };
    }

    private static Transfer servo(Circuit circuit, FailingPins pins) throws IOException {
        var servo = Servo.open(pins.over(circuit.pin("servo")), circuit.ticks());
        return () -> {
            var recorder = Recorder.of(circuit, "servo");
            servo.turn(90, Duration.ofMillis(79));
            assertEquals(8, recorder.waveform().signal("servo").edges());
        };
    }

    /// Returns how many uses of pins a transfer has that works.
    private static int uses(Protocol protocol) throws IOException {
        var pins = new FailingPins();
        var circuit = circuit(protocol);
        var transfer = protocol.maker().on(circuit, pins);
        transfer.run();
        circuit.ticks().delay(protocol.pause());
        int before = pins.uses();
        transfer.run();
        return pins.uses() - before;
    }

    private static Circuit circuit(Protocol protocol) {
        var circuit = Circuit.create();
        if (protocol.rest() == 1) {
            circuit.net(protocol.line()).pulledUp();
        }
        return circuit;
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void thatIsThrownAndTheLineIsAtRestAndTheNextTransferWorks(Protocol protocol) throws IOException {
        int uses = uses(protocol);
        assertTrue(uses >= protocol.uses(), uses + " uses of a pin");
        var pins = new FailingPins();
        var circuit = circuit(protocol);
        var transfer = protocol.maker().on(circuit, pins);
        transfer.run();
        for (int use = 0; use < uses; use++) {
            if (use == protocol.mostTried()) {
                use = Math.max(use, uses - protocol.mostTried());
            }
            String when = "failed after " + use + " of " + uses + " uses";
            circuit.ticks().delay(protocol.pause());
            pins.failAfter(use);
            var thrown = failure(transfer);
            assertTrue(thrown.isPresent(), when);
            assertTrue(thrown.get().getMessage().matches("cable of host [a-z]+ is out"), when + ": " + thrown.get());
            circuit.ticks().delay(protocol.pause()); // until the other side is done, too
            assertEquals(protocol.rest(), circuit.net(protocol.line()).level(), when);
            transfer.run();
        }
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void theFirstErrorIsThrownIfAllOthersFailToo(Protocol protocol) throws IOException {
        int most = Math.min(uses(protocol), protocol.mostTried());
        int suppressed = 0;
        for (int use = 0; use < most; use++) {
            var pins = new FailingPins();
            var circuit = circuit(protocol);
            var transfer = protocol.maker().on(circuit, pins);
            pins.failForGoodAfter(use);
            var thrown = failure(transfer);
            String when = "failed from use " + use + " on";
            assertTrue(thrown.isPresent(), when);
            assertTrue(thrown.get().getMessage().matches("cable of host [a-z]+ is out"), when + ": " + thrown.get());
            for (var other : thrown.get().getSuppressed()) {
                assertTrue(other.getMessage().matches("cable of host [a-z]+ is still out"), when + ": " + other);
                suppressed++;
            }
        }
        assertTrue(suppressed > 0, "letting go failed too, and that is told");
    }

    private static Optional<IOException> failure(Transfer transfer) {
        try {
            transfer.run();
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        }
    }
}
