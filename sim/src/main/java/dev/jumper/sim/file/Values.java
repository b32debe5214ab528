package dev.jumper.sim.file;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleConsumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/// What a file says of one part, for the kind that makes it.
record Values(Circuit circuit, Map<String, Object> entries) {
    /// Returns the name of a net, empty if it is not connected.
    String net(String key) {
        return (String) entries.get(key);
    }

    double number(String key) {
        return (double) entries.get(key);
    }

    long whole(String key) {
        return (long) entries.get(key);
    }

    String text(String key) {
        return (String) entries.get(key);
    }

    byte[] bytes(String key) {
        return (byte[]) entries.get(key);
    }

    I2cAddress address() {
        return I2cAddress.of((int) entries.get("address"));
    }

    RomCode rom() {
        return (RomCode) entries.get("rom");
    }

    /// Has `part` follow a value over time from now on.
    void follow(String key, DoubleConsumer part) {
        ((Course) entries.get(key)).drive(circuit, part);
    }

    /// Has `part` follow a level over time from now on.
    void followLevel(String key, IntConsumer part) {
        ((Levels) entries.get(key)).drive(circuit, part);
    }

    /// Connects `part` and returns it with what else belongs to it.
    List<Object> connect(Part part, Object... others) {
        circuit.add(part);
        return Stream.concat(Stream.of(part), Stream.of(others)).toList();
    }
}
