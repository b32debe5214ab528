package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.session.Console;
import dev.jumper.hal.time.Ticks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `jumper wave`: what it draws, and what it says to bad input.
@Timeout(60)
class WaveCommandTest {
    @TempDir
    Path folder;

    private Path file;

    /// An I2C probe of address 0x48 that is acknowledged, written by hand: clock of 100 kHz, data in its low
    /// phases.
    private static String probe() {
        var vcd = new StringBuilder("""
            $timescale 1 us $end
            $scope module bench $end
            $var wire 1 ! scl $end
            $var wire 1 " sda $end
            $upscope $end
            $enddefinitions $end
            #0
            $dumpvars
            1!
            1"
            $end
            #10
            0"
            #15
            0!
            """);
        int time = 15;
        for (char bit : "100100000".toCharArray()) {
            vcd.append("#%d\n%c\"\n#%d\n1!\n#%d\n0!\n".formatted(time + 2, bit, time + 5, time + 10));
            time += 10;
        }
        return vcd.append("#%d\n0\"\n#%d\n1!\n#%d\n1\"\n#%d\n".formatted(time + 2, time + 5, time + 10, time + 35))
                .toString();
    }

    @BeforeEach
    void writeTheWaveform() throws IOException {
        file = Files.writeString(folder.resolve("probe.vcd"), probe());
    }

    private Outcome wave(Object... args) {
        var all = new ArrayList<>(List.of("wave"));
        for (Object arg : args) {
            all.add(arg.toString());
        }
        return Outcome.of("", all.toArray(String[]::new));
    }

    @Test
    void drawsPlainlyWhereThereIsNoTerminal() {
        wave(file, "--width", "74", "--decode", "i2c:scl,sda", "--title", "A probe")
                .prints("""
                    A probe
                    i2c      S [          Address 0x48 write          ][ACK][ P ]
                        ───────┐  ┌─┐  ┌─┐  ┌─┐  ┌─┐  ┌─┐  ┌─┐  ┌─┐  ┌─┐  ┌─┐  ┌──────────────
                    scl        └──┘ └──┘ └──┘ └──┘ └──┘ └──┘ └──┘ └──┘ └──┘ └──┘
                        ─────┐  ┌────┐         ┌────┐                            ┌────────────
                    sda      └──┘    └─────────┘    └────────────────────────────┘
                        ╵0                       ╵50 µs                   ╵100 µs
                    """);
    }

    @Test
    void drawsAPartAndSomeOfTheLines() {
        wave(file, "--width", "44", "--from", "0us", "--to", "20us", "--signals", "sda")
                .prints("""
                        ────────────────────┐             ┌─────
                    sda                     └─────────────┘
                        ╵0                  ╵10 µs
                    """);
    }

    @Test
    void listsWhatTheLinesSay() {
        wave(file, "--list", "--decode", "i2c", "--to", "110us").prints("""
                   10 µs  i2c     Start
                   15 µs  i2c     Address 0x48 write
                   95 µs  i2c     ACK
                  105 µs  i2c     Stop
            """);
        wave(file, "--list").fails(2, "wave --list: found no --decode, expected at least one");
    }

    @Test
    void drawsInColourOnATerminalOnly() {
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var console = new Console(InputStream.nullInputStream(), out, err, false, true, true);
        var args = List.of("wave", file.toString(), "--decode", "i2c", "--width", "80");
        new Jumper(console, Map.of(), Ticks.system()).run(args);
        assertTrue(out.toString(StandardCharsets.UTF_8).contains("\033[35m"), out.toString(StandardCharsets.UTF_8));
        out.reset();
        new Jumper(console, Map.of("NO_COLOR", "1"), Ticks.system()).run(args);
        assertFalse(out.toString(StandardCharsets.UTF_8).contains("\033"), out.toString(StandardCharsets.UTF_8));
        assertEquals("", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void writesPicturesInsteadOfDrawingInTheTerminal() throws IOException {
        Path svg = folder.resolve("probe.svg");
        Path png = Files.writeString(folder.resolve("probe.png"), "old");
        wave(file, "--svg", svg, "--png", png, "--decode", "i2c", "--title", "A probe")
                .prints("");
        String text = Files.readString(svg);
        assertTrue(text.startsWith("<svg "), text);
        assertTrue(text.contains(">0x48 write</text>") || text.contains(">Address 0x48 write</text>"), text);
        assertTrue(text.contains("<title>A probe</title>"), text);
        assertEquals(1920, ImageIO.read(png.toFile()).getWidth());
        try (var left = Files.list(folder)) {
            assertEquals(3, left.count(), "a partial file was left behind");
        }
        assertArrayEquals(
                Files.readAllBytes(svg),
                wave(file, "--svg", "-", "--decode", "i2c", "--title", "A probe")
                        .bytes());
    }

    @Test
    void refusesFilesThatAreNoWaveform() throws IOException {
        wave(folder.resolve("absent.vcd")).fails(8, "absent.vcd: found nothing of that name");
        wave(folder).fails(8, folder + ": found a directory, expected a VCD file");
        String text = probe();
        Path cut = Files.writeString(folder.resolve("cut.vcd"), text.substring(0, text.indexOf("$enddefinitions")));
        wave(cut).fails(8, cut.toString());
        Path noise = Files.writeString(folder.resolve("noise.vcd"), "hello\n");
        wave(noise).fails(8, noise.toString());
        Path empty = Files.writeString(folder.resolve("empty.vcd"), "");
        wave(empty).fails(8, empty.toString());
    }

    @Test
    void namesWhatThereIsWhenSomethingIsUnknown() {
        wave(file, "--signals", "scl,clk").fails(2, "waveform has no signal \"clk\", only scl, sda");
        wave(file, "--decode", "i2c:scl,data")
                .fails(2, "decoder i2c:scl,data: waveform has no signal \"data\", only scl, sda");
        wave(file, "--decode", "can:scl")
                .fails(
                        2,
                        "wave --decode: decoder \"can:scl\": found protocol \"can\", expected one of i2c, spi, onewire,"
                                + " uart, dht, ws281x, nec, rc5, pwm, pulse; write it like i2c:scl,sda");
        wave(file, "--decode", "i2c:scl").fails(2, "found no line for sda, expected the lines scl, sda");
    }

    @Test
    void refusesTimesThatMakeNoSenseBeforeReadingAnything() {
        var absent = folder.resolve("absent.vcd");
        wave(absent, "--from", "100")
                .fails(2, "wave --from: time: found \"100\" without a unit", "such as 1.5ms or 20us");
        wave(absent, "--to", "soon").fails(2, "wave --to: time: found \"soon\", expected a number with one of");
        wave(absent, "--from", "2ms", "--to", "1ms").fails(2, "drawing from 2 ms to 1 ms: expected a start before");
        wave(absent, "--width", "3").fails(2, "drawing of width 3: expected 20 to 10000");
        wave(file, "--from", "1s").fails(2, "drawing from 1 s on: found a waveform from 0 ns to 140 µs");
    }

    @Test
    void refusesOutputsItCannotWriteAndLeavesWhatWasThere() throws IOException {
        wave(file, "--svg", folder.resolve("absent/x.svg")).fails(8, "absent: found nothing of that name");
        wave(file, "--svg", folder).fails(8, folder + ": found a directory, expected a file to write");
        wave(file, "--png", file + "/x.png").fails(8, "probe.vcd: found a file, expected a directory");
        wave(file, "--svg", file).fails(2, "wave --svg: found the waveform's own file");
        wave(file, "--svg", "x", "--png", "x").fails(2, "found x for both --svg and --png, expected two names");
        assertEquals(probe(), Files.readString(file));
        Path old = Files.writeString(folder.resolve("old.svg"), "old");
        assertEquals(2, wave(file, "--svg", old, "--signals", "clk").status());
        assertEquals("old", Files.readString(old));
    }

    @Test
    void readsNothingFromABoard() {
        var in = new ByteArrayInputStream(new byte[0]);
        var outcome = Outcome.of(in, new ByteArrayOutputStream(), "-p", "/dev/absent", "wave", file.toString());
        assertEquals(0, outcome.status(), outcome.err());
    }
}
