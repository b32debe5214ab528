package dev.jumper.devices.expander;

import static dev.jumper.devices.expander.PortRegisters.BOTH;

import dev.jumper.devices.Chip;
import dev.jumper.hal.Banked;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// MCP23017, sixteen more pins, on I2C up to 1.7 MHz.
///
/// A line is a [Pin] with a pull-up but no pull-down. Open-drain is made of its direction. A read or a write is one
/// transfer; a change of direction is one to three. All sixteen are lines of one bank, [Banked]: those of a port
/// change at one moment, port B a byte after port A in the same transfer. With a pin of the host on INTA or INTB,
/// lines are [EdgeCapture] too.
///
/// Lines keep what they were when the chip is opened, but for interrupts and inversion, which end. After the chip
/// has lost power all are inputs, and nothing else tells: see [#intact].
///
/// Later data sheets take GPA7 and GPB7 for outputs only: an edge on them while they are read may disturb the bus.
///
/// Quoted titles are sections of the data sheet "MCP23017/MCP23S17 16-Bit I/O Expander with Serial Interface"
/// (Microchip DS20001952). Not thread-safe: all lines share the bus. The bus stays the caller's to close.
public final class Mcp23017 {
    /// How this chip is attached.
    public static final Chip<Mcp23017> CHIP = Chip.<Mcp23017>named("MCP23017", "expander", "Microchip DS20001952")
            .overI2c(Mcp23017::open, 0x20, 0x21, 0x22, 0x23, 0x24, 0x25, 0x26, 0x27);

    /// How many lines it has: GPA0 to GPA7 are 0 to 7, GPB0 to GPB7 are 8 to 15.
    public static final int LINES = 16;

    private final PortRegisters registers;
    private final Ticks ticks;
    private final ExpanderBank bank;
    private final Optional<ExpanderInterrupts> interrupts;

    private Mcp23017(PortRegisters registers, Ticks ticks, Optional<ExpanderInterrupts> interrupts) {
        this.registers = registers;
        this.ticks = ticks;
        this.bank = new ExpanderBank(registers);
        this.interrupts = interrupts;
    }

    /// Returns the chip at `address`, having written and read its configuration to prove that it is one.
    ///
    /// @throws DeviceException of kind [DeviceException.Kind#WRONG_ANSWER] if it is not
    public static Mcp23017 open(I2cBus bus, I2cAddress address, Ticks ticks) throws IOException {
        var chip = new Mcp23017(new PortRegisters(bus, CHIP.require(address)), ticks, Optional.empty());
        chip.configure(0);
        return chip;
    }

    /// As [#open(I2cBus, I2cAddress, Ticks)], with `interrupt`, a pin of the host on INTA or INTB, either of which
    /// speaks for both ports. Every [#pin] is then also an [EdgeCapture].
    ///
    /// The time of an edge is that of the interrupt. Until the program has fetched an edge the chip keeps no
    /// other: what came in between is counted as lost, or goes unseen if it went back.
    ///
    /// @throws IllegalArgumentException if `interrupt` is no [EdgeCapture]
    public static Mcp23017 open(I2cBus bus, I2cAddress address, Ticks ticks, Pin interrupt) throws IOException {
        var registers = new PortRegisters(bus, CHIP.require(address));
        if (!(interrupt instanceof EdgeCapture capture)) {
            throw new IllegalArgumentException(
                    "%s: its interrupt is on %s, which keeps no times of edges; expected a pin that is an EdgeCapture too"
                            .formatted(registers, interrupt));
        }
        var interrupts = new ExpanderInterrupts(registers, interrupt, capture, ticks);
        var chip = new Mcp23017(registers, ticks, Optional.of(interrupts));
        chip.configure(PortRegisters.MIRROR);
        return chip;
    }

    private void configure(int configuration) throws IOException {
        registers.configure(configuration);
        registers.all();
        int read = registers.value(PortRegisters.IOCON);
        if (read != (configuration | configuration << 8)) {
            throw new DeviceException(
                    DeviceException.Kind.WRONG_ANSWER,
                    "%s: is another chip, for IOCON reads 0x%02x and 0x%02x after 0x%02x was written"
                            .formatted(this, read & 0xFF, read >> 8, configuration));
        }
        registers.put(PortRegisters.GPINTEN, BOTH, 0);
        registers.put(PortRegisters.IPOL, BOTH, 0);
        registers.put(PortRegisters.INTCON, BOTH, 0);
        bank.adopt();
    }

    /// Returns line `line`, 0 to 15. The same line may be asked for any number of times.
    public Pin pin(int line) {
        Objects.checkIndex(line, LINES);
        var pin = new ExpanderPin(bank, line);
        return interrupts.isPresent() ? new CapturingPin(pin, interrupts.get()) : pin;
    }

    /// Returns a 1-Wire bus on two lines of one port. A single line cannot do it: the transfer that lets it go and
    /// the one that reads it are too far apart for the 15 µs of a bit.
    ///
    /// ```
    ///   drive ---|<|--- data of the bus --- sense          |<| a Schottky diode, its cathode at drive,
    ///                      |                                   or a buffer with open-drain output
    ///                    4.7 kΩ to the supply
    /// ```
    ///
    /// Both edges that begin a slot and the sample are then bytes of one transaction, which the I2C bus has to do
    /// in 36 µs: it must run at 1.6 to 1.7 MHz. Each slot is measured, and one that took too long throws a
    /// [DeviceException] of kind [DeviceException.Kind#MISSED]. Devices need a supply of their own.
    ///
    /// Other lines can be used in between, but not by other threads.
    public OneWireBus oneWire(int drive, int sense) {
        Objects.checkIndex(drive, LINES);
        Objects.checkIndex(sense, LINES);
        if (drive >> 3 != sense >> 3 || drive == sense) {
            throw new IllegalArgumentException("%s: 1-Wire on %s and %s, expected two lines of one port"
                    .formatted(this, ExpanderPin.name(drive), ExpanderPin.name(sense)));
        }
        return new ExpanderOneWire(new ExpanderPin(bank, drive), new ExpanderPin(bank, sense), registers, ticks);
    }

    /// Tells whether the chip still holds what was written to it: not, once it has lost power.
    public boolean intact() throws IOException {
        return registers.isIntact();
    }

    /// Writes everything to the chip again, after it has lost power.
    public void restore() throws IOException {
        registers.restore();
    }

    /// Returns what this is and where, `MCP23017 at 0x20`.
    @Override
    public String toString() {
        return registers.toString();
    }
}
