package dev.jumper.sim.part;

import java.util.function.IntToDoubleFunction;

/// What the sensors of a BME280 or BMP280 hand to its registers: the raw values that mean given physical ones.
///
/// The meaning of a raw value is taken from the data sheet's formulas in floating point, which drivers in integer
/// arithmetic do not share, and inverted by bisection.
///
/// Source: Bosch BST-BME280-DS002, "Compensation formulas in double precision floating point"; the calibration of
/// temperature and pressure is that of the worked example in Bosch BST-BMP280-DS001, "Calculating pressure and
/// temperature"; that of humidity is one that real chips have about.
final class Bme280Raw {
    private static final int MOST_20 = 0xFFFFF;
    private static final int MOST_16 = 0xFFFF;

    private static final int T1 = 27504;
    private static final int T2 = 26435;
    private static final int T3 = -1000;
    private static final int P1 = 36477;
    private static final int P2 = -10685;
    private static final int P3 = 3024;
    private static final int P4 = 2855;
    private static final int P5 = 140;
    private static final int P6 = -7;
    private static final int P7 = 15500;
    private static final int P8 = -14600;
    private static final int P9 = 6000;
    private static final int H1 = 75;
    private static final int H2 = 362;
    private static final int H3 = 0;
    private static final int H4 = 324;
    private static final int H5 = -50;
    private static final int H6 = 30;

    private Bme280Raw() {}

    /// Puts the calibration where it is in the chip ("Trimming parameter readout"), each word with its low byte
    /// first.
    static void calibrate(byte[] memory) {
        int[] words = {T1, T2, T3, P1, P2, P3, P4, P5, P6, P7, P8, P9};
        for (int i = 0; i < words.length; i++) {
            memory[0x88 + 2 * i] = (byte) words[i];
            memory[0x89 + 2 * i] = (byte) (words[i] >> 8);
        }
        memory[0xA1] = H1;
        int[] humidity = {H2, H2 >> 8, H3, H4 >> 4, H4 & 0xF | H5 << 4, H5 >> 4, H6};
        for (int i = 0; i < humidity.length; i++) {
            memory[0xE1 + i] = (byte) humidity[i];
        }
    }

    static int temperature(double celsius) {
        return rising(MOST_20, celsius, raw -> fine(raw) / 5120);
    }

    static int pressure(double pascals, int temperature) {
        double fine = fine(temperature);
        return rising(MOST_20, -pascals, raw -> -pascals(raw, fine));
    }

    static int humidity(double percent, int temperature) {
        double fine = fine(temperature);
        return rising(MOST_16, percent, raw -> percent(raw, fine));
    }

    /// Returns the raw value, 0 to `most`, whose meaning comes nearest to `wanted`; the meaning rises with it.
    private static int rising(int most, double wanted, IntToDoubleFunction meaning) {
        int below = 0;
        int above = most;
        while (above - below > 1) {
            int middle = below + above >>> 1;
            if (meaning.applyAsDouble(middle) < wanted) {
                below = middle;
            } else {
                above = middle;
            }
        }
        double under = Math.abs(meaning.applyAsDouble(below) - wanted);
        return under < Math.abs(meaning.applyAsDouble(above) - wanted) ? below : above;
    }

    private static double fine(int raw) {
        double offset = raw / 131072.0 - T1 / 8192.0;
        return (raw / 16384.0 - T1 / 1024.0) * T2 + offset * offset * T3;
    }

    private static double pascals(int raw, double fine) {
        double warmth = fine / 2 - 64000;
        double offset = (warmth * warmth * P6 / 32768 + warmth * P5 * 2) / 4 + P4 * 65536.0;
        double slope = (1 + (P3 * warmth * warmth / 524288 + P2 * warmth) / 524288 / 32768) * P1;
        double pressure = (1048576.0 - raw - offset / 4096) * 6250 / slope;
        return pressure + (P9 * pressure * pressure / 2147483648.0 + pressure * P8 / 32768 + P7) / 16;
    }

    private static double percent(int raw, double fine) {
        double warmth = fine - 76800;
        double humidity = (raw - (H4 * 64.0 + H5 / 16384.0 * warmth))
                * (H2 / 65536.0 * (1 + H6 / 67108864.0 * warmth * (1 + H3 / 67108864.0 * warmth)));
        return humidity * (1 - H1 * humidity / 524288);
    }
}
