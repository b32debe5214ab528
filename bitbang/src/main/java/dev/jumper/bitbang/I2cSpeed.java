package dev.jumper.bitbang;

/// How fast an I2C bus runs: the shortest times that its lines keep, in nanoseconds.
///
/// Source: NXP UM10204 "I2C-bus specification and user manual", table "Characteristics of the SDA and SCL bus
/// lines for Standard, Fast, and Fast-mode Plus I2C-bus devices". What a mode's period has beyond its minima is
/// shared by both halves of the clock.
///
/// @param low how long SCL is low (tLOW)
/// @param high how long SCL is high (tHIGH)
/// @param startSetup from SCL high to a repeated start (tSU;STA)
/// @param startHold from a start to SCL low (tHD;STA)
/// @param dataHold from SCL low to a change of SDA (tHD;DAT), part of `low`; the table asks for none, but its
///     note for 300 ns where the edges of SCL are slow
/// @param stopSetup from SCL high to a stop (tSU;STO)
/// @param busFree from a stop to the next start (tBUF)
public record I2cSpeed(
        long low, long high, long startSetup, long startHold, long dataHold, long stopSetup, long busFree) {
    /// Standard mode, up to 100 kHz.
    public static final I2cSpeed STANDARD = hertz(100_000);

    /// Fast mode, up to 400 kHz.
    public static final I2cSpeed FAST = hertz(400_000);

    /// Fast-mode plus, up to 1 MHz.
    public static final I2cSpeed FAST_PLUS = hertz(1_000_000);

    /// No wait at all; for simulated chips, and for pins that are slow themselves.
    public static final I2cSpeed UNLIMITED = new I2cSpeed(0, 0, 0, 0, 0, 0, 0);

    /// Checks the ranges.
    public I2cSpeed {
        if (Math.min(Math.min(Math.min(low, high), Math.min(startSetup, startHold)), Math.min(stopSetup, busFree))
                < 0) {
            throw new IllegalArgumentException("I2C times are %d, %d, %d, %d, %d and %d ns, expected 0 or more"
                    .formatted(low, high, startSetup, startHold, stopSetup, busFree));
        }
        if (dataHold < 0 || dataHold > low) {
            throw new IllegalArgumentException(
                    "I2C data hold time is %d ns, expected 0 to the %d ns that SCL is low".formatted(dataHold, low));
        }
    }

    /// Returns a clock of at most `hertz`, with the times of the slowest mode that allows it.
    ///
    /// @param hertz 1 to 1,000,000
    public static I2cSpeed hertz(long hertz) {
        if (hertz < 1 || hertz > 1_000_000) {
            throw new IllegalArgumentException(
                    "I2C speed is " + hertz + " Hz, expected 1 to 1000000; I2cSpeed.UNLIMITED waits for nothing");
        }
        var minima = minima(hertz);
        long spare = Math.ceilDiv(1_000_000_000, hertz) - minima.low - minima.high;
        return new I2cSpeed(
                minima.low + Math.ceilDiv(spare, 2),
                minima.high + spare / 2,
                minima.startSetup,
                minima.startHold,
                minima.dataHold,
                minima.stopSetup,
                minima.busFree);
    }

    private static I2cSpeed minima(long hertz) {
        if (hertz <= 100_000) {
            return new I2cSpeed(4700, 4000, 4700, 4000, 300, 4000, 4700);
        }
        if (hertz <= 400_000) {
            return new I2cSpeed(1300, 600, 600, 600, 300, 600, 1300);
        }
        return new I2cSpeed(500, 260, 260, 260, 120, 260, 500); // SCL falls in 120 ns at most
    }
}
