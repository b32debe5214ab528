package dev.jumper.sim.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WaveTimeTest {
    @ParameterizedTest
    @CsvSource({
        "300ns, 300",
        "20us, 20000",
        "20 µs, 20000",
        "20 μs, 20000",
        "1.5ms, 1500000",
        "2s, 2000000000",
        "0.4ns, 0",
        "0.5ns, 1",
        "-1us, -1000",
        "0s, 0"
    })
    void readsTimesAsPeopleWriteThem(String text, long nanos) {
        assertEquals(nanos, WaveTime.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ms", "1.5.2ms", "1e3us", "5 min", "1,5ms", "5MS", "+5ms", "99999999999999999999s"})
    void refusesWhatIsNoTime(String text) {
        var e = assertThrows(IllegalArgumentException.class, () -> WaveTime.parse(text));
        assertEquals(
                "time: found \"" + text
                        + "\", expected a number with one of the units ns, us, ms, s, such as 1.5ms or 20us",
                e.getMessage());
    }

    @Test
    void refusesABareNumberAndATimeBeyondTheRange() {
        assertEquals(
                "time: found \"100\" without a unit, expected a number with one of the units ns, us, ms, s, such as"
                        + " 1.5ms or 20us",
                assertThrows(IllegalArgumentException.class, () -> WaveTime.parse("100"))
                        .getMessage());
        assertEquals(
                "time: found \"99999999999s\", more than fits, expected a number with one of the units ns, us, ms, s,"
                        + " such as 1.5ms or 20us",
                assertThrows(IllegalArgumentException.class, () -> WaveTime.parse("99999999999s"))
                        .getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 ns",
        "999, 999 ns",
        "1000, 1 µs",
        "5830000, 5.83 ms",
        "1234567, 1.235 ms",
        "-2500, -2.5 µs",
        "61000000000, 61 s"
    })
    void writesTimesWithThreeDecimalsAtMost(long nanos, String text) {
        assertEquals(text, WaveTime.format(nanos));
    }
}
