package dev.jumper.gpio;

import dev.jumper.gpio.mmio.Controller;
import dev.jumper.hal.Banked;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;

/// A line of a Raspberry Pi, read and driven through the registers of its controller: one store an edge, a few
/// nanoseconds, and nothing allocated.
///
/// An open-drain line is driven low by being an output, and released by being an input without a resistor. There
/// are no edges to capture: what needs them takes a [GpioLine]. The kernel knows nothing of a line that is used
/// like this, and refuses nobody else; the line stays as it is when the program ends.
public final class RegisterPin implements Pin, Banked {
    private static final Pull[] PULLS = Pull.values();

    private enum State {
        UNKNOWN,
        INPUT,
        OUTPUT,
        OPEN_DRAIN
    }

    private final GpioRegisters owner;
    private final Controller controller;
    private final int line;
    private final long mask;
    private State state = State.UNKNOWN;

    RegisterPin(GpioRegisters owner, Controller controller, int line) {
        this.owner = owner;
        this.controller = controller;
        this.line = line;
        mask = 1L << line;
    }

    @Override
    public int ioctl(int request, int argument) {
        switch (request) {
            case READ -> {
                return controller.levels(mask) == 0 ? 0 : 1;
            }
            case WRITE -> {
                Pin.requireLevel(this, request, argument);
                write(argument);
            }
            case INPUT -> input(argument);
            case OUTPUT -> {
                Pin.requireLevel(this, request, argument);
                drive(argument);
                controller.output(line);
                state = State.OUTPUT;
            }
            case OPEN_DRAIN -> {
                Pin.requireLevel(this, request, argument);
                state = State.OPEN_DRAIN;
                controller.pull(line, Pull.NONE);
                write(argument);
            }
            default -> throw Pin.unknown(this, request);
        }
        return 0;
    }

    private void write(int level) {
        if (state == State.OUTPUT) {
            drive(level);
        } else if (state == State.OPEN_DRAIN) {
            if (level == 0) {
                drive(0);
                controller.output(line);
            } else {
                controller.input(line);
            }
        } else {
            throw new IllegalStateException(this + ": written while it is an input; make it an output first");
        }
    }

    private void drive(int level) {
        controller.drive(level == 0 ? 0 : mask, level == 0 ? mask : 0);
    }

    private void input(int pull) {
        Pin.requirePull(this, pull);
        controller.input(line);
        controller.pull(line, PULLS[pull]);
        state = State.INPUT;
    }

    /// Tells whether the line can be driven together with others.
    boolean isOutput() {
        return state == State.OUTPUT;
    }

    @Override
    public Bank bank() {
        return owner;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public String toString() {
        return owner + " GPIO" + line;
    }
}
