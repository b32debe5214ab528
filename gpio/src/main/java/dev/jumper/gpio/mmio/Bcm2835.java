package dev.jumper.gpio.mmio;

import dev.jumper.hal.Pull;
import dev.jumper.hal.time.Ticks;

/// The controller of BCM2835, 2836, 2837 and 2711: Raspberry Pi 1 to 4, Zero and 400.
///
/// A level that is written while a line is an input is the one it has as soon as it is an output ("BCM2835 ARM
/// Peripherals", "GPIO Pin Output Set Registers").
public final class Bcm2835 implements Controller {
    /// Lines of banks 0 and 1; those from 46 up are wired to the board's own memory card.
    private static final int LINES = 54;

    private static final int FUNCTION = 0x00; // GPFSEL0, "Register View", also the next
    private static final int SET = 0x1C; // GPSET0
    private static final int CLEAR = 0x28; // GPCLR0
    private static final int LEVEL = 0x34; // GPLEV0
    private static final int PULL = 0x94; // GPPUD
    private static final int PULL_CLOCK = 0x98; // GPPUDCLK0
    private static final int PULL_2711 = 0xE4; // GPIO_PUP_PDN_CNTRL_REG0, "BCM2711 ARM Peripherals"

    private static final int PER_FUNCTION_REGISTER = 10;
    private static final int INPUT = 0b000; // "GPIO Alternate function select register", also the next
    private static final int OUTPUT = 0b001;
    private static final String[] FUNCTIONS = {"input", "output", "alt5", "alt4", "alt0", "alt1", "alt2", "alt3"};

    /// "Wait 150 cycles" of a core clock of 250 MHz or more ("GPIO Pull-up/down Clock Registers").
    private static final long SETTLE_NANOS = 1_000;

    private final Registers registers;
    private final boolean resistorsIn2711;
    private final Ticks ticks;

    private Bcm2835(Registers registers, boolean resistorsIn2711, Ticks ticks) {
        this.registers = registers;
        this.resistorsIn2711 = resistorsIn2711;
        this.ticks = ticks;
    }

    /// Returns the controller of BCM2835, 2836 and 2837.
    public static Bcm2835 of(Registers registers, Ticks ticks) {
        return new Bcm2835(registers, false, ticks);
    }

    /// Returns the controller of BCM2711, whose resistors have registers of their own.
    public static Bcm2835 of2711(Registers registers, Ticks ticks) {
        return new Bcm2835(registers, true, ticks);
    }

    @Override
    public int lines() {
        return LINES;
    }

    @Override
    public long levels(long mask) {
        long levels = 0;
        if ((int) mask != 0) {
            levels = Integer.toUnsignedLong(registers.read(LEVEL));
        }
        if (mask >>> 32 != 0) {
            levels |= (long) registers.read(LEVEL + 4) << 32;
        }
        return levels & mask;
    }

    @Override
    public String function(int line) {
        int register = FUNCTION + line / PER_FUNCTION_REGISTER * 4;
        return FUNCTIONS[registers.read(register) >>> line % PER_FUNCTION_REGISTER * 3 & 0b111];
    }

    @Override
    public void drive(long high, long low) {
        write(SET, high);
        write(CLEAR, low);
    }

    @Override
    public Registers registers() {
        return registers;
    }

    @Override
    public int setRegister(int line) {
        return SET + line / 32 * 4;
    }

    @Override
    public int clearRegister(int line) {
        return CLEAR + line / 32 * 4;
    }

    /// Writes the bits of two registers that follow each other; a bit that is 0 does nothing there.
    private void write(int register, long bits) {
        if ((int) bits != 0) {
            registers.write(register, (int) bits);
        }
        if (bits >>> 32 != 0) {
            registers.write(register + 4, (int) (bits >>> 32));
        }
    }

    @Override
    public void input(int line) {
        function(line, INPUT);
    }

    @Override
    public void output(int line) {
        function(line, OUTPUT);
    }

    private void function(int line, int code) {
        int register = FUNCTION + line / PER_FUNCTION_REGISTER * 4;
        int shift = line % PER_FUNCTION_REGISTER * 3;
        int value = registers.read(register);
        int changed = value & ~(0b111 << shift) | code << shift;
        if (changed != value) {
            registers.write(register, changed);
        }
    }

    @Override
    public void pull(int line, Pull pull) {
        if (resistorsIn2711) {
            int register = PULL_2711 + line / 16 * 4;
            int shift = line % 16 * 2;
            int code = switch (pull) {
                case NONE -> 0b00;
                case UP -> 0b01;
                case DOWN -> 0b10;
            };
            registers.write(register, registers.read(register) & ~(0b11 << shift) | code << shift);
            return;
        }
        int code = switch (pull) {
            case NONE -> 0b00;
            case DOWN -> 0b01;
            case UP -> 0b10;
        };
        int clock = PULL_CLOCK + line / 32 * 4;
        registers.write(PULL, code);
        ticks.delay(SETTLE_NANOS);
        registers.write(clock, 1 << line % 32);
        ticks.delay(SETTLE_NANOS);
        registers.write(PULL, 0);
        registers.write(clock, 0);
    }
}
