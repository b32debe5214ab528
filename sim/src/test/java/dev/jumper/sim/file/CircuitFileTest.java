package dev.jumper.sim.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pull;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.part.Button;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.EchoRanger;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.Led;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.SpiRegisters;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a circuit file says is what is built.
class CircuitFileTest {
    private static final long SECOND = 1_000_000_000;

    private static CircuitFile parse(String text) throws CircuitFileException {
        return CircuitFile.parse("test.toml", text);
    }

    @Test
    void anEmptyFileIsACircuitOfNothing() throws Exception {
        var board = parse("# nothing\n").build();
        assertEquals(List.of(), board.nets());
        assertEquals(Set.of(), board.parts());
        assertEquals(CircuitOptions.DEFAULT, board.circuit().options());
        assertEquals(0, board.ticks().nanos());
    }

    @Test
    void netsHaveTheirResistorsLevelsAndRises() throws Exception {
        var board = parse("""
            [net]
            up = "up"
            down = "down"
            none = "none"
            high = { level = 1 }
            plain = {}
            slow = { pull = "up", rise_nanos = 5000 }
            """).build();
        assertEquals(List.of("up", "down", "none", "high", "plain", "slow"), board.nets());
        var circuit = board.circuit();
        assertEquals(1, circuit.net("up").level());
        assertEquals(0, circuit.net("down").level());
        assertEquals(0, circuit.net("none").level());
        assertEquals(1, circuit.net("high").level());
        assertEquals(0, circuit.net("plain").level());

        var pin = board.pin("slow");
        pin.output(false);
        pin.input(Pull.NONE);
        circuit.ticks().delay(4_000);
        assertFalse(pin.isHigh());
        circuit.ticks().delay(1_000);
        assertTrue(pin.isHigh());
    }

    @Test
    void theCircuitHasItsOptions() throws Exception {
        var board = parse("""
            [circuit]
            access_nanos = 250
            propagation_nanos = 7
            seed = -3
            """).build();
        assertEquals(new CircuitOptions(250, 7, -3), board.circuit().options());
    }

    @Test
    void tellsWhichNetsThePurposesOfAHostAre() throws Exception {
        var file = parse("""
            net.a = "up"
            net.b = "up"
            host.scl = "a"
            host.sda = "b"
            """);
        assertEquals(Optional.of("a"), file.host("scl"));
        assertEquals(Optional.of("b"), file.build().host("sda"));
        assertEquals(Optional.empty(), file.build().host("sck"));
    }

    @Test
    void linesAreStuckForATime() throws Exception {
        var board = parse("""
            [net]
            sda = "up"
            low = "down"
            [part.short]
            kind = "stuck"
            net = "sda"
            from = 1
            until = 3
            [part.solder]
            kind = "stuck"
            net = "low"
            to = "supply"
            """).build();
        var levels = new StringBuilder();
        for (int half = 0; half < 8; half++) {
            levels.append(board.circuit().net("sda").level());
            assertEquals(1, board.circuit().net("low").level());
            board.ticks().delay(500_000_000);
        }
        assertEquals("11000011", levels.toString());
    }

    @Test
    void noiseComesAtTheRateAndForTheTimeThatTheFileSays() throws Exception {
        var board = parse("""
            [net]
            wire = "up"
            [part.motor]
            kind = "noise"
            net = "wire"
            every = 0.001
            width_nanos = 5000
            """).build();
        int[] pulses = {0};
        long[] low = {0};
        var circuit = board.circuit();
        circuit.net("wire").listen((_, level) -> {
            pulses[0] += level;
            low[0] += level == 0 ? -circuit.nanos() : circuit.nanos();
        });
        board.ticks().delay(1_000_000_000);
        // a thousand on average, from the file's seed; less than a tenth off
        assertTrue(pulses[0] > 900 && pulses[0] < 1100, pulses[0] + " pulses");
        assertEquals(5000L * pulses[0], low[0]);
    }

    @Test
    void partsAreReachedByTheirNamesAsWhatTheyConsistOf() throws Exception {
        var board = parse("""
            [net]
            scl = "up"
            sda = "up"
            led = "none"
            [part.chip]
            kind = "i2c-registers"
            scl = "scl"
            sda = "sda"
            address = 0x48
            values = "19 80"
            [part."power light"]
            kind = "led"
            net = "led"
            """).build();
        assertEquals(Set.of("chip", "power light"), board.parts());
        assertEquals(0x19, board.part("chip", I2cRegisters.class).value(0));
        assertEquals(0x80, board.part("chip", I2cRegisters.class).value(1));
        assertEquals(0, board.part("chip", I2cTarget.class).transactions());
        board.pin("led").output(true);
        assertTrue(board.part("power light", Led.class).lit());

        var e = assertThrows(IllegalArgumentException.class, () -> board.part("chop", Led.class));
        assertEquals("part is 'chop', which the circuit has not, did you mean chip?", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> board.part("chip", Led.class));
        assertEquals("part chip is no Led, expected one of [I2cTarget, I2cRegisters]", e.getMessage());
        e = assertThrows(IllegalArgumentException.class, () -> board.pin("GPIO4"));
        assertEquals("pin is 'GPIO4', which is no net of the circuit, expected one of scl, sda, led", e.getMessage());
    }

    @Test
    void everyBuildIsACircuitOfItsOwn() throws Exception {
        var file = parse("net.a = \"none\"\npart.led = { kind = \"led\", net = \"a\" }\n");
        var first = file.build();
        var second = file.build();
        assertNotSame(first.circuit(), second.circuit());
        first.pin("a").output(true);
        assertTrue(first.part("led", Led.class).lit());
        assertFalse(second.part("led", Led.class).lit());
        assertSame(first.part("led", Led.class), first.part("led", Led.class));
    }

    @Test
    void valuesFollowTheirPointsInAStraightLine() throws Exception {
        var board = parse("""
            net.line = "up"
            [part.air]
            kind = "dht22"
            line = "line"
            celsius = [[10, -10], [20, 30.0], [20, 0], [30, 0], [40, 5.5]]
            percent = 33.3
            """).build();
        var sensor = board.part("air", DhtSensor.class);
        double[][] expected = {
            {0, -10}, {10, -10}, {11, -6}, {15, 10}, {19.75, 29}, {20, 0}, {29, 0}, {35, 2.8}, {99, 5.5}
        };
        for (double[] point : expected) {
            board.ticks().delay((long) (point[0] * SECOND) - board.ticks().nanos());
            assertEquals(point[1], celsius(sensor), 0.06, "after " + point[0] + " s");
        }
        assertEquals(333, (sensor.frame()[0] & 0xFF) << 8 | sensor.frame()[1] & 0xFF);
    }

    /// The tenths of degrees of a frame, as "Single-bus communication" of the AM2302 manual has them.
    private static double celsius(DhtSensor sensor) {
        byte[] frame = sensor.frame();
        double tenths = (frame[2] & 0x7F) << 8 | frame[3] & 0xFF;
        return (frame[2] < 0 ? -tenths : tenths) / 10;
    }

    @Test
    void aSignalRepeats() throws Exception {
        var board = parse("""
            net.beat = "down"
            [part.metronome]
            kind = "signal"
            net = "beat"
            level = [[0.1, 1], [0.3, 0]]
            repeat = 1
            """).build();
        var pin = board.pin("beat");
        var seen = new StringBuilder();
        for (int tenth = 0; tenth < 24; tenth++) {
            board.ticks()
                    .delay(tenth * SECOND / 10 + SECOND / 20 - board.ticks().nanos());
            seen.append(pin.isHigh() ? 1 : 0);
        }
        assertEquals("011000000001100000000110", seen.toString());
    }

    @Test
    void aButtonIsPressedAsToldAndStartsReleased() throws Exception {
        var board = parse("""
            net.key = "up"
            net.other = "down"
            part.a = { kind = "button", net = "key", pressed = [[1, 1], [2, 0]] }
            part.b = { kind = "button", net = "other", to = "supply", pressed = 1 }
            """).build();
        var pin = board.pin("key");
        assertTrue(pin.isHigh());
        assertTrue(board.pin("other").isHigh());
        board.ticks().delay(SECOND);
        assertFalse(pin.isHigh());
        assertTrue(board.part("a", Button.class).pressed());
        board.ticks().delay(SECOND);
        assertTrue(pin.isHigh());
    }

    @Test
    void everyKindIsBuiltWithTheLeastThatItNeeds() throws Exception {
        for (PartKind kind : PartKinds.all()) {
            var text = new StringBuilder("part.it.kind = \"" + kind.name() + "\"\n");
            for (Key key : kind.keys()) {
                if (key.fallback().isPresent()) {
                    continue;
                }
                text.append(
                        switch (key.form()) {
                            case Form.NetName _ -> "net.%1$s = \"up\"\npart.it.%1$s = \"%1$s\"\n".formatted(key.name());
                            case Form.Address(List<Integer> allowed) ->
                                "part.it.%s = %d\n".formatted(key.name(), allowed.getFirst());
                            case Form.Text _ -> "part.it.%s = \"X\"\n".formatted(key.name());
                            case Form.TimedLevel _ -> "part.it.%s = 1\n".formatted(key.name());
                            default -> throw new AssertionError("tell here what " + key + " may be");
                        });
            }
            assertEquals(Set.of("it"), parse(text.toString()).build().parts(), kind.name());
        }
    }

    @Test
    void theRangerTheSpiChipAndTheThermometerAreThere() throws Exception {
        var board = parse("""
            net = { t = "none", e = "none", line = "up", sck = "none", mosi = "none", miso = "none", cs = "up" }
            part.range = { kind = "hc-sr04", trigger = "t", echo = "e", metres = 2, celsius = 0 }
            part.probe = { kind = "ds18b20", line = "line", rom = "28ac410e07000074" }
            [part.spi]
            kind = "spi-registers"
            sck = "sck"
            mosi = "mosi"
            miso = "miso"
            cs = "cs"
            values = "d0"
            """).build();
        // there and back at 331.3 m/s
        assertEquals(4 / 331.3, board.part("range", EchoRanger.class).echoNanos() / 1e9, 1e-6);
        assertEquals(
                "28ac410e07000074",
                board.part("probe", OneWireTarget.class).rom().toString());
        assertEquals(0xD0, board.part("spi", SpiRegisters.class).value(0));
    }

    @Test
    void readsAFileInUtf8(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("größe.toml"), "net.\"Größe\" = \"up\"\n");
        assertEquals(List.of("Größe"), CircuitFile.read(file).nets());
        Path noise = Files.write(folder.resolve("noise.toml"), new byte[] {(byte) 0xFF, 0});
        var e = assertThrows(CircuitFileException.class, () -> CircuitFile.read(noise));
        assertEquals(
                noise + ", line 1, column 1: found bytes that are no UTF-8, expected a text in TOML", e.getMessage());
    }
}
