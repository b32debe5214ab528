package dev.jumper.gpio.mmio;

import dev.jumper.hal.Pull;

/// The controller of RP1, the Raspberry Pi 5's: bank 0, whose 28 lines are on the header.
public final class Rp1 implements Controller {
    /// How much of the device is to be mapped.
    public static final int SIZE = 0x30000;

    private static final int LINES = 28;

    private static final int CONTROL = 0x04; // IO_BANK0: GPIO0_CTRL, "GPIO functions", each 8 bytes on
    private static final int FUNCTION_MASK = 0x1F;
    private static final int SYS_RIO = 5;
    private static final int FUNCTION_NONE = 31;

    private static final int RIO = 0x10000; // SYS_RIO0, "RIO"
    private static final int OUT = RIO;
    private static final int OUTPUT_ENABLE = RIO + 0x04;
    private static final int IN = RIO + 0x08;
    private static final int SET = 0x2000; // "Atomic register access": the same registers at other addresses
    private static final int CLEAR = 0x3000;

    private static final int PAD = 0x20000 + 0x04; // PADS_BANK0: GPIO0, "Pads", each 4 bytes on
    private static final int OUTPUT_DISABLE = 1 << 7;
    private static final int INPUT_ENABLE = 1 << 6;
    private static final int PULL_UP = 1 << 3;
    private static final int PULL_DOWN = 1 << 2;

    private final Registers registers;

    private Rp1(Registers registers) {
        this.registers = registers;
    }

    /// Returns the controller over its registers, of which there are [#SIZE] bytes.
    public static Rp1 of(Registers registers) {
        return new Rp1(registers);
    }

    @Override
    public int lines() {
        return LINES;
    }

    @Override
    public long levels(long mask) {
        return registers.read(IN) & mask;
    }

    @Override
    public String function(int line) {
        int function = registers.read(CONTROL + 8 * line) & FUNCTION_MASK;
        return switch (function) {
            case SYS_RIO -> (registers.read(OUTPUT_ENABLE) >>> line & 1) == 0 ? "input" : "output";
            case FUNCTION_NONE -> "none";
            default -> "alt" + function;
        };
    }

    @Override
    public void drive(long high, long low) {
        if (high != 0) {
            registers.write(OUT + SET, (int) high);
        }
        if (low != 0) {
            registers.write(OUT + CLEAR, (int) low);
        }
    }

    @Override
    public Registers registers() {
        return registers;
    }

    @Override
    public int setRegister(int line) {
        return OUT + SET;
    }

    @Override
    public int clearRegister(int line) {
        return OUT + CLEAR;
    }

    @Override
    public void input(int line) {
        registers.write(OUTPUT_ENABLE + CLEAR, 1 << line);
        attach(line);
    }

    @Override
    public void output(int line) {
        registers.write(OUTPUT_ENABLE + SET, 1 << line);
        attach(line);
    }

    /// Gives the line to the registers, its pad open both ways, so that an output can be read back.
    private void attach(int line) {
        int pad = PAD + 4 * line;
        registers.write(pad, registers.read(pad) & ~OUTPUT_DISABLE | INPUT_ENABLE);
        int control = CONTROL + 8 * line;
        int value = registers.read(control);
        if ((value & FUNCTION_MASK) != SYS_RIO) {
            registers.write(control, value & ~FUNCTION_MASK | SYS_RIO);
        }
    }

    @Override
    public void pull(int line, Pull pull) {
        int pad = PAD + 4 * line;
        int bits = switch (pull) {
            case NONE -> 0;
            case UP -> PULL_UP;
            case DOWN -> PULL_DOWN;
        };
        registers.write(pad, registers.read(pad) & ~(PULL_UP | PULL_DOWN) | bits);
    }
}
