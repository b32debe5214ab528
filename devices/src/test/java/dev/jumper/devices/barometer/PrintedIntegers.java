package dev.jumper.devices.barometer;

/// The integer formulas of Bosch BST-BME280-DS002, "Compensation formulas", a statement for each that is printed
/// there and its names: what the drivers compute has to be the same to the last bit.
final class PrintedIntegers {
    private PrintedIntegers() {}

    static int fine(PressureCalibration dig, int adcT) {
        int var1 = (((adcT >> 3) - (dig.t1() << 1)) * dig.t2()) >> 11;
        int var2 = (((((adcT >> 4) - dig.t1()) * ((adcT >> 4) - dig.t1())) >> 12) * dig.t3()) >> 14;
        return var1 + var2;
    }

    static int hundredths(int fine) {
        return (fine * 5 + 128) >> 8;
    }

    static long pascals256(PressureCalibration dig, int adcP, int fine) {
        long var1 = (long) fine - 128000;
        long var2 = var1 * var1 * (long) dig.p6();
        var2 = var2 + ((var1 * (long) dig.p5()) << 17);
        var2 = var2 + (((long) dig.p4()) << 35);
        var1 = ((var1 * var1 * (long) dig.p3()) >> 8) + ((var1 * (long) dig.p2()) << 12);
        var1 = ((((1L) << 47) + var1)) * ((long) dig.p1()) >> 33;
        if (var1 == 0) {
            return 0;
        }
        long p = 1048576 - adcP;
        p = (((p << 31) - var2) * 3125) / var1;
        var1 = (((long) dig.p9()) * (p >> 13) * (p >> 13)) >> 25;
        var2 = (((long) dig.p8()) * p) >> 19;
        return ((p + var1 + var2) >> 8) + (((long) dig.p7()) << 4);
    }

    static int percent1024(HumidityCalibration dig, int adcH, int fine) {
        int x = fine - 76800;
        x = (((((adcH << 14) - (dig.h4() << 20) - (dig.h5() * x)) + 16384) >> 15)
                * (((((((x * dig.h6()) >> 10) * (((x * dig.h3()) >> 11) + 32768)) >> 10) + 2097152) * dig.h2() + 8192)
                        >> 14));
        x = x - (((((x >> 15) * (x >> 15)) >> 7) * dig.h1()) >> 4);
        x = x < 0 ? 0 : x;
        x = x > 419430400 ? 419430400 : x;
        return x >> 12;
    }
}
