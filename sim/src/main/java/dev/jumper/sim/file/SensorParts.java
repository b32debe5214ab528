package dev.jumper.sim.file;

import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.part.Bme280Fault;
import dev.jumper.sim.part.Bme280Model;
import dev.jumper.sim.part.DhtFault;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.EchoFault;
import dev.jumper.sim.part.EchoRanger;
import dev.jumper.sim.part.OneWireFault;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.part.Tmp117Model;
import java.util.List;

/// Parts that measure.
final class SensorParts {
    private static final String PERCENT = "%";
    private static final String CELSIUS = "°C";
    private static final SpiSettings SPI = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);

    private SensorParts() {}

    static List<PartKind> kinds() {
        return List.of(
                humid(PartKind.named("dht11", "a DHT11 thermometer and hygrometer")
                                .net("line", "its data line"))
                        .builtBy(v -> dht(v, DhtSensor.dht11(v.net("line")))),
                humid(PartKind.named("dht22", "a DHT22 (AM2302) thermometer and hygrometer")
                                .net("line", "its data line"))
                        .builtBy(v -> dht(v, DhtSensor.dht22(v.net("line")))),
                PartKind.named("ds18b20", "a DS18B20 thermometer")
                        .oneWire(0x28)
                        .timed("celsius", -55, 125, CELSIUS, 20, "temperature")
                        .builtBy(v -> {
                            var chip = OneWireThermometer.create();
                            v.follow("celsius", chip::celsius);
                            var target = OneWireTarget.on(v.net("line"), v.rom(), chip)
                                    .withoutOverdrive();
                            v.followFault(OneWireFault.class, new OneWireFault.None(), target::failing);
                            return v.connect(target, chip);
                        }),
                PartKind.named("tmp117", "a TMP117 thermometer")
                        .i2c(0x48, 0x48, 0x4B)
                        .timed("celsius", -55, 150, CELSIUS, 20, "temperature")
                        .builtBy(v -> {
                            var chip = Tmp117Model.create();
                            v.follow("celsius", chip::celsius);
                            return v.connectI2c(chip);
                        }),
                PartKind.named("hc-sr04", "an HC-SR04 ultrasonic ranger")
                        .net("trigger", "what starts it")
                        .net("echo", "what it answers on")
                        .timed("metres", 0.02, 4, "m", 1, "distance")
                        .timed("celsius", -40, 80, CELSIUS, 20, "temperature of the air")
                        .faults(FaultWords.ECHO)
                        .builtBy(v -> {
                            var ranger = EchoRanger.on(v.net("trigger"), v.net("echo"));
                            v.follow("metres", ranger::metres);
                            v.follow("celsius", ranger::celsius);
                            v.followFault(EchoFault.class, new EchoFault.None(), ranger::failing);
                            return v.connect(ranger);
                        }),
                bosch(
                                PartKind.named("bme280", "a BME280 barometer, thermometer and hygrometer on I2C")
                                        .i2c(0x76, 0x76, 0x77),
                                true)
                        .builtBy(v -> v.connectI2c(weather(v, true))),
                bosch(PartKind.named("bme280-spi", "a BME280 on SPI").spi(), true)
                        .builtBy(v -> v.connectSpi(SPI, weather(v, true))),
                bosch(
                                PartKind.named("bmp280", "a BMP280 barometer and thermometer on I2C")
                                        .i2c(0x76, 0x76, 0x77),
                                false)
                        .builtBy(v -> v.connectI2c(weather(v, false))),
                bosch(PartKind.named("bmp280-spi", "a BMP280 on SPI").spi(), false)
                        .builtBy(v -> v.connectSpi(SPI, weather(v, false))));
    }

    private static PartKind humid(PartKind kind) {
        return kind.timed("celsius", -40, 80, CELSIUS, 20, "temperature")
                .timed("percent", 0, 100, PERCENT, 50, "relative humidity")
                .faults(FaultWords.DHT);
    }

    private static PartKind bosch(PartKind bare, boolean humid) {
        var kind = bare.timed("celsius", -40, 85, CELSIUS, 20, "temperature")
                .timed("pascals", 30_000, 110_000, "Pa", 101_325, "pressure")
                .faults(FaultWords.BOSCH);
        return humid ? kind.timed("percent", 0, 100, PERCENT, 50, "relative humidity") : kind;
    }

    private static Bme280Model weather(Values v, boolean humid) {
        var chip = humid ? Bme280Model.bme280() : Bme280Model.bmp280();
        v.follow("celsius", chip::celsius);
        v.follow("pascals", chip::pascals);
        v.followFault(Bme280Fault.class, new Bme280Fault.None(), chip::failing);
        if (humid) {
            v.follow("percent", chip::percent);
        }
        return chip;
    }

    private static List<Object> dht(Values v, DhtSensor sensor) {
        v.follow("celsius", sensor::celsius);
        v.follow("percent", sensor::humidity);
        v.followFault(DhtFault.class, new DhtFault.None(), sensor::failing);
        return v.connect(sensor);
    }
}
