package dev.jumper.devices.barometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AirPressureTest {
    @ParameterizedTest
    @CsvSource({ // ISO 2533:1975, table of pressure against geopotential altitude
        "101325, 0",
        "89874.6, 1000",
        "79495.2, 2000",
        "54019.9, 5000",
        "22632.1, 11000",
        "113929, -1000"
    })
    void tellsTheAltitudesOfTheStandardAtmosphere(double pascals, double metres) {
        assertEquals(metres, new AirPressure(20, pascals).metresAbove(101_325), 1.0);
    }

    @Test
    void refusesASeaLevelWithoutPressure() {
        var air = new Weather(20, 100_000, 50).pressure();
        assertEquals(new AirPressure(20, 100_000), air);
        assertTrue(air.metresAbove(1) < 0);
        var e = assertThrows(IllegalArgumentException.class, () -> air.metresAbove(0));
        assertEquals("pressure is 0.0 Pa, expected more than 0", e.getMessage());
    }
}
