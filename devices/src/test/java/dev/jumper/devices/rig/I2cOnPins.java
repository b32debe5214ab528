package dev.jumper.devices.rig;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.part.I2cChip;
import dev.jumper.sim.part.I2cTarget;

/// A circuit with a bit-banged I2C bus, for the models of chips.
public final class I2cOnPins {
    /// The bus as messages name it.
    public static final String NAME = "I2C bus (SCL host scl, SDA host sda)";

    /// What a driver says whose chip is not there, at the address `%s`.
    public static final String ABSENT =
            NAME + ": nobody acknowledged %s; check supply, wiring and pull-ups, or see who answers a scan";

    private final Circuit circuit;
    private final SoftI2c bus;

    /// Makes a bus of 100 kHz.
    public I2cOnPins() {
        this(CircuitOptions.DEFAULT, I2cSpeed.STANDARD);
    }

    /// Makes a bus of another speed, on other pins.
    public I2cOnPins(CircuitOptions options, I2cSpeed speed) {
        circuit = Circuit.create(options);
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks())
                .withSpeed(speed);
    }

    /// Connects `chip` at `address`.
    public I2cTarget add(int address, I2cChip chip) {
        return circuit.add(I2cTarget.on("scl", "sda", I2cAddress.of(address), chip));
    }

    /// Returns the circuit.
    public Circuit circuit() {
        return circuit;
    }

    /// Returns the bus.
    public I2cBus bus() {
        return bus;
    }

    /// Returns the circuit's time.
    public Ticks ticks() {
        return circuit.ticks();
    }
}
