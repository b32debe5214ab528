package dev.jumper.gpio;

import dev.jumper.gpio.linux.Calls;
import dev.jumper.gpio.mmio.Bcm2835;
import dev.jumper.gpio.mmio.Controller;
import dev.jumper.gpio.mmio.MappedRegisters;
import dev.jumper.gpio.mmio.Rp1;
import dev.jumper.hal.Banked;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// The registers of this Raspberry Pi's GPIO controller: pins by their GPIO numbers, all of them one bank.
///
/// Needs the right to open `/dev/gpiomem`, which members of the group `gpio` have; on a Raspberry Pi 5 it is
/// `/dev/gpiomem0`. Pins and bank are for one thread at a time, [#close] included; they
/// refuse to be used after it.
public final class GpioRegisters implements Banked.Bank, AutoCloseable {
    private static final int PAGE = 4096;

    private final String name;
    private final Controller controller;
    private final RegisterPin[] pins;
    private final Arena arena;
    private boolean open = true;

    GpioRegisters(String name, Controller controller, Arena arena) {
        this.name = name;
        this.controller = controller;
        this.arena = arena;
        pins = new RegisterPin[controller.lines()];
    }

    /// Maps the registers of the board that this program runs on.
    ///
    /// @throws IOException if this is no Raspberry Pi, or one with a controller that is not known here
    /// @throws GpioException if the registers are not there or not ours to open
    public static GpioRegisters open() throws IOException {
        var chip = RaspberryPi.detect().chip();
        return open(chip, Path.of(chip == RaspberryPi.Chip.BCM2712 ? "/dev/gpiomem0" : "/dev/gpiomem"));
    }

    /// Maps the registers of `chip` at `device`: where the board cannot be told or its device has another name, as
    /// in a container.
    ///
    /// @throws GpioException if the device is not there or not ours to open
    public static GpioRegisters open(RaspberryPi.Chip chip, Path device) throws IOException {
        var arena = Arena.ofShared();
        var calls = new Calls(arena);
        var memory = calls.map(device.toString(), chip == RaspberryPi.Chip.BCM2712 ? Rp1.SIZE : PAGE, arena);
        if (memory.isEmpty()) {
            arena.close();
            throw GpioException.of(
                    device.toString(),
                    calls.failure(),
                    "join the group that owns it (usermod -aG gpio $USER, then log in again)");
        }
        var registers = new MappedRegisters(memory.get());
        var controller = switch (chip) {
            case BCM2835 -> Bcm2835.of(registers, Ticks.system());
            case BCM2711 -> Bcm2835.of2711(registers, Ticks.system());
            case BCM2712 -> Rp1.of(registers);
        };
        return new GpioRegisters(device.toString(), controller, arena);
    }

    /// Returns the pin of this GPIO number, always the same object.
    ///
    /// @throws IllegalArgumentException if the controller has no such line
    public RegisterPin pin(int number) {
        requireLine(number);
        if (pins[number] == null) {
            pins[number] = new RegisterPin(this, controller, number);
        }
        return pins[number];
    }

    /// Returns what the line of this GPIO number is for: `input`, `output`, or what its data sheet calls another
    /// function, such as `alt0`. Changes nothing.
    ///
    /// @throws IllegalArgumentException if the controller has no such line
    public String function(int number) {
        requireLine(number);
        return controller.function(number);
    }

    private void requireLine(int number) {
        requireOpen();
        if (number < 0 || number >= pins.length) {
            throw new IllegalArgumentException(
                    "%s: GPIO is %d, expected 0 to %d".formatted(name, number, pins.length - 1));
        }
    }

    @Override
    public long read(long mask) {
        requireMask(mask);
        return controller.levels(mask);
    }

    /// Drives the lines of `mask`: first those that become high, then those that become low, one store each.
    @Override
    public void write(long mask, long levels) {
        requireMask(mask);
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            var pin = pins[Long.numberOfTrailingZeros(rest)];
            if (pin == null || !pin.isOutput()) {
                throw new IllegalStateException("%s GPIO%d: written in a bank while it is no output; make it one first"
                        .formatted(name, Long.numberOfTrailingZeros(rest)));
            }
        }
        controller.drive(mask & levels, mask & ~levels);
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException(name + ": is closed");
        }
    }

    private void requireMask(long mask) {
        requireOpen();
        if (mask >>> pins.length != 0) {
            throw new IllegalArgumentException(
                    "%s: mask 0x%x has lines beyond the last, which is %d".formatted(name, mask, pins.length - 1));
        }
    }

    /// Takes the mapping back; the lines stay as they are.
    @Override
    public void close() {
        if (open) {
            open = false;
            for (var pin : pins) {
                if (pin != null) {
                    pin.close();
                }
            }
            arena.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
