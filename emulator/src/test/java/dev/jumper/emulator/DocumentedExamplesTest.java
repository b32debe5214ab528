package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.Button;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.EchoRanger;
import dev.jumper.sim.part.I2cChip;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.part.SpiRegisters;
import dev.jumper.sim.part.SpiTarget;
import dev.jumper.sim.part.VoltageSource;
import dev.jumper.sim.wave.Edge;
import dev.jumper.sim.wave.Measurement;
import dev.jumper.sim.wave.decode.Annotation;
import dev.jumper.sim.wave.decode.Ws281xDecoder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Each example of the page "Python on a circuit", run on a board whose circuit has what the example needs.
@Timeout(120)
class DocumentedExamplesTest {
    private static final Path PAGE = Path.of("..", "docs", "python-on-a-circuit.md");
    private static final Path FOLDER = Path.of("src/test/resources/dev/jumper/emulator/examples");
    private static final Pattern BLOCK = Pattern.compile("(?s)<!-- emulator/(\\S+) -->\n```python\n(.*?)```\n");
    private static final I2cAddress CHIP = I2cAddress.of(0x3A);

    private final Circuit circuit = Circuit.create();

    private static String example(String name) throws IOException {
        try (var in = DocumentedExamplesTest.class.getResourceAsStream("examples/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String run(String name) throws IOException {
        try (var board = WiredBoard.on(circuit)) {
            return board.run(example(name));
        }
    }

    private I2cRegisters registers(int... values) {
        circuit.net("GPIO5").pulledUp();
        circuit.net("GPIO4").pulledUp();
        var registers = I2cRegisters.of(8).set(0, values);
        circuit.add(I2cTarget.on("GPIO5", "GPIO4", CHIP, registers));
        return registers;
    }

    @Test
    void thePageShowsTheExamplesAndAllOfThem() throws Exception {
        var shown = new TreeSet<Path>();
        var blocks = BLOCK.matcher(Files.readString(PAGE));
        while (blocks.find()) {
            var file = Path.of(blocks.group(1));
            assertEquals(Files.readString(file), blocks.group(2), "differs from " + file);
            shown.add(file);
        }
        try (var files = Files.list(FOLDER)) {
            assertEquals(new TreeSet<>(files.toList()), shown);
        }
    }

    @Test
    void pins() throws Exception {
        circuit.add(Button.toGround("GPIO0")).press();
        var recorder = Recorder.of(circuit, "GPIO2");
        assertEquals("button: 0", run("pins.py"));
        assertEquals(2, Measurement.of(recorder.waveform(), "GPIO2").count(Edge.RISING));
    }

    @Test
    void timing() throws Exception {
        assertEquals("ms: 1500", run("timing.py"));
    }

    @Test
    void interrupts() throws Exception {
        var button = circuit.add(Button.toGround("GPIO0"));
        button.pressLater(100_000_000, 50_000_000);
        button.pressLater(300_000_000, 50_000_000);
        assertEquals("presses: [0, 0]", run("interrupts.py"));
    }

    @Test
    void timers() throws Exception {
        assertEquals("ticks: [1, 1, 1, 1, 1, 'last']", run("timers.py"));
    }

    @Test
    void signals() throws Exception {
        assertEquals("lit: 1 pin: 0", run("signals.py"));
    }

    @Test
    void pwm() throws Exception {
        var recorder = Recorder.of(circuit, "GPIO4", "GPIO14");
        assertEquals("50 Hz, duty 77", run("pwm.py"));
        var fast = Measurement.of(recorder.waveform(), "GPIO4");
        assertEquals(250_000, fast.longestHigh(), 1);
        assertEquals(1_000_000, fast.meanPeriod(), 1);
        var slow = Measurement.of(recorder.waveform(), "GPIO14");
        // 77 of 1024 parts of 20 ms; the last pulse may be cut off by the end of the board
        assertEquals(1_503_906, slow.longestHigh(), 1);
    }

    @Test
    void analogueInputs() throws Exception {
        circuit.add(VoltageSource.on("A0", 0.25));
        circuit.add(VoltageSource.on("GPIO34", _ -> 1.65));
        assertEquals("of 1023: 256 of 65535: 16384\nµV: 1650000", run("adc.py"));
    }

    @Test
    void pulses() throws Exception {
        circuit.add(EchoRanger.on("GPIO12", "GPIO13").metres(0.5));
        String said = run("pulse.py");
        assertEquals(50, Double.parseDouble(said.substring("cm: ".length())), 1);
    }

    @Test
    void spi() throws Exception {
        var chip = SpiRegisters.of(8).set(0, 7, 8, 9);
        circuit.add(SpiTarget.on("GPIO0", "GPIO2", "GPIO4", "GPIO5", SpiSettings.of(SpiMode.MODE_2, 1_000_000), chip));
        assertEquals("register 3: 42\nregisters 0 to 2: b'\\x07\\x08\\t'", run("spi.py"));
        assertEquals(42, chip.value(3));
    }

    @Test
    void i2c() throws Exception {
        var chip = registers();
        assertEquals("found: ['0x3a']\nb'\\x11\"3'\nb'\"'\nbytearray(b'\\x11\"')\nerror 19", run("i2c.py"));
        assertEquals(0x33, chip.value(4));
    }

    @Test
    void i2cStepByStep() throws Exception {
        registers(0x19, 0x80);
        assertEquals("2 bytearray(b'\\x19\\x80')", run("i2c_steps.py"));
    }

    @Test
    void thermometersOnOneWire() throws Exception {
        circuit.net("GPIO12").pulledUp();
        circuit.add(OneWireTarget.on(
                "GPIO12",
                RomCode.parse("28ac410e07000074"),
                OneWireThermometer.create().celsius(-10.125)));
        circuit.add(OneWireTarget.on(
                "GPIO12", RomCode.of(0x28, 5), OneWireThermometer.create().celsius(25.0625)));
        String said = run("ds18b20.py");
        assertTrue(said.startsWith("found: 2\n"), said);
        assertTrue(said.contains("28ac410e07000074 -10.125"), said);
        assertTrue(said.contains(RomCode.of(0x28, 5) + " 25.0625"), said);
    }

    @Test
    void dht22() throws Exception {
        circuit.net("GPIO4").pulledUp();
        circuit.add(DhtSensor.dht22("GPIO4").celsius(-10.1).humidity(65.2));
        assertEquals("-10.1 °C 65.2 %", run("dht22.py"));
    }

    @Test
    void lights() throws Exception {
        var recorder = Recorder.of(circuit, "GPIO0");
        assertEquals("(1, 2, 3) 4", run("lights.py"));
        var seen = new Ws281xDecoder("GPIO0", Ws281xDecoder.Order.GRB)
                .decode(recorder.waveform()).getFirst().annotations().stream()
                        .filter(a -> a.kind() != Annotation.Kind.CONTROL)
                        .map(Annotation::label)
                        .toList();
        assertEquals(List.of("#ffffff", "#010203", "#000000", "#000080"), seen);
    }

    @Test
    void display() throws Exception {
        circuit.net("GPIO5").pulledUp();
        circuit.net("GPIO4").pulledUp();
        var panel = new Panel();
        circuit.add(I2cTarget.on("GPIO5", "GPIO4", I2cAddress.of(0x3C), panel));
        run("display.py");
        byte[] dots = panel.data.toByteArray();
        assertEquals(2 * 1024, dots.length, "a clear screen, then the picture");
        int last = dots.length - 1;
        assertEquals((byte) 0x80, dots[last]);
        assertEquals(1, dots[1024 + 4 * 128 + 70], "the line at 32");
        int lit = 0;
        for (int i = 1024; i < 1024 + 6 * 8; i++) {
            lit += Integer.bitCount(dots[i] & 0xFF);
        }
        assertTrue(lit > 60 && lit < 200, lit + " dots in six letters");
        assertEquals(List.of(0x81, 128), panel.commands.subList(panel.commands.size() - 2, panel.commands.size()));
    }

    @Test
    void pinsWrittenInPython() throws Exception {
        registers(0x19, 0x80);
        // a start and a stop, and 9 clocks for each of 5 bytes, twice set, at least
        var said = run("python_pins.py").split(" ");
        assertEquals("b'\\x19\\x80'", said[0]);
        assertTrue(Integer.parseInt(said[1]) > 90, said[1]);
    }

    @Test
    void aBusWrittenInPython() throws Exception {
        registers(0x19, 0x80);
        assertEquals("True [25, 128]", run("bitbang.py"));
    }

    /// The receiving end of an SSD1306, of which it only keeps commands and data.
    private static final class Panel implements I2cChip {
        private final List<Integer> commands = new ArrayList<>();
        private final ByteArrayOutputStream data = new ByteArrayOutputStream();
        private int control = -1;

        @Override
        public boolean started(boolean reading) {
            control = -1;
            return !reading;
        }

        @Override
        public boolean written(int value) {
            if (control < 0) {
                control = value;
            } else if (control == 0x40) {
                data.write(value);
            } else {
                commands.add(value);
            }
            return true;
        }

        @Override
        public int next() {
            return 0;
        }
    }
}
