package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class TourTest {
    @Test
    void showsTheBoardAndTheCircuitAndLeavesTheWaveform(@TempDir Path folder) throws IOException {
        var outcome = Outcome.of("", "-q", "tour", "--files", folder.toString());
        outcome.has("primes below 50: 2 3 5 7 11 13 17 19 23 29 31 37 41 43 47");
        outcome.has("noise.bin        20000 bytes there and back");
        outcome.has("the board is at its prompt again, and 6 * 7 is 42");
        // NXP LM75B data sheet, "Temperature register (Temp)": 25.5 °C is 0x19 0x80 with 0.125 °C to a bit
        outcome.has("a scan finds [0x48], an LM75 thermometer");
        outcome.has("it says 19 80, that is 25.500 °C; on the wire:");
        outcome.has("[ 0x48 read  ]");
        // what the circuit file says, in the steps of the sensors
        outcome.has("DS18B20 " + RomCode.of(0x28, 1) + " -3.2500 °C");
        outcome.has("12.4 °C  81.5 %");
        outcome.has("BME280 at 0x76 ");
        assertTrue(Files.readString(folder.resolve("i2c.svg")).contains("0x19"));
        var again = Outcome.of("", "wave", folder.resolve("i2c.vcd").toString(), "--decode", "i2c:scl,sda");
        again.has("0x80");
        assertEquals(0, again.status());
    }
}
