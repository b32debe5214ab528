package dev.jumper.app.bench;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.bitbang.SoftSpi;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.DhtLine;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a command works at: pins by name, buses on them, and the time they live in.
///
/// A pin that is asked for twice is the same one, and keeps what it was told. Buses are made of pins unless the
/// bench has something better. Pins and buses are for one thread, and end with the bench.
public interface Bench extends AutoCloseable {
    /// Opens the bench that `where` names.
    ///
    /// @throws IllegalArgumentException if it names none
    /// @throws AbsentException if this machine has no such pins
    /// @throws IOException if it cannot be opened
    static Bench open(String where) throws IOException {
        if (where.startsWith("sim:") && where.endsWith(".toml")) {
            return CircuitBench.open(Path.of(where.substring("sim:".length())));
        }
        if (where.equals("pi")) {
            return ChipBench.header();
        }
        if (where.startsWith("gpiochip:") && where.length() > "gpiochip:".length()) {
            return ChipBench.labelled(where.substring("gpiochip:".length()));
        }
        if (where.matches("/dev/gpiochip\\d+")) {
            return ChipBench.at(Path.of(where));
        }
        return BusBench.at(where)
                .orElseThrow(() -> new IllegalArgumentException(
                        "--on " + where + ": found no such place, expected sim:FILE.toml, a circuit described by a"
                                + " file; pi, the header of this Raspberry Pi; gpiochip:LABEL, a GPIO chip of this"
                                + " machine; or a device such as /dev/i2c-1"));
    }

    /// Returns the time that the pins live in. Where that is virtual, waiting on it takes none.
    Ticks ticks();

    /// Returns the pin of this name.
    ///
    /// @throws IllegalArgumentException if there is none
    Pin pin(String name) throws IOException;

    /// Returns the name of the pin for a purpose, if the bench knows: `scl`, `sda`, `sck`, `mosi`, `miso`, `cs`,
    /// `dc`, `onewire`, `dht`.
    Optional<String> line(String purpose);

    /// Returns what is to be seen on displays, as text in many lines; nothing where nobody can tell but the eye.
    default List<String> pictures() {
        return List.of();
    }

    /// Returns what this bench is called in messages.
    @Override
    String toString();

    /// Returns the I2C bus on two pins, at up to this speed.
    default I2cBus i2c(String scl, String sda, long hertz) throws IOException {
        return SoftI2c.over(pin(scl), pin(sda), ticks()).withSpeed(I2cSpeed.hertz(hertz));
    }

    /// Returns the SPI bus on pins, of which all but the clock may be missing.
    default SpiBus spi(String sck, Optional<String> mosi, Optional<String> miso, Optional<String> cs)
            throws IOException {
        var bus = SoftSpi.over(pin(sck), ticks());
        if (mosi.isPresent()) {
            bus = bus.withMosi(pin(mosi.get()));
        }
        if (miso.isPresent()) {
            bus = bus.withMiso(pin(miso.get()));
        }
        if (cs.isPresent()) {
            bus = bus.withChipSelect(pin(cs.get()));
        }
        bus.idle();
        return bus;
    }

    /// Returns the 1-Wire bus on a pin.
    default OneWireBus oneWire(String pin) throws IOException {
        return SoftOneWire.over(pin(pin), ticks());
    }

    /// Returns the line of a DHT sensor on a pin.
    default DhtLine dht(String pin, DhtModel model) throws IOException {
        return DhtReader.over(pin(pin), model, ticks());
    }

    @Override
    void close() throws IOException;
}
