package dev.jumper.gpio;

import dev.jumper.gpio.linux.Uapi;
import dev.jumper.hal.Pull;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;

/// How lines are requested from the kernel.
///
/// @param consumer who the kernel says uses them, at most 31 bytes of UTF-8
/// @param start what they are from the first moment on
/// @param activeLow whether low is 1 and high is 0
/// @param debounce how long a change must last to count, zero to count every one; at most 4294 s, in microseconds
/// @param events how many edges the kernel keeps until they are taken, 1 to 1024 for each line
public record LineOptions(String consumer, Start start, boolean activeLow, Duration debounce, int events) {
    /// Inputs as they are now, without inversion; the kernel keeps 1024 edges of each, ten frames of a DHT sensor.
    public static final LineOptions DEFAULT =
            new LineOptions("jumper", new Start.Input(Pull.NONE), false, Duration.ZERO, 1024);

    private static final int MOST_EVENTS = 1024;

    /// What lines are when they are requested.
    public sealed interface Start {
        /// An input with this resistor.
        record Input(Pull pull) implements Start {}

        /// An output, driven to this level without a glitch.
        record Output(boolean high) implements Start {}

        /// Open-drain, released or driven low.
        record OpenDrain(boolean released) implements Start {}

        /// Whatever it is already; it can be read, and becomes something else when it is told to.
        record AsIs() implements Start {}
    }

    /// Checks the ranges.
    public LineOptions {
        Objects.requireNonNull(start);
        if (consumer.getBytes(StandardCharsets.UTF_8).length >= Uapi.NAME_SIZE || consumer.indexOf(0) >= 0) {
            throw new IllegalArgumentException(
                    "consumer of a line is \"%s\", expected at most 31 bytes of text".formatted(consumer));
        }
        if (debounce.isNegative() || debounce.toNanos() / 1000 > 0xFFFF_FFFFL) {
            throw new IllegalArgumentException(
                    "debouncing of a line takes %s, expected 0 to 4294 s".formatted(debounce));
        }
        if (events < 1 || events > MOST_EVENTS) {
            throw new IllegalArgumentException("kept edges of a line are " + events + ", expected 1 to 1024");
        }
    }

    /// Returns these options for somebody else.
    public LineOptions consumer(String name) {
        return new LineOptions(name, start, activeLow, debounce, events);
    }

    /// Returns these options for inputs with the resistor `pull`.
    public LineOptions input(Pull pull) {
        return new LineOptions(consumer, new Start.Input(pull), activeLow, debounce, events);
    }

    /// Returns these options for outputs that start high or low.
    public LineOptions output(boolean high) {
        return new LineOptions(consumer, new Start.Output(high), activeLow, debounce, events);
    }

    /// Returns these options for open-drain lines that start released or low.
    public LineOptions openDrain(boolean released) {
        return new LineOptions(consumer, new Start.OpenDrain(released), activeLow, debounce, events);
    }

    /// Returns these options for lines that stay what they are.
    public LineOptions asIs() {
        return new LineOptions(consumer, new Start.AsIs(), activeLow, debounce, events);
    }

    /// Returns these options with low as 1.
    public LineOptions inverted() {
        return new LineOptions(consumer, start, true, debounce, events);
    }

    /// Returns these options with changes ignored until they have lasted for `time`.
    public LineOptions debounced(Duration time) {
        return new LineOptions(consumer, start, activeLow, time, events);
    }

    /// Returns these options with `count` edges kept for each line.
    public LineOptions keeping(int count) {
        return new LineOptions(consumer, start, activeLow, debounce, count);
    }
}
