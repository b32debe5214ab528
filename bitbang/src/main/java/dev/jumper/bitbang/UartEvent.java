package dev.jumper.bitbang;

/// What came over an asynchronous serial line.
public sealed interface UartEvent {
    /// A good character.
    ///
    /// @param value its data bits
    record Character(int value) implements UartEvent {}

    /// A character whose parity bit does not fit its data bits.
    ///
    /// @param value the data bits as they came
    record BadParity(int value) implements UartEvent {}

    /// A character with a low line where the stop bit has to be: noise, or another speed or format.
    ///
    /// @param value the data bits as they came
    record BadFrame(int value) implements UartEvent {}

    /// The line was low for a whole character or longer.
    record Break() implements UartEvent {}

    /// This machine was too slow or paused, and an unknown number of characters was lost.
    record Missed() implements UartEvent {}
}
