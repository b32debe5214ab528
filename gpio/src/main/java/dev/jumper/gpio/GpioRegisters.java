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

/// The registers of this Raspberry Pi's GPIO controller: pins by their GPIO numbers, all of them one bank.
///
/// Needs the right to open `/dev/gpiomem`, which members of the group `gpio` have; on a Raspberry Pi 5 it is
/// `/dev/gpiomem0`. Pins and bank are for one thread at a time, and must not be used after [#close].
public final class GpioRegisters implements Banked.Bank, AutoCloseable {
    private static final int PAGE = 4096;

    private final String name;
    private final Controller controller;
    private final RegisterPin[] pins;
    private final Arena arena;

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
        return open(RaspberryPi.detect(), Ticks.system());
    }

    private static GpioRegisters open(RaspberryPi board, Ticks ticks) throws IOException {
        boolean rp1 = board.chip() == RaspberryPi.Chip.BCM2712;
        String device = rp1 ? "/dev/gpiomem0" : "/dev/gpiomem";
        var arena = Arena.ofShared();
        var calls = new Calls(arena);
        var memory = calls.map(device, rp1 ? Rp1.SIZE : PAGE, arena);
        if (memory.isEmpty()) {
            arena.close();
            throw GpioException.of(
                    device, calls.failure(), "join the group that owns it (usermod -aG gpio $USER, then log in again)");
        }
        var registers = new MappedRegisters(memory.get());
        var controller = switch (board.chip()) {
            case BCM2835 -> Bcm2835.of(registers, ticks);
            case BCM2711 -> Bcm2835.of2711(registers, ticks);
            case BCM2712 -> Rp1.of(registers);
        };
        return new GpioRegisters(device, controller, arena);
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

    private void requireMask(long mask) {
        if (mask >>> pins.length != 0) {
            throw new IllegalArgumentException(
                    "%s: mask 0x%x has lines beyond the last, which is %d".formatted(name, mask, pins.length - 1));
        }
    }

    /// Takes the mapping back; the lines stay as they are.
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
