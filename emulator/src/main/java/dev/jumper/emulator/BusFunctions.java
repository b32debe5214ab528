package dev.jumper.emulator;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.I2cSteps;
import dev.jumper.bitbang.RetryPolicy;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.bitbang.SoftSpi;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The functions of `_jumper` for buses, which are Java's bit-banged ones, by the number under which each was
/// opened.
final class BusFunctions {
    private static final long FASTEST_I2C = 1_000_000;
    private static final byte[] NOTHING = {};

    private final Pins pins;
    private final Ticks ticks;
    private final List<I2c> i2cs = new ArrayList<>();
    private final List<SoftSpi> spis = new ArrayList<>();
    private final List<SoftOneWire> wires = new ArrayList<>();

    private record I2c(SoftI2c bus, I2cSteps steps) {}

    BusFunctions(Pins pins, Ticks ticks) {
        this.pins = pins;
        this.ticks = ticks;
    }

    void addTo(Map<String, HardwareFunction> functions) {
        functions.put("i2c", this::openI2c);
        functions.put("i2c_scan", this::scan);
        functions.put("i2c_transfer", this::transfer);
        functions.put("i2c_start", a -> {
            i2cs.get(a.number(0)).steps().start();
            return 0;
        });
        functions.put("i2c_stop", a -> {
            i2cs.get(a.number(0)).steps().stop();
            return 0;
        });
        functions.put("i2c_write", a -> i2cs.get(a.number(0)).steps().write(a.bytes(1)));
        functions.put("i2c_read", a -> {
            var bytes = new byte[a.number(2)];
            i2cs.get(a.number(0)).steps().read(bytes, a.flag(3));
            a.fill(1, bytes);
            return 0;
        });
        functions.put("spi", this::openSpi);
        functions.put("spi_transfer", this::exchange);
        functions.put("onewire", a -> {
            wires.add(SoftOneWire.over(pins.at(a.number(0)), ticks));
            return wires.size() - 1;
        });
        functions.put("onewire_reset", a -> wires.get(a.number(0)).reset());
        functions.put("onewire_bit", a -> wires.get(a.number(0)).slot(a.number(1) & 1));
        functions.put("onewire_byte", a -> wires.get(a.number(0)).octet(a.number(1) & 0xFF));
        functions.put("onewire_scan", this::search);
        functions.put("dht", a -> {
            // 18 ms wake every model, as in drivers/dht/dht.c of MicroPython
            var reader = DhtReader.over(pins.at(a.number(0)), DhtModel.DHT11, ticks, RetryPolicy.NONE);
            a.fill(1, reader.frame());
            return 0;
        });
    }

    private Object openI2c(Arguments a) {
        var scl = pins.at(a.number(0));
        var sda = pins.at(a.number(1));
        var speed = I2cSpeed.hertz(Math.min(a.number(2), FASTEST_I2C));
        var stretch = Duration.ofNanos(a.number(3) * 1000L);
        i2cs.add(new I2c(
                SoftI2c.over(scl, sda, ticks).withSpeed(speed).withStretchLimit(stretch),
                I2cSteps.over(scl, sda, ticks, speed, stretch)));
        return i2cs.size() - 1;
    }

    /// Writes the addresses found to a buffer and returns how many there are.
    private Object scan(Arguments a) throws IOException {
        var found = i2cs.get(a.number(0)).bus().scan();
        var addresses = new byte[found.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = (byte) found.get(i).value();
        }
        a.fill(1, addresses);
        return addresses.length;
    }

    /// Writes the bytes of one buffer, then fills another; only probes if both are empty.
    private Object transfer(Arguments a) throws IOException {
        var address = I2cAddress.of(a.number(1));
        byte[] out = a.bytes(2);
        var in = new byte[a.number(5)];
        var messages = new ArrayList<I2cMessage>();
        if (out.length > 0 || in.length == 0) {
            messages.add(I2cMessage.write(out));
        }
        if (in.length > 0) {
            messages.add(I2cMessage.read(in));
        }
        i2cs.get(a.number(0)).bus().transfer(address, messages.toArray(I2cMessage[]::new));
        a.fill(4, in);
        return out.length;
    }

    /// Opens a bus on clock, data out and data in; those that are -1 it does without.
    private Object openSpi(Arguments a) throws IOException {
        var sck = pins.at(a.number(0));
        var bus = SoftSpi.over(sck, ticks);
        if (a.number(1) != -1) {
            bus = bus.withMosi(pins.at(a.number(1)));
        }
        if (a.number(2) != -1) {
            bus = bus.withMiso(pins.at(a.number(2)));
        }
        bus.idle();
        sck.ioctl(Pin.WRITE, a.number(3) >> 1 & 1);
        spis.add(bus);
        return spis.size() - 1;
    }

    private Object exchange(Arguments a) throws IOException {
        var settings = SpiSettings.of(SpiMode.of(a.number(2) & 3), a.number(1));
        byte[] out = a.bytes(3);
        byte[] in = a.number(5) != 0 ? new byte[out.length] : NOTHING;
        spis.get(a.number(0)).transfer(a.number(2) > 3 ? settings.withLsbFirst() : settings, out, in);
        if (in.length > 0) {
            a.fill(5, in);
        }
        return 0;
    }

    /// Writes the codes found, 8 bytes each, to a buffer with room for some, and returns how many there are.
    private Object search(Arguments a) throws IOException {
        var found = wires.get(a.number(0)).search();
        var codes = new byte[8 * Math.min(found.size(), a.number(2))];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = found.get(i >> 3).bytes()[i & 7];
        }
        a.fill(1, codes);
        return found.size();
    }
}
