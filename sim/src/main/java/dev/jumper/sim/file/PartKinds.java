package dev.jumper.sim.file;

import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.part.Button;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.EchoRanger;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.Led;
import dev.jumper.sim.part.LevelSource;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.part.SpiRegisters;
import dev.jumper.sim.part.SpiTarget;
import java.util.List;

/// The kinds of parts that a file can name. The ranges of their values are those of the models.
final class PartKinds {
    private static final String PERCENT = "%";
    private static final String CELSIUS = "°C";

    private static final List<PartKind> ALL = List.of(
            PartKind.named("button", "a push button")
                    .net("net", "the line it connects")
                    .choice("to", List.of("ground", "supply"), "what it connects the line to while it is pressed")
                    .with(Key.optional(
                            "pressed",
                            new Form.TimedLevel(),
                            new Levels(List.of(new Levels.Change(0, 0))),
                            "0",
                            "whether it is pressed"))
                    .number("bounce", 0, 1, "s", 0, "how long its contact bounces")
                    .builtBy(PartKinds::button),
            PartKind.named("led", "a light")
                    .net("net", "the line it hangs on")
                    .choice("lit", List.of("high", "low"), "the level at which it is lit")
                    .builtBy(v -> v.connect(
                            v.text("lit").equals("high") ? Led.on(v.net("net")) : Led.activeLow(v.net("net")))),
            PartKind.named("signal", "an output that changes by itself")
                    .net("net", "the line it drives")
                    .with(Key.required("level", new Form.TimedLevel(), "what it drives the line to"))
                    .number("repeat", 0, Form.LONGEST_SECONDS, "s", 0, "after how long it begins again, 0 for never")
                    .builtBy(PartKinds::signal),
            PartKind.named("dht11", "a DHT11 thermometer and hygrometer")
                    .net("line", "its data line")
                    .timed("celsius", -40, 80, CELSIUS, 20, "temperature")
                    .timed("percent", 0, 100, PERCENT, 50, "relative humidity")
                    .builtBy(v -> dht(v, DhtSensor.dht11(v.net("line")))),
            PartKind.named("dht22", "a DHT22 (AM2302) thermometer and hygrometer")
                    .net("line", "its data line")
                    .timed("celsius", -40, 80, CELSIUS, 20, "temperature")
                    .timed("percent", 0, 100, PERCENT, 50, "relative humidity")
                    .builtBy(v -> dht(v, DhtSensor.dht22(v.net("line")))),
            PartKind.named("ds18b20", "a DS18B20 thermometer")
                    .oneWire(0x28)
                    .timed("celsius", -55, 125, CELSIUS, 20, "temperature")
                    .builtBy(v -> {
                        var chip = OneWireThermometer.create();
                        v.follow("celsius", chip::celsius);
                        return v.connect(
                                OneWireTarget.on(v.net("line"), v.rom(), chip).withoutOverdrive(), chip);
                    }),
            PartKind.named("hc-sr04", "an HC-SR04 ultrasonic ranger")
                    .net("trigger", "what starts it")
                    .net("echo", "what it answers on")
                    .timed("metres", 0.02, 4, "m", 1, "distance")
                    .timed("celsius", -40, 80, CELSIUS, 20, "temperature of the air")
                    .builtBy(v -> {
                        var ranger = EchoRanger.on(v.net("trigger"), v.net("echo"));
                        v.follow("metres", ranger::metres);
                        v.follow("celsius", ranger::celsius);
                        return v.connect(ranger);
                    }),
            PartKind.named("i2c-registers", "a chip of registers on I2C")
                    .i2c(0x08, 0x77)
                    .whole("count", 1, 65_536, "", 256, "how many registers it has")
                    .whole("pointer", 0, 2, "bytes", 1, "how long its register pointer is")
                    .bytes("values", 65_536, "what its first registers hold")
                    .builtBy(PartKinds::i2cRegisters),
            PartKind.named("spi-registers", "a chip of registers on SPI")
                    .net("sck", "clock")
                    .net("mosi", "data to the chip")
                    .net("miso", "data from the chip")
                    .net("cs", "chip select, low to select it")
                    .whole("mode", 0, 3, "", 0, "polarity and phase of the clock")
                    .whole("count", 1, 128, "", 128, "how many registers it has")
                    .bytes("values", 128, "what its first registers hold")
                    .builtBy(PartKinds::spiRegisters));

    private PartKinds() {}

    /// Returns all kinds, in the order of the documentation.
    static List<PartKind> all() {
        return ALL;
    }

    private static List<Object> button(Values v) {
        String net = v.net("net");
        var button = (v.text("to").equals("ground") ? Button.toGround(net) : Button.toSupply(net))
                .bouncing(Math.round(v.number("bounce") * 1e9));
        var part = v.connect(button);
        v.followLevel("pressed", level -> {
            if (level == 1) {
                button.press();
            } else {
                button.release();
            }
        });
        return part;
    }

    private static List<Object> signal(Values v) {
        var source = LevelSource.on(v.net("net"));
        for (var change : ((Levels) v.entries().get("level")).changes()) {
            source.then(change.nanos(), change.level());
        }
        long repeat = Math.round(v.number("repeat") * 1e9);
        return v.connect(repeat == 0 ? source : source.repeating(repeat));
    }

    private static List<Object> dht(Values v, DhtSensor sensor) {
        v.follow("celsius", sensor::celsius);
        v.follow("percent", sensor::humidity);
        return v.connect(sensor);
    }

    private static List<Object> i2cRegisters(Values v) {
        var registers = I2cRegisters.of((int) v.whole("count"), (int) v.whole("pointer"));
        byte[] values = values(v);
        for (int i = 0; i < values.length; i++) {
            registers.set(i, values[i]);
        }
        return v.connect(I2cTarget.on(v.net("scl"), v.net("sda"), v.address(), registers), registers);
    }

    private static List<Object> spiRegisters(Values v) {
        var registers = SpiRegisters.of((int) v.whole("count"));
        byte[] values = values(v);
        for (int i = 0; i < values.length; i++) {
            registers.set(i, values[i]);
        }
        var settings = SpiSettings.of(SpiMode.of((int) v.whole("mode")), SpiSettings.UNLIMITED);
        return v.connect(
                SpiTarget.on(v.net("sck"), v.net("mosi"), v.net("miso"), v.net("cs"), settings, registers), registers);
    }

    private static byte[] values(Values v) {
        byte[] values = v.bytes("values");
        if (values.length > v.whole("count")) {
            throw new IllegalArgumentException("found %d values, expected up to %d, its count of registers"
                    .formatted(values.length, v.whole("count")));
        }
        return values;
    }
}
