package dev.jumper.sim.file;

import dev.jumper.hal.bus.RomCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A kind of part that a file can name: its keys, and how it is made.
record PartKind(String name, String what, List<Key> keys, Builder builder) {
    private static final String FAULT = "fault";

    /// Makes a part, connects it, and returns the objects that it consists of.
    @FunctionalInterface
    interface Builder {
        /// Makes it with these values, which have passed every check of the keys.
        List<Object> build(Values values);
    }

    PartKind {
        keys = List.copyOf(keys);
    }

    /// Returns a kind without keys that builds nothing yet.
    static PartKind named(String name, String what) {
        return new PartKind(name, what, List.of(), _ -> List.of());
    }

    /// Returns this kind, which is made by `how`.
    PartKind builtBy(Builder how) {
        return new PartKind(name, what, keys, how);
    }

    /// Returns this kind with one more key; that of the faults stays the last.
    PartKind with(Key key) {
        var more = new ArrayList<>(keys);
        more.add(more.size() - (key(FAULT).isPresent() ? 1 : 0), key);
        return new PartKind(name, what, more, builder);
    }

    /// Returns this kind on another net.
    PartKind net(String key, String description) {
        return with(Key.required(key, new Form.NetName(), description));
    }

    /// Returns this kind on an I2C bus at an address from `first` to `last`, `usual` unless the file says
    /// otherwise.
    PartKind i2c(int usual, int first, int last) {
        return onI2c(Key.optional(
                "address", addresses(first, last), usual, "0x%02x".formatted(usual), "its address on the bus"));
    }

    /// Returns this kind on an I2C bus at an address from `first` to `last`.
    PartKind i2c(int first, int last) {
        return onI2c(Key.required("address", addresses(first, last), "its address on the bus"));
    }

    private PartKind onI2c(Key address) {
        return net("scl", "clock of the I2C bus")
                .net("sda", "data of the I2C bus")
                .with(address)
                .faults(FaultWords.I2C);
    }

    /// Returns this kind, which can have these faults besides those that it has already.
    PartKind faults(List<FaultWord> words) {
        var others = new ArrayList<>(keys);
        var all = new ArrayList<>(List.of(FaultWord.NONE));
        key(FAULT).ifPresent(key -> {
            others.remove(key);
            all.clear();
            all.addAll(((Form.TimedFault) key.form()).words());
        });
        all.addAll(words);
        return new PartKind(name, what, others, builder)
                .with(Key.optional(
                        FAULT,
                        new Form.TimedFault(List.copyOf(all)),
                        Steps.constant(FaultWord.NONE),
                        "\"none\"",
                        "what it does wrong"));
    }

    private static Form addresses(int first, int last) {
        return new Form.Address(IntStream.rangeClosed(first, last).boxed().toList());
    }

    /// Returns this kind on an SPI bus.
    PartKind spi() {
        return net("sck", "clock of the SPI bus")
                .net("mosi", "data to the chip")
                .net("miso", "data from the chip")
                .net("cs", "chip select, low to select it");
    }

    /// Returns this kind with a ROM code on a 1-Wire line.
    PartKind oneWire(int family) {
        var usual = RomCode.of(family, 1);
        return net("line", "the 1-Wire line")
                .with(Key.optional("rom", new Form.Rom(family), usual, '"' + usual.toString() + '"', "its code"))
                .faults(FaultWords.ONE_WIRE);
    }

    /// Returns this kind with a quantity that may change over time.
    PartKind timed(String key, double least, double most, String unit, double usual, String description) {
        return with(Key.optional(
                key, new Form.Timed(least, most, unit), Course.constant(usual), Form.number(usual), description));
    }

    /// Returns this kind with a number.
    PartKind number(String key, double least, double most, String unit, double usual, String description) {
        return with(Key.optional(key, new Form.Number(least, most, unit), usual, Form.number(usual), description));
    }

    /// Returns this kind with a whole number.
    PartKind whole(String key, long least, long most, String unit, long usual, String description) {
        return with(Key.optional(key, new Form.Whole(least, most, unit), usual, Long.toString(usual), description));
    }

    /// Returns this kind with a choice of words, the first of which is the usual one.
    PartKind choice(String key, List<String> words, String description) {
        return with(
                Key.optional(key, new Form.Choice(words), words.getFirst(), '"' + words.getFirst() + '"', description));
    }

    /// Returns this kind with a moment of calendar time, none if the file does not say.
    PartKind moment(String key, String description) {
        return with(Key.optional(key, new Form.Moment(), "", "none", description));
    }

    /// Returns this kind with bytes, none if the file does not say.
    PartKind bytes(String key, int most, String description) {
        return with(Key.optional(key, new Form.Bytes(most), new byte[0], "none", description));
    }

    /// Returns the key of this name.
    Optional<Key> key(String key) {
        return keys.stream().filter(k -> k.name().equals(key)).findFirst();
    }
}
