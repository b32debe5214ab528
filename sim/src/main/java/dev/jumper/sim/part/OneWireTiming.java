package dev.jumper.sim.part;

/// When a 1-Wire device does what, in nanoseconds.
///
/// @param resetNanos how long the line must be low for a reset
/// @param presenceDelayNanos from the end of the reset to the presence pulse
/// @param presenceNanos how long the presence pulse is
/// @param sampleNanos from the beginning of a slot to where the device samples the master's bit
/// @param holdNanos from the beginning of a slot to where the device lets go after sending a 0
/// @param othersNanos from the end of the reset to where the last device may end its presence pulse
public record OneWireTiming(
        long resetNanos,
        long presenceDelayNanos,
        long presenceNanos,
        long sampleNanos,
        long holdNanos,
        long othersNanos) {
    /// Standard speed; within DS18B20, "AC Electrical Characteristics": reset from 480 µs, presence after 15 to 60
    /// µs for 60 to 240 µs, sampling at 15 to 60 µs, a 0 valid for 15 µs at least and over within the slot of 60
    /// µs.
    public static final OneWireTiming STANDARD = new OneWireTiming(480_000, 30_000, 120_000, 30_000, 30_000, 300_000);

    /// Overdrive speed; within DS2431, "Electrical Characteristics": reset 48 to 80 µs, presence after 2 to 6 µs
    /// for 8 to 24 µs, sampling at 2 to 6 µs, a 0 over within the slot of 6 µs.
    public static final OneWireTiming OVERDRIVE = new OneWireTiming(48_000, 3_000, 12_000, 3_000, 4_000, 30_000);

    /// Returns these times with another presence pulse.
    public OneWireTiming withPresence(long delayNanos, long nanos) {
        return new OneWireTiming(resetNanos, delayNanos, nanos, sampleNanos, holdNanos, othersNanos);
    }

    /// Returns these times with another moment of sampling, and another end of a 0 sent.
    public OneWireTiming withSlot(long sampledAt, long heldFor) {
        return new OneWireTiming(resetNanos, presenceDelayNanos, presenceNanos, sampledAt, heldFor, othersNanos);
    }
}
