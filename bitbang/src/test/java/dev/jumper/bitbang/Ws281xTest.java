package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.wave.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The figures are those of the WS2812B data sheet, "Data transfer time": T0H 0.4 µs, T1H 0.8 µs, T0L 0.85 µs, T1L
/// 0.45 µs, each within 150 ns; a reset above 50 µs, 280 µs for the newest.
class Ws281xTest {
    private final Circuit circuit = Circuit.create();
    private final Pin pin = circuit.pin("din");

    /// Reads the bits as a light does, and checks each level against the data sheet.
    private static List<String> frames(Signal wave, long end) {
        List<String> frames = new ArrayList<>();
        var bits = new StringBuilder();
        for (int i = 0; i < wave.edges(); i += 2) {
            long high = wave.time(i + 1) - wave.time(i);
            boolean one = Math.abs(high - 800) <= 150;
            assertTrue(one || Math.abs(high - 400) <= 150, "bit " + i / 2 + " is high for " + high + " ns");
            bits.append(one ? '1' : '0');
            long low = (i + 2 < wave.edges() ? wave.time(i + 2) : end) - wave.time(i + 1);
            if (low > 50_000) {
                assertTrue(low >= 280_000, "reset of " + low + " ns");
                frames.add(bits.toString());
                bits.setLength(0);
            } else {
                assertEquals(one ? 450 : 850, low, 150, "low of bit " + i / 2);
            }
        }
        return frames;
    }

    @Test
    void sendsGreenRedBlueFromTheHighestBitDown() throws IOException {
        var recorder = Recorder.of(circuit, "din");
        Ws281x.over(pin, circuit.ticks()).show(0xFF0001, 0x800000);
        var wave = recorder.waveform();
        assertEquals(
                List.of("00000000" + "11111111" + "00000001" + "00000000" + "10000000" + "00000000"),
                frames(wave.signal("din"), wave.end()));
    }

    @Test
    void sendsEachLightItsOwnColourAtTheRateOfTheDataSheet() throws IOException {
        var recorder = Recorder.of(circuit, "din");
        var sent = new NotingPin(pin);
        long start = circuit.nanos();
        Ws281x.over(sent, circuit.ticks()).show(0x000001, 0x000100, 0xFFFFFF);
        var wave = recorder.waveform();
        assertEquals(
                List.of("0".repeat(23) + "1" + "00000001" + "0".repeat(16) + "1".repeat(24)),
                frames(wave.signal("din"), wave.end()));
        var din = wave.signal("din");
        assertTrue(din.time(0) - start >= 280_000, "a reset before the frame, for nobody knows what was sent before");
        assertEquals(71 * 1250, din.time(2 * 71) - din.time(0), 200, "TH + TL is 1.25 µs");
        assertEquals("OUTPUT (4) 0", sent.requests().getFirst());
        assertEquals(
                Set.of("WRITE (2) 0", "WRITE (2) 1"), Set.copyOf(sent.requests().subList(1, 1 + 144 + 1)));
    }

    /// "TH + TL = 1.25 µs ± 600 ns": a wait that ends too late makes a low part longer, up to there.
    @ParameterizedTest
    @CsvSource({"500, true", "700, false"})
    void takesALowPartThatIsTooLongForABitOnlyBeyondTheLimit(long late, boolean right) throws IOException {
        var writes = new int[1];
        Pin counting = (request, argument) -> {
            writes[0] += request == Pin.WRITE ? 1 : 0;
            return pin.ioctl(request, argument);
        };
        Ticks lateOnce = new Ticks() {
            @Override
            public long nanos() {
                return circuit.ticks().nanos();
            }

            @Override
            public void delay(long nanos) {
                circuit.ticks().delay(nanos);
                if (writes[0] == 96) { // the fall of bit 47
                    writes[0]++;
                    circuit.ticks().delay(late);
                }
            }
        };
        var lights = Ws281x.over(counting, lateOnce, RetryPolicy.NONE);
        if (right) {
            lights.show(0x123456, 0x123456, 0x123456);
        } else {
            var e = assertThrows(DeviceException.class, () -> lights.show(0x123456, 0x123456, 0x123456));
            assertTrue(e.getMessage().contains(": bit 0 of light 2 was too long or too short"), e.getMessage());
        }
    }

    @Test
    void aPinThatFailsLeavesTheLineLow() {
        var pins = new FailingPins();
        var sent = new NotingPin(pins.over(pin));
        pins.failAfter(4); // the second bit is to fall
        assertThrows(IOException.class, () -> Ws281x.over(sent, circuit.ticks()).show(0xFFFFFF));
        assertEquals("WRITE (2) 0", sent.requests().getLast());
        assertEquals(0, circuit.net("din").level());
    }

    @Test
    void eachFrameIsEndedByAReset() throws IOException {
        var recorder = Recorder.of(circuit, "din");
        var lights = Ws281x.over(pin, circuit.ticks());
        lights.show(0x00FF00);
        lights.show(0);
        var wave = recorder.waveform();
        assertEquals(List.of("1".repeat(8) + "0".repeat(16), "0".repeat(24)), frames(wave.signal("din"), wave.end()));
    }

    /// A pin that pauses for `nanos` in its `access`th write, once.
    private Pin pausing(int access, long nanos) {
        int[] writes = {0};
        return new NamedPin("GPIO 18", (request, argument) -> {
            int result = pin.ioctl(request, argument);
            if (request == Pin.WRITE && ++writes[0] == access) {
                circuit.ticks().delay(nanos);
            }
            return result;
        });
    }

    @Test
    void aFrameThatWasTooSlowIsSentAnewAfterAReset() throws IOException {
        var recorder = Recorder.of(circuit, "din");
        Ws281x.over(pausing(11, 2_000), circuit.ticks()).show(0x123456);
        var wave = recorder.waveform().signal("din");
        int first = 0;
        while (wave.time(first + 2) - wave.time(first + 1) < 280_000) {
            first += 2;
        }
        assertEquals(10, first, "edges before the pause");
        assertEquals(10 + 2 + 48, wave.edges());
    }

    /// In the 11th write the sixth bit rises, in the 12th it falls.
    @ParameterizedTest
    @ValueSource(ints = {11, 12})
    void whatStaysTooSlowIsMissedAndTheLineRestsLow(int access) throws IOException {
        var e = assertThrows(
                DeviceException.class,
                () -> Ws281x.over(pausing(access, 2_000), circuit.ticks(), RetryPolicy.NONE)
                        .show(0x123456, 0));
        assertEquals(Kind.MISSED, e.kind());
        assertEquals(
                "WS281x on GPIO 18: bit 5 of light 0 was too long or too short:"
                        + " this machine was too slow or paused; try again, or use a faster pin",
                e.getMessage());
        assertEquals(0, circuit.net("din").level());
    }

    @Test
    void aPinThatRefusesItsDirectionIsNamed() {
        Pin none = new NamedPin("GPIO 34", (request, _) -> {
            throw Pin.unknown("GPIO 34", request);
        });
        var e = assertThrows(
                DeviceException.class, () -> Ws281x.over(none, circuit.ticks()).show(0x123456));
        assertEquals(Kind.DIRECTION_REFUSED, e.kind());
        assertEquals(
                "WS281x on GPIO 34: a pin cannot take the direction that the bus needs:"
                        + " GPIO 34: does not know request OUTPUT (4);"
                        + " use another pin, or another way to drive this one",
                e.getMessage());
        assertInstanceOf(UnsupportedOperationException.class, e.getCause());
        assertEquals(0, circuit.nanos(), "before anything is sent");
    }

    @Test
    void refusesWhatIsNoColourBeforeAnythingMoves() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> Ws281x.over(pin, circuit.ticks()).show(0, 0x1000000));
        assertEquals("WS281x on host din: colour 1 is 0x1000000, expected 0x000000 to 0xffffff", e.getMessage());
        assertThrows(
                IllegalArgumentException.class,
                () -> Ws281x.over(pin, circuit.ticks()).show(0x1000000));
        assertEquals(0, circuit.nanos());
    }
}
