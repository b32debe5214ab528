package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Terminal;
import java.util.Arrays;

/// An MCP23017, sixteen lines on nets of the circuit, for an [I2cTarget] at 0x20 to 0x27. It starts as after
/// power-up: all lines inputs.
///
/// Source: "MCP23017/MCP23S17 16-Bit I/O Expander with Serial Interface" (Microchip DS20001952), "Register
/// Addresses", "Byte Mode and Sequential Mode", "I/O Expander Configuration Register", "Interrupt Logic".
public final class Mcp23017Model implements I2cChip {
    private static final int IODIR = 0;
    private static final int IPOL = 1;
    private static final int GPINTEN = 2;
    private static final int DEFVAL = 3;
    private static final int INTCON = 4;
    private static final int IOCON = 5;
    private static final int GPPU = 6;
    private static final int INTF = 7;
    private static final int INTCAP = 8;
    private static final int GPIO = 9;
    private static final int OLAT = 10;
    private static final int COUNT = 11;
    private static final int BANKED = 0x80;
    private static final int MIRROR = 0x40;
    private static final int BYTE_MODE = 0x20;
    private static final int OPEN_DRAIN = 0x04;
    private static final int ACTIVE_HIGH = 0x02;
    private static final int UNUSED = 0x01;

    private final String prefix;
    private final int[][] registers = new int[COUNT][2];
    private final int[] reference = new int[2];
    private final Terminal[] lines = new Terminal[16];
    private final Terminal[] interrupts = new Terminal[2];
    private boolean pointerComes;
    private int pointer;

    private Mcp23017Model(String prefix) {
        this.prefix = prefix;
        powerUp();
    }

    /// Returns a chip whose lines are the nets `prefix` + `A0` to `A7` and `B0` to `B7`, and its interrupts
    /// `prefix` + `INTA` and `INTB`.
    public static Mcp23017Model on(String prefix) {
        return new Mcp23017Model(prefix);
    }

    /// Returns the register that has `address` after power-up, 0x00 to 0x15, as the chip holds it.
    public int register(int address) {
        return registers[address >> 1][address & 1];
    }

    /// Takes the supply away for a moment: all lines are inputs again.
    public void powerLost() {
        powerUp();
        apply();
    }

    private void powerUp() {
        for (var register : registers) {
            Arrays.fill(register, 0);
        }
        Arrays.fill(registers[IODIR], 0xFF);
        pointer = 0;
    }

    @Override
    public void connected(Circuit circuit) {
        for (int i = 0; i < lines.length; i++) {
            String name = (i < 8 ? "A" : "B") + i % 8;
            lines[i] = circuit.net(prefix + name).terminal("MCP23017 GP" + name);
            int port = i >> 3;
            lines[i].net().listen((_, _) -> watch(port));
        }
        interrupts[0] = circuit.net(prefix + "INTA").terminal("MCP23017 INTA");
        interrupts[1] = circuit.net(prefix + "INTB").terminal("MCP23017 INTB");
        apply();
    }

    @Override
    public boolean started(boolean reading) {
        pointerComes = !reading;
        return true;
    }

    @Override
    public boolean written(int value) {
        if (pointerComes) {
            pointerComes = false;
            pointer = value;
            return true;
        }
        int register = register();
        int port = port();
        boolean isRegister = register < COUNT;
        advance();
        if (isRegister) {
            write(register, port, value);
        }
        return true;
    }

    private void write(int register, int port, int value) {
        switch (register) {
            case IOCON -> Arrays.fill(registers[IOCON], value & ~UNUSED);
            case GPIO -> registers[OLAT][port] = value;
            case INTF, INTCAP -> {
                return;
            }
            case GPINTEN -> {
                registers[GPINTEN][port] = value;
                reference[port] = port(port);
            }
            default -> registers[register][port] = value;
        }
        apply();
    }

    @Override
    public int next() {
        int register = register();
        int port = port();
        advance();
        if (register >= COUNT) {
            return 0;
        }
        int value = register == GPIO ? port(port) : registers[register][port];
        if (register == GPIO || register == INTCAP) {
            registers[INTF][port] = 0;
            watch(port);
        }
        return value;
    }

    private boolean banked() {
        return (registers[IOCON][0] & BANKED) != 0;
    }

    private int register() {
        return banked() ? pointer & 0xF : pointer >> 1;
    }

    private int port() {
        return banked() ? pointer >> 4 & 1 : pointer & 1;
    }

    private void advance() {
        boolean stays = (registers[IOCON][0] & BYTE_MODE) != 0;
        if (banked()) {
            pointer = stays ? pointer : (pointer + 1) % 0x1B;
        } else {
            pointer = stays ? pointer ^ 1 : (pointer + 1) % (2 * COUNT);
        }
    }

    /// Returns the levels of a port as its register shows them.
    private int port(int port) {
        int levels = 0;
        for (int i = 0; i < 8; i++) {
            levels |= lines[8 * port + i].level() << i;
        }
        return levels ^ registers[IPOL][port];
    }

    /// Drives all lines as the registers say.
    private void apply() {
        for (int i = 0; i < lines.length; i++) {
            int port = i >> 3;
            int bit = i & 7;
            boolean input = (registers[IODIR][port] >> bit & 1) == 1;
            if (input) {
                lines[i].release();
            } else {
                lines[i].drive(registers[OLAT][port] >> bit & 1);
            }
            if (input && (registers[GPPU][port] >> bit & 1) == 1) {
                lines[i].pullUp();
            } else {
                lines[i].noPull();
            }
        }
        watch(0);
        watch(1);
    }

    /// Takes note of the first change of an input of `port`; others wait until that was read.
    private void watch(int port) {
        if (interrupts[1] == null) {
            return;
        }
        int now = port(port);
        int compared = registers[INTCON][port];
        int differs = (now ^ reference[port]) & ~compared | (now ^ registers[DEFVAL][port]) & compared;
        int causes = differs & registers[GPINTEN][port] & registers[IODIR][port];
        if (registers[INTF][port] == 0 && causes != 0) {
            registers[INTF][port] = causes;
            registers[INTCAP][port] = now;
            reference[port] = now;
        }
        tell();
    }

    private void tell() {
        boolean mirrored = (registers[IOCON][0] & MIRROR) != 0;
        for (int i = 0; i < 2; i++) {
            boolean active = registers[INTF][i] != 0 || mirrored && registers[INTF][1 - i] != 0;
            if ((registers[IOCON][0] & OPEN_DRAIN) != 0) {
                if (active) {
                    interrupts[i].drive(0);
                } else {
                    interrupts[i].release();
                }
            } else {
                interrupts[i].drive(active == ((registers[IOCON][0] & ACTIVE_HIGH) != 0) ? 1 : 0);
            }
        }
    }
}
