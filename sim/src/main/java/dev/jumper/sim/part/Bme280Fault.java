package dev.jumper.sim.part;

/// What a [Bme280Model] does wrong, until it is mended.
public sealed interface Bme280Fault {
    /// Nothing.
    record None() implements Bme280Fault {}

    /// Says that it is another chip, by the identity `id`, 0 to 0xFF.
    record WrongIdentity(int id) implements Bme280Fault {}

    /// Never has copied its calibration, after the next reset.
    record CopyingForEver() implements Bme280Fault {}

    /// Never ends a measurement.
    record MeasuringForEver() implements Bme280Fault {}

    /// Ends a measurement without having measured.
    record MeasuringNothing() implements Bme280Fault {}

    /// Has a calibration that was erased: every byte is `value`, 0 to 0xFF.
    record Erased(int value) implements Bme280Fault {}
}
