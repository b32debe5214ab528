package dev.jumper.devices.barometer;

/// What a BME280 knows of its own humidity sensor, and what its raw values mean by it.
///
/// Source of names and arithmetic: Bosch BST-BME280-DS002, "Trimming parameter readout", "Compensation formulas",
/// in 32-bit integers.
record HumidityCalibration(int h1, int h2, int h3, int h4, int h5, int h6) {
    /// Where H1 is, and the first of the registers of the others, and their number.
    static final int H1 = 0xA1;

    static final int FIRST = 0xE1;
    static final int BYTES = 7;

    private static final int WETTEST = 419_430_400; // 100 % in the formula's fixed point

    static HumidityCalibration of(int h1, byte[] bytes) {
        int shared = bytes[4] & 0xFF; // holds the low bits of both H4 and H5
        return new HumidityCalibration(
                h1,
                bytes[1] << 8 | bytes[0] & 0xFF,
                bytes[2] & 0xFF,
                bytes[3] << 4 | shared & 0xF,
                bytes[5] << 4 | shared >> 4,
                bytes[6]);
    }

    /// Returns the relative humidity in per cent, in 1024ths, from a raw value of 16 bits and t_fine.
    double percent(int raw, int fine) {
        int warmth = fine - 76_800;
        int linear = (raw << 14) - (h4 << 20) - h5 * warmth + 16_384 >> 15;
        int slope = (warmth * h6 >> 10) * ((warmth * h3 >> 11) + 32_768) >> 10;
        int humidity = linear * ((slope + 2_097_152) * h2 + 8192 >> 14);
        humidity -= ((humidity >> 15) * (humidity >> 15) >> 7) * h1 >> 4;
        return (Math.clamp(humidity, 0, WETTEST) >> 12) / 1024.0;
    }
}
