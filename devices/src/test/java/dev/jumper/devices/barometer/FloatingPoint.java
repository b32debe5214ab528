package dev.jumper.devices.barometer;

/// The compensation in double precision of Bosch BST-BME280-DS002, "Compensation formulas in double precision
/// floating point": what the drivers' integers have to come near.
final class FloatingPoint {
    private FloatingPoint() {}

    static double fine(PressureCalibration c, int raw) {
        double var1 = (raw / 16384.0 - c.t1() / 1024.0) * c.t2();
        double var2 = Math.pow(raw / 131072.0 - c.t1() / 8192.0, 2) * c.t3();
        return var1 + var2;
    }

    static double pascals(PressureCalibration c, int raw, double fine) {
        double var1 = fine / 2.0 - 64000.0;
        double var2 = var1 * var1 * c.p6() / 32768.0;
        var2 += var1 * c.p5() * 2.0;
        var2 = var2 / 4.0 + c.p4() * 65536.0;
        var1 = (c.p3() * var1 * var1 / 524288.0 + c.p2() * var1) / 524288.0;
        var1 = (1.0 + var1 / 32768.0) * c.p1();
        double p = 1048576.0 - raw;
        p = (p - var2 / 4096.0) * 6250.0 / var1;
        var1 = c.p9() * p * p / 2147483648.0;
        var2 = p * c.p8() / 32768.0;
        return p + (var1 + var2 + c.p7()) / 16.0;
    }

    static double percent(HumidityCalibration c, int raw, double fine) {
        double h = fine - 76800.0;
        h = (raw - (c.h4() * 64.0 + c.h5() / 16384.0 * h))
                * (c.h2() / 65536.0 * (1.0 + c.h6() / 67108864.0 * h * (1.0 + c.h3() / 67108864.0 * h)));
        h *= 1.0 - c.h1() * h / 524288.0;
        return Math.clamp(h, 0.0, 100.0);
    }
}
