package dev.jumper.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.Jumper;
import dev.jumper.app.session.Console;
import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.hal.bus.DhtLine;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackDht;
import dev.jumper.sim.bus.PlaybackI2c;
import dev.jumper.sim.bus.PlaybackOneWire;
import dev.jumper.sim.bus.RecordingDht;
import dev.jumper.sim.bus.RecordingI2c;
import dev.jumper.sim.bus.RecordingOneWire;
import dev.jumper.sim.file.CircuitFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The weather station of `examples/weather`, in Java and in Python: the same readings whatever it runs on.
@Timeout(120)
class WeatherTest {
    private static final Path EXAMPLE =
            Path.of("..", "examples", "weather").toAbsolutePath().normalize();

    /// What weather.toml says for these moments, in the steps of the sensors: 1/16 °C, 0.1 °C and 0.1 %.
    private static final String EXPECTED = """
        14:30  outside 3.5000 °C  inside 21.5 °C, 45.0 %
        14:40  outside 2.9375 °C  inside 21.5 °C, 45.0 %
        14:50  outside 2.2500 °C  inside 17.2 °C, 61.3 %
        15:00  outside 1.1250 °C  inside 19.8 °C, 52.0 %
        15:10  outside 0.0625 °C  inside 19.8 °C, 52.0 %
        15:20  outside -1.5000 °C  inside 19.8 °C, 52.0 %
        """;

    @TempDir
    private static Path classes;

    private static URLClassLoader loader;
    private static Method report;

    @BeforeAll
    static void compile() throws Exception {
        var complaints = new ByteArrayOutputStream();
        int status = ToolProvider.findFirst("javac")
                .orElseThrow()
                .run(
                        new PrintStream(complaints),
                        new PrintStream(complaints),
                        "-proc:none",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        EXAMPLE.resolve("Weather.java").toString());
        assertEquals("", complaints.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
        loader = new URLClassLoader(new URL[] {classes.toUri().toURL()});
        report = loader.loadClass("Weather")
                .getMethod("report", I2cBus.class, OneWireBus.class, DhtLine.class, Ticks.class, PrintStream.class);
    }

    @AfterAll
    static void close() throws IOException {
        loader.close();
    }

    private static String report(I2cBus i2c, OneWireBus wire, DhtLine air, Ticks ticks) throws Exception {
        var out = new ByteArrayOutputStream();
        report.invoke(null, i2c, wire, air, ticks, new PrintStream(out, true, StandardCharsets.UTF_8));
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String python() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(InputStream.nullInputStream(), out, err, false, false, false);
        int status = new Jumper(console, Map.of(), Ticks.system())
                .run(List.of(
                        "-q",
                        "-p",
                        "sim:" + EXAMPLE.resolve("weather.toml") + "?time=virtual",
                        "run",
                        EXAMPLE.resolve("weather.py").toString()))
                .status();
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals(0, status);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void readsTheSameOnTheCircuitFromAPlaybackAndInPython() throws Exception {
        var board = CircuitFile.read(EXAMPLE.resolve("weather.toml")).build();
        var ticks = board.ticks();
        var i2c = RecordingI2c.over(SoftI2c.over(board.pin("GPIO22"), board.pin("GPIO21"), ticks));
        var wire = RecordingOneWire.over(SoftOneWire.over(board.pin("GPIO4"), ticks));
        var air = RecordingDht.over(DhtReader.over(board.pin("GPIO5"), DhtModel.DHT22, ticks));
        String onTheCircuit = report(i2c, wire, air, ticks);
        assertEquals(EXPECTED, onTheCircuit);

        try (var playedI2c = PlaybackI2c.parse(i2c.script());
                var playedWire = PlaybackOneWire.parse(wire.script());
                var playedAir = PlaybackDht.parse(air.script())) {
            assertEquals(onTheCircuit, report(playedI2c, playedWire, playedAir, new VirtualTicks(0)));
        }

        assertEquals(onTheCircuit, python());
    }

    @Test
    void theProgramsAreAsShortAsPromised() throws IOException {
        assertTrue(Files.readAllLines(EXAMPLE.resolve("weather.py")).size() <= 20);
    }
}
