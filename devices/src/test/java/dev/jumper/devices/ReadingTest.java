package dev.jumper.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReadingTest {
    @ParameterizedTest
    @CsvSource({"0, '-7 °C'", "2, '-6.54 °C'", "9, '-6.543210000 °C'"})
    void isWrittenWithItsDecimalsAndUnit(int decimals, String text) {
        assertEquals(text, new Reading("temperature", -6.54321, "°C", decimals).toString());
    }

    @Test
    void hasAPointInEveryLocale() {
        var before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("21.50 °C", new Reading("temperature", 21.5, "°C", 2).toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void isANumber() {
        var e = assertThrows(IllegalArgumentException.class, () -> new Reading("pressure", Double.NaN, "Pa", 1));
        assertEquals("pressure is no number, expected a value in Pa", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 10})
    void hasUpToNineDecimals(int decimals) {
        var e = assertThrows(IllegalArgumentException.class, () -> new Reading("pressure", 1, "Pa", decimals));
        assertEquals("pressure has " + decimals + " decimals, expected 0 to 9", e.getMessage());
    }
}
