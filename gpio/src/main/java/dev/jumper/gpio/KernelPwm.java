package dev.jumper.gpio;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/// A PWM channel of the kernel, in `/sys/class/pwm/pwmchipN`: pulses that the hardware makes by itself.
///
/// Opening exports the channel, closing stops it and gives it back. Used by one thread at a time.
///
/// Source: Linux kernel documentation, "Pulse Width Modulation (PWM) interface", "Using PWMs with the sysfs
/// interface".
public final class KernelPwm implements AutoCloseable {
    private static final Path CHIPS = Path.of("/sys/class/pwm");

    private final Path chip;
    private final int number;
    private final Path channel;
    private Duration period = Duration.ZERO;
    private boolean open = true;

    private KernelPwm(Path chip, int number) {
        this.chip = chip;
        this.number = number;
        channel = chip.resolve("pwm" + number);
    }

    /// Opens channel `number` of the chip `pwmchipN`, both from 0.
    ///
    /// @throws IOException if there is no such channel, or it is not ours to use
    public static KernelPwm open(int chip, int number) throws IOException {
        return open(CHIPS, chip, number);
    }

    static KernelPwm open(Path chips, int chip, int number) throws IOException {
        var pwm = new KernelPwm(chips.resolve("pwmchip" + chip), number);
        if (!Files.isDirectory(pwm.chip)) {
            throw new IOException("PWM: " + pwm.chip
                    + " is not there; on a Raspberry Pi put dtoverlay=pwm into config.txt and restart");
        }
        int count = Integer.parseInt(Files.readString(pwm.chip.resolve("npwm")).strip());
        if (number < 0 || number >= count) {
            throw new IllegalArgumentException(
                    "%s: channel is %d, expected 0 to %d".formatted(pwm.chip, number, count - 1));
        }
        if (!Files.isDirectory(pwm.channel)) {
            write(pwm.chip.resolve("export"), number);
        }
        return pwm;
    }

    /// Makes pulses of `width`, one every `period`, from now on; a width of zero is low, one of a period high.
    ///
    /// @throws IllegalArgumentException if the width is not within the period
    public void pulse(Duration every, Duration width) throws IOException {
        if (!open) {
            throw new IllegalStateException(channel + ": is closed");
        }
        if (every.compareTo(Duration.ZERO) <= 0 || width.isNegative() || width.compareTo(every) > 0) {
            throw new IllegalArgumentException("%s: pulse of %s every %s, expected a width within a period above 0"
                    .formatted(channel, width, every));
        }
        // the kernel refuses a width that is ever longer than the period
        if (every.compareTo(period) < 0) {
            write(channel.resolve("duty_cycle"), 0);
        }
        write(channel.resolve("period"), every.toNanos());
        write(channel.resolve("duty_cycle"), width.toNanos());
        write(channel.resolve("enable"), 1);
        period = every;
    }

    /// Ends the pulses.
    public void stop() throws IOException {
        if (!open) {
            throw new IllegalStateException(channel + ": is closed");
        }
        write(channel.resolve("enable"), 0);
    }

    private static void write(Path file, long value) throws IOException {
        try {
            Files.writeString(file, Long.toString(value));
        } catch (AccessDeniedException e) {
            throw new IOException(
                    "PWM: " + file + " may not be written; join the group that owns it, or have a udev rule give it",
                    e);
        }
    }

    /// Ends the pulses and gives the channel back; does nothing the second time.
    @Override
    public void close() throws IOException {
        if (open) {
            if (Files.isDirectory(channel)) {
                stop();
                write(chip.resolve("unexport"), number);
            }
            open = false;
        }
    }

    @Override
    public String toString() {
        return channel.toString();
    }
}
