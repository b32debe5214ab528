package dev.jumper.bitbang;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import java.util.ArrayList;
import java.util.List;

/// A circuit with an I2C bus and a chip of 16 registers at 0x68 on it, whose register n holds 0x50 + n.
final class I2cRig {
    static final I2cAddress CHIP = I2cAddress.of(0x68);
    static final String NAME = "I2C bus (SCL host scl, SDA host sda): ";

    final Circuit circuit = Circuit.create();
    final I2cRegisters registers = I2cRegisters.of(16);
    final I2cTarget target;
    final FailingPins pins = new FailingPins();
    final SoftI2c i2c;

    I2cRig() {
        this(CHIP);
    }

    I2cRig(I2cAddress address) {
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        for (int i = 0; i < 16; i++) {
            registers.set(i, 0x50 + i);
        }
        target = circuit.add(I2cTarget.on("scl", "sda", address, registers));
        i2c = SoftI2c.over(pins.over(circuit.pin("scl")), pins.over(circuit.pin("sda")), circuit.ticks());
    }

    boolean isIdle() {
        return circuit.net("scl").level() == 1 && circuit.net("sda").level() == 1;
    }

    Recorder record() {
        return Recorder.of(circuit, "scl", "sda");
    }

    /// Returns what went over the wire, as UM10204 "The I2C-bus protocol" draws it: S, Sr, P, bytes, A and N.
    static List<String> decoded(Recorder recorder) {
        var wave = recorder.waveform();
        var scl = wave.signal("scl");
        var sda = wave.signal("sda");
        var events = new ArrayList<String>();
        var bits = new StringBuilder();
        boolean inside = false;
        int s = 0;
        for (int c = 0; c <= scl.edges(); c++) {
            long until = c == scl.edges() ? Long.MAX_VALUE : scl.time(c);
            for (; s < sda.edges() && sda.time(s) < until; s++) {
                if (scl.level(c - 1) == 1) {
                    events.add(sda.level(s) == 1 ? "P" : inside ? "Sr" : "S");
                    inside = sda.level(s) == 0;
                    bits.setLength(0);
                }
            }
            if (c < scl.edges() && scl.level(c) == 1 && inside) {
                bits.append(sda.levelAt(until));
                if (bits.length() == 9) {
                    events.add("%02x".formatted(Integer.parseInt(bits.substring(0, 8), 2)));
                    events.add(bits.charAt(8) == '0' ? "A" : "N");
                    bits.setLength(0);
                }
            }
        }
        return events;
    }
}
