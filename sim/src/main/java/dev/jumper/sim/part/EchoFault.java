package dev.jumper.sim.part;

/// What an [EchoRanger] does wrong in a measurement.
public sealed interface EchoFault {
    /// Nothing.
    record None() implements EchoFault {}

    /// Does not answer the trigger, as if it were not there.
    record Silent() implements EchoFault {}

    /// Hears no echo, and ends its pulse after 38 ms.
    record OutOfRange() implements EchoFault {}

    /// Never ends its pulse, until [EchoRanger#letGo].
    record NeverEnding() implements EchoFault {}
}
