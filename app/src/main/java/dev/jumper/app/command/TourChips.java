package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.devices.Reading;
import dev.jumper.devices.Sensor;
import dev.jumper.devices.barometer.Bme280;
import dev.jumper.devices.humidity.Dht22;
import dev.jumper.devices.thermometer.Ds18b20;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.file.CircuitFile;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/// The chapter of the tour in which three chips are read.
final class TourChips {
    private static final String CIRCUIT = """
        net = { GPIO22 = "up", GPIO21 = "up", GPIO4 = "up", GPIO5 = "up" }
        part.barometer = { kind = "bme280", scl = "GPIO22", sda = "GPIO21", celsius = 21.5, pascals = 100800 }
        part.probe = { kind = "ds18b20", line = "GPIO4", celsius = -3.25 }
        part.cellar = { kind = "dht22", line = "GPIO5", celsius = 12.4, percent = 81.5 }
        """;

    private TourChips() {}

    /// Shows it.
    static void show(Console console) throws IOException {
        console.print(CIRCUIT.indent(2).stripTrailing());
        var board = CircuitFile.parse("the tour's circuit", CIRCUIT).build();
        var ticks = board.ticks();
        var i2c = SoftI2c.over(board.pin("GPIO22"), board.pin("GPIO21"), ticks);
        var wire = SoftOneWire.over(board.pin("GPIO4"), ticks);
        var air = DhtReader.over(board.pin("GPIO5"), DhtModel.DHT22, ticks);
        List<Sensor> sensors = List.of(
                Bme280.open(i2c, I2cAddress.of(0x76), ticks),
                Ds18b20.open(wire, wire.search().getFirst(), ticks),
                Dht22.open(air, ticks));
        for (Sensor sensor : sensors) {
            console.print("%-24s %s"
                    .formatted(
                            sensor,
                            sensor.read().stream().map(Reading::toString).collect(Collectors.joining("  "))));
        }
        console.print("all that in %.1f s of the circuit's time".formatted(ticks.nanos() / 1e9));
    }
}
