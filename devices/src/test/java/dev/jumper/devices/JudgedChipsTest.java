package dev.jumper.devices;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.devices.humidity.Dht11;
import dev.jumper.devices.humidity.Dht22;
import dev.jumper.devices.thermometer.Ds18b20;
import dev.jumper.devices.thermometer.Ds18b20Settings;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.judge.Judge;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.wave.Timescale;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What drivers say to chips, and the chips to them, means the same to sigrok's decoders of those chips.
class JudgedChipsTest {
    private static final RomCode ROM = RomCode.parse("28ac410e07000074");

    /// What the decoder calls the bytes of commands that it lists only.
    private static final String LISTED = "TO" + "DO";

    private final Circuit circuit = Circuit.create();

    @BeforeAll
    static void requireDecoders() {
        Judge.requireDecoders();
    }

    /// What a test does with its chip.
    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    private void assertSays(String text, String name, String net, String stack, String annotation, Act act)
            throws IOException {
        var recorder = Recorder.of(circuit, net);
        circuit.ticks().delay(Duration.ofMillis(1));
        act.run();
        circuit.ticks().delay(Duration.ofMillis(1));
        var judge = new Judge(name, Timescale.HUNDRED_NANOSECONDS);
        var verdict = judge.decoded(recorder.waveform(), text, stack, annotation);
        assertTrue(verdict.accepted(), verdict.said());
        var other = judge.decoded(recorder.waveform(), text + "|", stack, annotation);
        assertFalse(other.accepted(), "anything is accepted");
    }

    private static String commands(String... functions) {
        var text = new StringBuilder();
        for (String function : functions) {
            String separator = text.isEmpty() ? "" : "|";
            text.append(separator + "Reset/presence: true|ROM: 0x740000070e41ac28|" + function);
        }
        return text.toString();
    }

    private static String bytes(String what, String bytes) {
        return "|" + what + ": 0x" + bytes.replace(" ", "|" + what + ": 0x");
    }

    @Test
    void ds18b20MeasuresAndIsSet() throws IOException {
        circuit.net("owr").pulledUp();
        circuit.add(OneWireTarget.on("owr", ROM, OneWireThermometer.create().celsius(-10.125)));
        var bus = SoftOneWire.over(circuit.pin("owr"), circuit.ticks());
        String read = "Function command: 0xbe 'Read scratchpad'";
        assertSays(
                commands(
                        read + bytes("Scratchpad data", "50 05 4b 46 7f ff 0c 10 1c"), // data sheet, "Memory"
                        "Function command: 0xb4 'Read power mode'" + bytes(LISTED + " 'READ POWER MODE'", "ff"),
                        "Function command: 0x44 'Convert temperature'",
                        read + bytes("Scratchpad data", "5e ff 4b 46 7f ff 0c 10 6a"), // Table 1
                        "Function command: 0x4e 'Write scratchpad'"
                                + bytes(LISTED + " 'WRITE SCRATCHPAD'", "1e f6 1f"), // 30, -10, 9 bits
                        read + bytes("Scratchpad data", "5e ff 1e f6 1f ff 0c 10 70")),
                "ds18b20-driver",
                "owr",
                "onewire_link:owr=owr,onewire_network,ds28ea00",
                "ds28ea00",
                () -> {
                    var sensor = Ds18b20.open(bus, ROM, circuit.ticks());
                    sensor.readCelsius();
                    sensor.configure(
                            Ds18b20Settings.FACTORY.withResolutionBits(9).withAlarms(-10, 30));
                });
    }

    @Test
    void dht22Measures() throws IOException {
        circuit.net("sda").pulledUp();
        circuit.add(DhtSensor.dht22("sda").celsius(-10.1).humidity(55.3));
        var line = DhtReader.over(circuit.pin("sda"), DhtModel.DHT22, circuit.ticks());
        String frame = "Humidity: 55.3 %|Temperature: -10.1 °C|Checksum: OK";
        assertSays(
                frame + "|" + frame,
                "dht22-driver",
                "sda",
                "am230x:sda=sda",
                "am230x=humidity:temperature:checksum",
                () -> Dht22.open(line, circuit.ticks()).readAir());
    }

    @Test
    void dht11Measures() throws IOException {
        circuit.net("sda").pulledUp();
        circuit.add(DhtSensor.dht11("sda").celsius(23).humidity(45));
        var line = DhtReader.over(circuit.pin("sda"), DhtModel.DHT11, circuit.ticks());
        String frame = "Humidity: 45.0 %|Temperature: 23.0 °C|Checksum: OK";
        assertSays(
                frame + "|" + frame,
                "dht11-driver",
                "sda",
                "am230x:sda=sda:device=dht11",
                "am230x=humidity:temperature:checksum",
                () -> Dht11.open(line, circuit.ticks()).readAir());
    }
}
