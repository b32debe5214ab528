package dev.jumper.bitbang;

/// The times of a 1-Wire bus at one speed, in nanoseconds.
///
/// Sources: Maxim application note 126, "1-Wire Communication Through Software", table "1-Wire Master Timing",
/// whose letters are given; for the limits the data sheets DS18B20, "AC Electrical Characteristics", and DS2431,
/// "Electrical Characteristics" (overdrive).
///
/// @param oneLow how long the line is low in a 1 and in a read (A)
/// @param sample from the falling edge to the sample of a read: before A + E, where a device's bit ceases to be
///     sure, by what the pins may take
/// @param latestSample until when after the falling edge a read is sure (tRDV; tMSR in overdrive)
/// @param slot how long a 1 or a read takes (A + B)
/// @param zeroLow how long the line is low in a 0 (C)
/// @param longestZero how long it may be (tLOW0)
/// @param recovery from the end of a 0 to the next slot (D)
/// @param resetLow how long the line is low in a reset (H)
/// @param longestReset how long it may be: in overdrive a longer one takes devices back to standard speed (tRSTL)
/// @param presence from the end of the reset to the sample of the presence pulse (I)
/// @param latestPresence until when that is sure: the earliest end of a presence pulse (tPDHIGH + tPDLOW, minima)
/// @param afterPresence from there to the first slot (J), and recovery (tREC) after that
record OneWireTimes(
        long oneLow,
        long sample,
        long latestSample,
        long slot,
        long zeroLow,
        long longestZero,
        long recovery,
        long resetLow,
        long longestReset,
        long presence,
        long latestPresence,
        long afterPresence) {
    static final OneWireTimes STANDARD = new OneWireTimes(
            6_000, 13_000, 15_000, 70_000, 60_000, 120_000, 10_000, 480_000, Long.MAX_VALUE, 70_000, 75_000, 415_000);

    static final OneWireTimes OVERDRIVE =
            new OneWireTimes(1_000, 1_700, 2_000, 8_500, 7_500, 16_000, 2_500, 70_000, 80_000, 8_500, 10_000, 40_000);
}
