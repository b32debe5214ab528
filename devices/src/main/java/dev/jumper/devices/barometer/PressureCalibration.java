package dev.jumper.devices.barometer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// What a BME280 or BMP280 knows of its own temperature and pressure sensors, and what their raw values mean by it.
///
/// Source of names and arithmetic: Bosch BST-BME280-DS002, "Trimming parameter readout", "Compensation formulas",
/// in 32-bit integers for temperature and 64-bit ones for pressure.
record PressureCalibration(
        int t1, int t2, int t3, int p1, int p2, int p3, int p4, int p5, int p6, int p7, int p8, int p9) {
    /// The first of its registers, and their number: twelve words, the low byte first.
    static final int FIRST = 0x88;

    static final int BYTES = 24;

    static PressureCalibration of(byte[] bytes) {
        var words = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        return new PressureCalibration(
                Short.toUnsignedInt(words.getShort()),
                words.getShort(),
                words.getShort(),
                Short.toUnsignedInt(words.getShort()),
                words.getShort(),
                words.getShort(),
                words.getShort(),
                words.getShort(),
                words.getShort(),
                words.getShort(),
                words.getShort(),
                words.getShort());
    }

    /// Tells whether this can be a calibration: erased or shorted memory has all zeros or all ones, and pressure is
    /// divided by P1.
    boolean isPlausible() {
        return t1 != 0 && t1 != 0xFFFF && p1 != 0 && p1 != 0xFFFF;
    }

    /// Returns the temperature as the other formulas want it, t_fine, from a raw value of 20 bits.
    int fine(int raw) {
        int linear = ((raw >> 3) - (t1 << 1)) * t2 >> 11;
        int offset = (raw >> 4) - t1;
        return linear + ((offset * offset >> 12) * t3 >> 14);
    }

    /// Returns degrees Celsius, in hundredths.
    static double celsius(int fine) {
        return (fine * 5 + 128 >> 8) / 100.0;
    }

    /// Returns the pressure in pascals, in 256ths, from a raw value of 20 bits.
    double pascals(int raw, int fine) {
        long warmth = fine - 128_000L;
        long offset = warmth * warmth * p6 + (warmth * p5 << 17) + ((long) p4 << 35);
        long slope = (warmth * warmth * p3 >> 8) + (warmth * p2 << 12);
        slope = ((1L << 47) + slope) * p1 >> 33;
        if (slope == 0) {
            return 0; // as the data sheet has it, to avoid a division by zero
        }
        long pressure = ((1_048_576L - raw << 31) - offset) * 3125 / slope;
        long square = p9 * (pressure >> 13) * (pressure >> 13) >> 25;
        long linear = p8 * pressure >> 19;
        return ((pressure + square + linear >> 8) + ((long) p7 << 4)) / 256.0;
    }
}
