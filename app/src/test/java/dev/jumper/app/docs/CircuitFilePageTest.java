package dev.jumper.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.bitbang.SoftI2c;
import dev.jumper.devices.barometer.Bme280;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.file.CircuitFile;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The Java code of docs/circuit-file.md, on the circuit of that page.
class CircuitFilePageTest {
    private static final Path PAGE = Path.of("..", "docs", "circuit-file.md");
    private static final String CELLAR = cellar();

    private static String cellar() {
        try {
            var example = Pattern.compile("(?s)```toml\n(.*?)```\n").matcher(Files.readString(PAGE));
            return example.results().findFirst().orElseThrow().group(1);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theFileBuildsACircuitInATest() throws IOException {
        // @start region=build
        var board = CircuitFile.parse("cellar.toml", CELLAR).build(); // or CircuitFile.read(Path)
        var bus = SoftI2c.over(board.pin("GPIO22"), board.pin("GPIO21"), board.ticks());
        var chip = Bme280.open(bus, I2cAddress.of(0x77), board.ticks());

        assertEquals(12.5, chip.readWeather().celsius(), 0.01);
        board.ticks().delay(Duration.ofHours(1)); // takes no time
        assertEquals(14, chip.readWeather().celsius(), 0.01);

        board.part("cellar", I2cTarget.class).failingNext(new I2cFault.AddressRefused());
        assertThrows(DeviceException.class, chip::readWeather);
        // @end region=build
    }
}
