package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.app.session.Console;
import dev.jumper.hal.time.VirtualTicks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A circuit file with some of everything, and command lines that run on it. The host's time is virtual, so nothing
/// waits.
final class BenchOnAFile {
    /// What the file says at first.
    static final String CIRCUIT = """
        [net]
        SCL = "up"
        SDA = "up"
        WIRE = "up"
        AIR = "up"
        LED = "none"
        BEAT = "down"
        TRIG = "down"
        ECHO = "none"
        SCK = "none"
        MOSI = "none"
        MISO = "none"
        CS = "up"

        [host]
        scl = "SCL"
        sda = "SDA"
        onewire = "WIRE"
        dht = "AIR"
        sck = "SCK"
        mosi = "MOSI"
        miso = "MISO"
        cs = "CS"

        [part.light]
        kind = "led"
        net = "LED"

        [part.beat]
        kind = "signal"
        net = "BEAT"
        level = [[0.1, 1], [0.3, 0]]
        repeat = 1

        [part.range]
        kind = "hc-sr04"
        trigger = "TRIG"
        echo = "ECHO"
        metres = 1
        celsius = 0

        [part.store]
        kind = "i2c-registers"
        scl = "SCL"
        sda = "SDA"
        address = 0x08
        values = "48 65 6c 6c 6f 00 ff"

        [part.clock]
        kind = "ds3231"
        scl = "SCL"
        sda = "SDA"
        time = 2026-11-21T14:30:00Z
        celsius = -1.25

        [part.memory]
        kind = "24c02"
        scl = "SCL"
        sda = "SDA"
        address = 0x51
        values = "4a 75 6d 70 65 72"

        [part.screen]
        kind = "ssd1306"
        scl = "SCL"
        sda = "SDA"

        [part.chip]
        kind = "spi-registers"
        sck = "SCK"
        mosi = "MOSI"
        miso = "MISO"
        cs = "CS"
        values = "11 22 33"

        [part.probe]
        kind = "ds18b20"
        line = "WIRE"
        rom = "28ac410e07000074"
        celsius = [[0, 20], [2, 20], [2, 22], [4, 22], [4, 24.5]]

        [part.air]
        kind = "dht22"
        line = "AIR"
        celsius = -5.5
        percent = 45
        """;

    private final Path file;

    /// Writes the file into `folder`.
    BenchOnAFile(Path folder) throws IOException {
        file = folder.resolve("bench.toml");
        write(CIRCUIT);
    }

    /// Writes another circuit into the file.
    void write(String circuit) throws IOException {
        Files.writeString(file, circuit);
    }

    /// Returns the file.
    Path file() {
        return file;
    }

    /// Runs a command line, in which `@` stands for where the pins are.
    Outcome jumper(String line) {
        var args = new ArrayList<String>();
        for (String word : line.split(" ")) {
            if (word.equals("@")) {
                args.addAll(List.of("--on", "sim:" + file));
            } else {
                args.add(word);
            }
        }
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(InputStream.nullInputStream(), out, err, false, false, false);
        int status =
                new Jumper(console, Map.of(), new VirtualTicks(0)).run(args).status();
        return new Outcome(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    /// Demands this complaint and nothing else.
    void complains(int status, String message, String line) {
        var outcome = jumper(line);
        assertEquals("jumper: " + message.replace("@", "sim:" + file) + "\n", outcome.err());
        assertEquals("", outcome.out());
        assertEquals(status, outcome.status());
    }
}
