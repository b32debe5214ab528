package dev.jumper.gpio;

import dev.jumper.gpio.linux.Structs.LineFields;
import dev.jumper.gpio.linux.Uapi;
import dev.jumper.hal.Pull;
import java.time.Duration;

/// A line of a GPIO chip, as the kernel sees it now.
///
/// @param offset its number within the chip, from 0
/// @param name such as `GPIO17`; empty if it has none
/// @param consumer who uses it; empty if nobody does or nobody says
/// @param used whether somebody has requested it, or the kernel keeps it
/// @param output whether it is an output rather than an input
/// @param activeLow whether its user sees it inverted
/// @param openDrain whether it is driven low only
/// @param pull the resistor, as far as it was asked for
/// @param debounce how long a change must last to count, zero if at once
public record LineInfo(
        int offset,
        String name,
        String consumer,
        boolean used,
        boolean output,
        boolean activeLow,
        boolean openDrain,
        Pull pull,
        Duration debounce) {
    static LineInfo of(LineFields fields) {
        long flags = fields.flags();
        var pull = (flags & Uapi.PULL_UP) != 0 ? Pull.UP : (flags & Uapi.PULL_DOWN) != 0 ? Pull.DOWN : Pull.NONE;
        return new LineInfo(
                fields.offset(),
                fields.name(),
                fields.consumer(),
                (flags & Uapi.USED) != 0,
                (flags & Uapi.OUTPUT) != 0,
                (flags & Uapi.ACTIVE_LOW) != 0,
                (flags & Uapi.OPEN_DRAIN) != 0,
                pull,
                Duration.ofNanos(fields.debounceMicros() * 1000));
    }
}
