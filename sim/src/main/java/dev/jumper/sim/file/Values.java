package dev.jumper.sim.file;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.part.I2cChip;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.SpiChip;
import dev.jumper.sim.part.SpiTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
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

    @SuppressWarnings("unchecked") // as the form of the key reads it
    Steps<Integer> levels(String key) {
        return (Steps<Integer>) entries.get(key);
    }

    /// Returns a moment, if the file gives one.
    Optional<Instant> moment(String key) {
        return entries.get(key) instanceof Instant moment ? Optional.of(moment) : Optional.empty();
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
        levels(key).drive(circuit, part::accept);
    }

    /// Has `part` have the faults of `type` that the file says from now on, and `none` when it says none or other
    /// ones.
    <F> void followFault(Class<F> type, F none, Consumer<F> part) {
        ((Steps<?>) entries.get("fault"))
                .drive(circuit, fault -> part.accept(type.isInstance(fault) ? type.cast(fault) : none));
    }

    /// Puts `chip` on the I2C bus at its address, and returns both.
    List<Object> connectI2c(I2cChip chip) {
        return connect(failing(I2cTarget.on(net("scl"), net("sda"), address(), chip)), chip);
    }

    /// Returns `target`, which fails as the file says.
    I2cTarget failing(I2cTarget target) {
        followFault(I2cFault.class, new I2cFault.None(), target::failing);
        return target;
    }

    /// Puts `chip` on the SPI bus, and returns both.
    List<Object> connectSpi(SpiSettings settings, SpiChip chip) {
        return connect(SpiTarget.on(net("sck"), net("mosi"), net("miso"), net("cs"), settings, chip), chip);
    }

    /// Connects `part` and returns it with what else belongs to it.
    List<Object> connect(Part part, Object... others) {
        circuit.add(part);
        return Stream.concat(Stream.of(part), Stream.of(others)).toList();
    }
}
