package dev.jumper.devices.barometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the trimming parameters are made of, and what raw values mean by them.
class CalibrationTest {
    /// Bosch BST-BMP280-DS001, "Calculating pressure and temperature": the parameters of the worked example.
    private static final PressureCalibration EXAMPLE =
            new PressureCalibration(27504, 26435, -1000, 36477, -10685, 3024, 2855, 140, -7, 15500, -14600, 6000);

    private static final long SEED = 280;

    private static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }

    @Test
    void agreesWithTheWorkedExampleOfTheDataSheet() {
        int fine = EXAMPLE.fine(519_888);
        assertEquals(128_422, fine);
        assertEquals(25.08, PressureCalibration.celsius(fine));
        // its figure has 25767236 / 256 Pa, the double precision formulas 100653.258
        assertEquals(100_653.27, EXAMPLE.pascals(415_148, fine), 0.02);
        assertEquals(FloatingPoint.pascals(EXAMPLE, 415_148, fine), EXAMPLE.pascals(415_148, fine), 0.005);
    }

    @Test
    void readsWordsWithTheLowByteFirst() {
        assertEquals(
                EXAMPLE,
                PressureCalibration.of(hex("70 6b 43 67 18 fc 7d 8e 43 d6 d0 0b 27 0b 8c 00 f9 ff 8c 3c f8 c6 70 17")));
    }

    @ParameterizedTest
    @CsvSource({ // "Trimming parameter readout": H4 is E4 / E5[3:0], H5 is E5[7:4] / E6, both of twelve bits
        "75, 6a 01 00 14 2c 03 1e, 362, 0, 332, 50, 30",
        "255, ff 7f ff 7f ff 7f 7f, 32767, 255, 2047, 2047, 127",
        "0, 00 80 80 80 00 80 80, -32768, 128, -2048, -2048, -128",
        "1, 81 ff 01 ff 1e ff ff, -127, 1, -2, -15, -1"
    })
    void unpacksHumidityWithItsSigns(int h1, String bytes, int h2, int h3, int h4, int h5, int h6) {
        assertEquals(new HumidityCalibration(h1, h2, h3, h4, h5, h6), HumidityCalibration.of(h1, hex(bytes)));
    }

    @Test
    void staysNearTheFormulasInFloatingPointAndHasEachBitOfThoseInIntegers() {
        var random = new Random(SEED);
        for (int round = 0; round < 20_000; round++) {
            var pressure = new PressureCalibration(
                    random.nextInt(26_000, 29_000),
                    random.nextInt(25_000, 28_000),
                    random.nextInt(-1000, 1000),
                    random.nextInt(35_000, 39_000),
                    random.nextInt(-11_000, -9_000),
                    random.nextInt(2_000, 4_000),
                    random.nextInt(-3_000, 8_000),
                    random.nextInt(-200, 200),
                    random.nextInt(-20, 20),
                    random.nextInt(-5_000, 16_000),
                    random.nextInt(-15_000, 15_000),
                    random.nextInt(-6_000, 6_000));
            var humidity = new HumidityCalibration(
                    random.nextInt(256),
                    random.nextInt(300, 420),
                    random.nextInt(100),
                    random.nextInt(250, 400),
                    random.nextInt(-100, 100),
                    random.nextInt(-60, 60));
            String where = "seed " + SEED + ", round " + round;
            Supplier<String> seed = () -> where + ": " + pressure + ", " + humidity;
            int rawTemperature = random.nextInt(400_000, 650_000);
            int fine = pressure.fine(rawTemperature);
            double exact = FloatingPoint.fine(pressure, rawTemperature);
            assertEquals(exact, fine, 20, seed); // 0.004 °C
            assertEquals(exact / 5120, PressureCalibration.celsius(fine), 0.0101, seed);
            assertEquals(PrintedIntegers.fine(pressure, rawTemperature), fine, seed);
            assertEquals(PrintedIntegers.hundredths(fine) / 100.0, PressureCalibration.celsius(fine), seed);
            int rawPressure = random.nextInt(200_000, 600_000);
            assertEquals(
                    FloatingPoint.pascals(pressure, rawPressure, fine), pressure.pascals(rawPressure, fine), 0.5, seed);
            assertEquals(
                    PrintedIntegers.pascals256(pressure, rawPressure, fine) / 256.0,
                    pressure.pascals(rawPressure, fine),
                    seed);
            int rawHumidity = random.nextInt(15_000, 50_000);
            assertEquals(
                    FloatingPoint.percent(humidity, rawHumidity, fine),
                    humidity.percent(rawHumidity, fine),
                    0.05,
                    seed);
            assertEquals(
                    PrintedIntegers.percent1024(humidity, rawHumidity, fine) / 1024.0,
                    humidity.percent(rawHumidity, fine),
                    seed);
        }
    }

    @Test
    void isWithoutPressureWhereItWouldDivideByZero() {
        assertEquals(0, new PressureCalibration(1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1).pascals(415_148, 128_422));
    }

    @Test
    void endsHumidityAtNothingAndAtAll() {
        var calibration = new HumidityCalibration(75, 362, 0, 324, 50, 30);
        assertEquals(0, calibration.percent(0, 128_422));
        assertEquals(100, calibration.percent(0xFFFF, 128_422));
    }

    @ParameterizedTest
    @CsvSource({"0, 1, false", "1, 0, false", "65535, 1, false", "1, 65535, false", "1, 1, true", "65534, 65534, true"})
    void isPlausibleUnlessErased(int t1, int p1, boolean plausible) {
        var calibration = new PressureCalibration(t1, 0, 0, p1, 0, 0, 0, 0, 0, 0, 0, 0);
        assertEquals(plausible, calibration.isPlausible());
    }

    @Test
    void knowsErasedMemory() {
        assertFalse(PressureCalibration.of(new byte[24]).isPlausible());
        assertTrue(EXAMPLE.isPlausible());
    }
}
