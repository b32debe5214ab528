package dev.jumper.devices.expander;

import dev.jumper.hal.Banked;
import dev.jumper.hal.Pin;
import java.io.IOException;

/// One line of an expander. What is asked for wrongly is refused before any transfer.
final class ExpanderPin implements Pin, Banked {
    private final ExpanderBank bank;
    private final int line;
    private final int bit;

    ExpanderPin(ExpanderBank bank, int line) {
        this.bank = bank;
        this.line = line;
        this.bit = 1 << line;
    }

    /// Returns the name that the data sheet gives to `line`.
    static String name(int line) {
        return (line < 8 ? "GPA" : "GPB") + line % 8;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        switch (request) {
            case READ -> {
                return bank.read(bit) == 0 ? 0 : 1;
            }
            case WRITE -> {
                Pin.requireLevel(this, request, argument);
                bank.write(bit, argument == 0 ? 0 : bit);
            }
            case INPUT -> {
                requirePull(argument);
                bank.input(bit, argument == PULL_UP);
            }
            case OUTPUT -> {
                Pin.requireLevel(this, request, argument);
                bank.output(bit, argument);
            }
            case OPEN_DRAIN -> {
                Pin.requireLevel(this, request, argument);
                bank.openDrain(bit, argument);
            }
            default -> throw Pin.unknown(this, request);
        }
        return 0;
    }

    private void requirePull(int pull) {
        if (pull == PULL_DOWN) {
            throw new UnsupportedOperationException(
                    this + ": has no pull-down, only a pull-up; put a resistor to ground and ask for none");
        }
        if (pull != FLOATING && pull != PULL_UP) {
            throw new IllegalArgumentException(this + ": pull of INPUT (3) is " + pull + ", expected 0 none or 1 up");
        }
    }

    @Override
    public Bank bank() {
        return bank;
    }

    @Override
    public int line() {
        return line;
    }

    /// Returns which line this is, `GPA3 of MCP23017 at 0x20`.
    @Override
    public String toString() {
        return bank.nameOf(line);
    }
}
