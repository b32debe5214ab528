package dev.jumper.devices.expander;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import java.io.IOException;

/// The registers of an MCP23017, each of 16 bits: port A in the lower byte, port B in the upper. What was written
/// is known, so that one bit changes in one transfer.
///
/// The chip numbers its registers in two ways. As a rule those of both ports lie side by side, and a transfer goes
/// on from one to the next; in a burst each port has its own, and a transfer stays at one register. It changes from
/// the one to the other when it has to.
///
/// Source: "MCP23017/MCP23S17 16-Bit I/O Expander with Serial Interface" (Microchip DS20001952), "Register
/// Addresses", "Byte Mode and Sequential Mode", "I/O Expander Configuration Register". Allocates nothing but in
/// [#all].
final class PortRegisters {
    static final int IODIR = 0; // "Register Addresses"
    static final int IPOL = 1;
    static final int GPINTEN = 2;
    static final int DEFVAL = 3;
    static final int INTCON = 4;
    static final int IOCON = 5;
    static final int GPPU = 6;
    static final int INTF = 7;
    static final int INTCAP = 8;
    static final int GPIO = 9;
    static final int OLAT = 10;
    static final int COUNT = 11;
    static final int BOTH = 0xFFFF;

    static final int BANK = 0x80; // "I/O Expander Configuration Register"
    static final int MIRROR = 0x40;
    static final int BYTE_MODE = 0x20;

    private static final int PORT = 0xFF;
    private static final int[] WRITTEN = {OLAT, GPPU, IPOL, DEFVAL, INTCON, IODIR, GPINTEN};

    /// How the chip numbers its registers now; unknown after a transfer failed that was to change it.
    private enum Numbering {
        PAIRED,
        BURST,
        UNKNOWN
    }

    private final I2cBus bus;
    private final I2cAddress address;
    private final int[] values = new int[COUNT];
    private final int[] known = new int[COUNT];
    private final byte[] one = new byte[2];
    private final byte[] two = new byte[3];
    private final byte[] pointer = new byte[1];
    private final byte[] single = new byte[1];
    private final byte[] pair = new byte[2];
    private final byte[] edges = new byte[3];
    private final I2cMessage[] writeOne = {I2cMessage.write(one)};
    private final I2cMessage[] writeTwo = {I2cMessage.write(two)};
    private final I2cMessage[] readOne = {I2cMessage.write(pointer), I2cMessage.read(single)};
    private final I2cMessage[] readTwo = {I2cMessage.write(pointer), I2cMessage.read(pair)};
    private final I2cMessage[] pulse = {I2cMessage.write(edges), I2cMessage.read(single)};
    private int configuration;
    private Numbering numbering = Numbering.UNKNOWN;

    PortRegisters(I2cBus bus, I2cAddress address) {
        this.bus = bus;
        this.address = address;
    }

    /// Writes the configuration, whichever way the registers are numbered now: the first write ends a burst that
    /// somebody left, and otherwise switches interrupts off.
    void configure(int value) throws IOException {
        configuration = value;
        numbering = Numbering.UNKNOWN;
        send(IOCON, 0);
        send(IOCON << 1, value);
        numbering = Numbering.PAIRED;
    }

    /// Reads all registers, in the order of their addresses, which becomes what is known.
    byte[] all() throws IOException {
        paired();
        var bytes = bus.writeRead(address, new byte[] {0}, COUNT * 2);
        for (int i = 0; i < COUNT; i++) {
            values[i] = bytes[2 * i] & PORT | (bytes[2 * i + 1] & PORT) << 8;
            known[i] = BOTH;
        }
        return bytes;
    }

    /// Returns what was written to `register` last.
    int value(int register) {
        return values[register];
    }

    /// Tells whether the chip holds what was written.
    boolean isIntact() throws IOException {
        var before = values.clone();
        all();
        boolean same = true;
        for (int register : WRITTEN) {
            same &= values[register] == before[register];
            values[register] = before[register];
        }
        return same;
    }

    /// Writes all registers, directions last.
    void restore() throws IOException {
        configure(configuration);
        for (int register : WRITTEN) {
            write(register, BOTH, values[register]);
        }
    }

    /// Makes the bits of `mask` those of `bits`, without a transfer if they are.
    void put(int register, int mask, int bits) throws IOException {
        if ((known[register] & mask) != mask || ((values[register] ^ bits) & mask) != 0) {
            write(register, mask, bits);
        }
    }

    /// Makes the bits of `mask` those of `bits` by one transfer, even if they are.
    void write(int register, int mask, int bits) throws IOException {
        paired();
        int next = values[register] & ~mask | bits & mask;
        if ((mask & PORT) == 0) {
            known[register] &= PORT;
            send(register << 1 | 1, next >> 8);
        } else if (mask >> 8 == 0) {
            known[register] &= ~PORT;
            send(register << 1, next);
        } else {
            known[register] = 0;
            two[0] = (byte) (register << 1);
            two[1] = (byte) next;
            two[2] = (byte) (next >> 8);
            bus.transfer(address, writeTwo);
        }
        values[register] = next;
        known[register] = BOTH;
    }

    /// Reads the bits of `mask` from the chip; the others are 0.
    int read(int register, int mask) throws IOException {
        paired();
        if ((mask & PORT) == 0 || mask >> 8 == 0) {
            int port = (mask & PORT) == 0 ? 1 : 0;
            pointer[0] = (byte) (register << 1 | port);
            bus.transfer(address, readOne);
            return (single[0] & PORT) << 8 * port & mask;
        }
        pointer[0] = (byte) (register << 1);
        bus.transfer(address, readTwo);
        return (pair[0] & PORT | (pair[1] & PORT) << 8) & mask;
    }

    /// Writes `first` to the latch of `port`.
    void latch(int port, int first) throws IOException {
        burst();
        send(port << 4 | GPIO, first);
    }

    /// Samples `port` in a burst.
    int sample(int port) throws IOException {
        burst();
        pointer[0] = (byte) (port << 4 | GPIO);
        bus.transfer(address, readOne);
        return single[0] & PORT;
    }

    /// Writes `first` and then `second` to the latch of `port`, and samples it, in one transaction.
    int pulse(int port, int first, int second) throws IOException {
        burst();
        edges[0] = (byte) (port << 4 | GPIO);
        edges[1] = (byte) first;
        edges[2] = (byte) second;
        bus.transfer(address, pulse);
        return single[0] & PORT;
    }

    /// Has the registers of both ports lie side by side.
    private void paired() throws IOException {
        if (numbering == Numbering.BURST) {
            numbering = Numbering.UNKNOWN;
            send(IOCON, configuration);
            numbering = Numbering.PAIRED;
        } else if (numbering == Numbering.UNKNOWN) {
            configure(configuration);
            write(GPINTEN, BOTH, values[GPINTEN]);
        }
    }

    /// Has the registers of each port lie by themselves, and transfers stay at one of them.
    void burst() throws IOException {
        if (numbering != Numbering.BURST) {
            paired();
            numbering = Numbering.UNKNOWN;
            send(IOCON << 1, configuration | BANK | BYTE_MODE);
            numbering = Numbering.BURST;
        }
    }

    private void send(int number, int value) throws IOException {
        one[0] = (byte) number;
        one[1] = (byte) value;
        bus.transfer(address, writeOne);
    }

    /// Returns the chip that has them, `MCP23017 at 0x20`.
    @Override
    public String toString() {
        return "MCP23017 at " + address;
    }
}
