package dev.jumper.bitbang;

import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.OneWireChip;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;

/// A circuit with a 1-Wire line, and thermometers on it.
final class OneWireRig {
    /// The scratchpad of a DS18B20 after power-on: data sheet, "Memory", its CRC by "CRC Generation".
    static final String POWER_ON_SCRATCHPAD = "50054b467fff0c101c";

    static final String NAME = "1-Wire bus (host owr): ";

    final Circuit circuit;
    final FailingPins pins = new FailingPins();
    final SoftOneWire bus;

    OneWireRig() {
        this(CircuitOptions.DEFAULT);
    }

    OneWireRig(CircuitOptions options) {
        circuit = Circuit.create(options);
        circuit.net("owr").pulledUp();
        bus = SoftOneWire.over(pins.over(circuit.pin("owr")), circuit.ticks());
    }

    OneWireTarget add(long serial) {
        return add(RomCode.of(0x28, serial), OneWireThermometer.create());
    }

    OneWireTarget add(RomCode rom, OneWireChip chip) {
        return circuit.add(OneWireTarget.on("owr", rom, chip));
    }

    Recorder record() {
        return Recorder.of(circuit, "owr");
    }
}
