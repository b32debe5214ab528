package dev.jumper.gpio;

import dev.jumper.gpio.mmio.Controller;
import dev.jumper.gpio.mmio.Registers;
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
        OPEN_DRAIN,
        CLOSED
    }

    private final GpioRegisters owner;
    private final Controller controller;
    private final Registers registers;
    private final int line;
    private final int set;
    private final int clear;
    private final int bit;
    private State state = State.UNKNOWN;
    /// Whether it is an output: what a write, which is one store, asks first.
    private boolean driven;

    RegisterPin(GpioRegisters owner, Controller controller, int line) {
        this.owner = owner;
        this.controller = controller;
        this.line = line;
        registers = controller.registers();
        set = controller.setRegister(line);
        clear = controller.clearRegister(line);
        bit = 1 << line; // of 32 lines a register: shifts count modulo 32
    }

    @Override
    public int ioctl(int request, int argument) {
        switch (request) {
            case READ -> {
                requireOpen();
                return controller.levels(1L << line) == 0 ? 0 : 1;
            }
            case WRITE -> {
                if (driven && (argument & ~1) == 0) {
                    drive(argument);
                } else {
                    Pin.requireLevel(this, request, argument);
                    release(argument);
                }
            }
            case INPUT -> input(argument);
            case OUTPUT -> {
                Pin.requireLevel(this, request, argument);
                requireOpen();
                drive(argument);
                controller.output(line);
                become(State.OUTPUT);
            }
            case OPEN_DRAIN -> {
                Pin.requireLevel(this, request, argument);
                requireOpen();
                become(State.OPEN_DRAIN);
                controller.pull(line, Pull.NONE);
                release(argument);
            }
            default -> throw Pin.unknown(this, request);
        }
        return 0;
    }

    private void drive(int level) {
        registers.write(level == 0 ? clear : set, bit);
    }

    /// Writes a line that is driven low or not at all.
    private void release(int level) {
        requireOpen();
        if (state != State.OPEN_DRAIN) {
            throw new IllegalStateException(this + ": written while it is an input; make it an output first");
        }
        if (level == 0) {
            drive(0);
            controller.output(line);
        } else {
            controller.input(line);
        }
    }

    private void input(int pull) {
        Pin.requirePull(this, pull);
        requireOpen();
        controller.input(line);
        controller.pull(line, PULLS[pull]);
        become(State.INPUT);
    }

    private void become(State now) {
        state = now;
        driven = now == State.OUTPUT;
    }

    private void requireOpen() {
        if (state == State.CLOSED) {
            throw new IllegalStateException(this + ": is closed");
        }
    }

    /// Keeps the line from being used: its registers are about to go.
    void close() {
        become(State.CLOSED);
    }

    /// Tells whether the line can be driven together with others.
    boolean isOutput() {
        return driven;
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
