import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.devices.clock.Ds3231;
import dev.jumper.devices.humidity.Dht22;
import dev.jumper.devices.thermometer.Ds18b20;
import dev.jumper.hal.bus.DhtLine;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.file.CircuitFile;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/// A weather station: every ten minutes of an hour, the time and three measurements.
public final class Weather {
    public static void main(String[] args) throws IOException {
        var board = CircuitFile.read(Path.of(args[0])).build();
        var i2c = SoftI2c.over(board.pin("GPIO22"), board.pin("GPIO21"), board.ticks());
        var wire = SoftOneWire.over(board.pin("GPIO4"), board.ticks());
        var air = DhtReader.over(board.pin("GPIO5"), DhtModel.DHT22, board.ticks());
        report(i2c, wire, air, board.ticks(), System.out);
    }

    /// Does it on any buses: of pins, of a circuit, played back.
    public static void report(I2cBus i2c, OneWireBus wire, DhtLine air, Ticks ticks, PrintStream out)
            throws IOException {
        var clock = Ds3231.open(i2c, I2cAddress.of(0x68), ticks);
        var outside = Ds18b20.open(wire, wire.search().getFirst(), ticks);
        var inside = Dht22.open(air, ticks);
        for (int i = 0; i < 6; i++) {
            String time = clock.now().toString().substring(11, 16);
            double celsius = outside.readCelsius();
            var room = inside.readAir();
            out.printf(
                    Locale.ROOT,
                    "%s  outside %.4f °C  inside %.1f °C, %.1f %%\n",
                    time,
                    celsius,
                    room.celsius(),
                    room.percent());
            ticks.delay(Duration.ofMinutes(10));
        }
    }
}
