package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A serial line of 1000 baud: a bit is a millisecond.
class SoftUartTimesTest {
    private static final UartSettings SETTINGS = UartSettings.of(1000);

    private final Circuit circuit = Circuit.create();
    private final Pin tx = circuit.pin("tx");
    private final Pin rx = circuit.pin("rx");
    private final Player player = new Player(circuit, "rx", 1);

    @Test
    void knowsACharacterInTheMiddleOfItsStopBit() throws IOException {
        var uart = SoftUart.open(tx, rx, SETTINGS, circuit.ticks());
        long start = circuit.nanos() + 1_000_000;
        player.toggle(1_000_000, 9_000_000); // a start bit and eight zeros
        assertEquals(Optional.of(new UartEvent.Character(0)), uart.receive(Duration.ofSeconds(1)));
        assertEquals(start + 9_500_000, circuit.nanos(), 100_000);
    }

    /// An edge may be a quarter of a bit too late.
    @ParameterizedTest
    @CsvSource({"200000, true", "300000, false"})
    void sendsNoCharacterAsGoodWhoseEdgesAreLate(long late, boolean right) throws IOException {
        var writes = new int[1];
        Pin slow = (request, argument) -> {
            if (request == Pin.WRITE && ++writes[0] == 5) {
                circuit.ticks().delay(late);
            }
            return tx.ioctl(request, argument);
        };
        var uart = SoftUart.open(slow, rx, SETTINGS, circuit.ticks());
        if (right) {
            uart.send(0x55);
        } else {
            var e = assertThrows(DeviceException.class, () -> uart.send(0x55));
            assertEquals(DeviceException.Kind.MISSED, e.kind());
        }
    }

    @Test
    void restsForTwoBitsAfterABreak() throws IOException {
        var uart = SoftUart.open(tx, rx, SETTINGS, circuit.ticks());
        var recorder = Recorder.of(circuit, "tx");
        uart.ioctl(ByteStream.SEND_BREAK, 50);
        uart.send(0xFF);
        var wave = recorder.waveform().signal("tx");
        assertEquals(50_000_000, wave.time(1) - wave.time(0), 1_000);
        assertEquals(2_000_000, wave.time(2) - wave.time(1), 1_000);
    }

    @Test
    void leavesTheLineHighWhereThePinFails() throws IOException {
        var pins = new FailingPins();
        var noting = new NotingPin(pins.over(tx));
        var uart = SoftUart.open(noting, rx, SETTINGS, circuit.ticks());
        pins.failAfter(2); // in a character of zeros
        assertThrows(IOException.class, () -> uart.send(0));
        assertEquals("WRITE (2) 1", noting.requests().getLast());
        pins.failAfter(1); // the end of a break
        assertThrows(IOException.class, () -> uart.ioctl(ByteStream.SEND_BREAK, 5));
        assertEquals("WRITE (2) 1", noting.requests().getLast());
        assertEquals(1, circuit.net("tx").level());
    }

    /// Time of the circuit, in which somebody closes `stream` after 50 ms.
    private final class Closing implements Ticks {
        private ByteStream stream;

        @Override
        public long nanos() {
            if (circuit.nanos() > 50_000_000) {
                try {
                    stream.close();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return circuit.ticks().nanos();
        }

        @Override
        public void delay(long nanos) {
            circuit.ticks().delay(nanos);
        }
    }

    @Test
    void aReadThatWaitsForEverEndsWhenTheStreamIsClosed() throws IOException {
        var ticks = new Closing();
        var uart = SoftUart.open(tx, rx, SETTINGS, ticks);
        ticks.stream = uart;
        uart.ioctl(ByteStream.TIMEOUT, -1);
        assertEquals(ByteStream.EOF, uart.read(ByteBuffer.allocate(1)));
        assertTrue(circuit.nanos() < 100_000_000, "soon, at " + circuit.nanos());
    }
}
