import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.devices.humidity.Dht22;
import dev.jumper.devices.humidity.HumidAir;
import dev.jumper.gpio.GpioChip;
import dev.jumper.gpio.LineOptions;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.file.CircuitFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Consumer;

/// Reads a DHT22 ten times, on a GPIO line of this machine such as GPIO4, or on a circuit, FILE.toml.
public final class Air {
    private static final int READINGS = 10;

    public static void main(String[] args) throws IOException {
        String where = args[0];
        if (where.endsWith(".toml")) {
            var board = CircuitFile.read(Path.of(where)).build();
            read(board.pin(board.host("dht").orElseThrow()), board.ticks(), READINGS, Air::print);
        } else {
            // @start region=line
            try (var chip = GpioChip.withLine(where);
                    var line = chip.request(where, LineOptions.DEFAULT.input(Pull.UP))) {
                read(line, Ticks.system(), READINGS, Air::print);
            }
            // @end region=line
        }
    }

    /// Reads the sensor on `line`. A line that keeps its edges, as those of the kernel and of a circuit do, is
    /// decoded from their time stamps: it does not matter when this program gets to see them.
    // @start region=read
    public static void read(Pin line, Ticks ticks, int readings, Consumer<HumidAir> each) throws IOException {
        var sensor = Dht22.open(DhtReader.over(line, DhtModel.DHT22, ticks), ticks);
        for (int i = 0; i < readings; i++) {
            each.accept(sensor.readAir());
        }
    }
    // @end region=read

    private static void print(HumidAir air) {
        System.out.printf(Locale.ROOT, "%.1f °C, %.1f %%\n", air.celsius(), air.percent());
    }
}
