package dev.jumper.sim.wave.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.wave.Vcd;
import dev.jumper.sim.wave.Waveform;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Textbook waves, drawn by a program that knows nothing of these decoders. The expected values are what sigrok's
/// decoders say to the same files.
class ReferenceWavesTest {
    static Waveform wave(String name) throws IOException {
        var resource = Objects.requireNonNull(ReferenceWavesTest.class.getResourceAsStream(name + ".vcd"), name);
        try (var in = new InputStreamReader(resource, StandardCharsets.UTF_8)) {
            return Vcd.read(in, name).waveform();
        }
    }

    private static String read(String name, String spec) throws IOException {
        return String.join("; ", Pen.labels(spec, wave(name)));
    }

    @Test
    void i2cOfAClockWrittenReadAndOfNobody() throws IOException {
        assertEquals(
                "Start; Address 0x68 write; ACK; 0x00; ACK; 0x56; ACK; 0x34; ACK; 0x12; ACK; 0x03; ACK; 0x15; ACK;"
                        + " 0x07; ACK; 0x25; ACK; Stop; Start; Address 0x68 write; ACK; 0x00; ACK; Start repeat;"
                        + " Address 0x68 read; ACK; 0x56; ACK; 0x34; ACK; 0x12; ACK; 0x03; ACK; 0x15; ACK; 0x07; ACK;"
                        + " 0x25; NACK; Stop; Start; Address 0x53 write; NACK; Stop",
                read("i2c_clock", "i2c:scl,sda"));
    }

    @Test
    void i2cOfAThermometer() throws IOException {
        assertEquals(
                "Start; Address 0x48 write; ACK; 0x00; ACK; Start repeat; Address 0x48 read; ACK; 0x19; ACK; 0x80;"
                        + " NACK; Stop",
                read("i2c_thermometer", "i2c:scl,sda"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void spiInEachMode(int mode) throws IOException {
        assertEquals(
                "0x9f; 0x00; 0x00; 0xa5; 0xff; 0xef; 0x40; 0x5a",
                read("spi" + mode, "spi:clk,mosi,miso,cs,mode=" + mode));
    }

    @Test
    void spiWithTheLeastSignificantBitFirst() throws IOException {
        assertEquals("0x9f; 0x12; 0xff; 0x34", read("spi_lsb", "spi:clk,mosi,miso,cs,lsb"));
    }

    @Test
    void oneWireOfAThermometer() throws IOException {
        // sigrok prints ROM codes the other way round, 0x5804310c1e64ff28, and leaves out bits that make no byte
        assertEquals(
                "Reset; Presence; Read ROM; ROM 28ff641e0c310458; Reset; Presence; Match ROM; ROM 28ff641e0c310458;"
                        + " 0x44; bits 00; Reset; Presence; Match ROM; ROM 28ff641e0c310458; 0xbe; 0x79; 0x01; 0x4b;"
                        + " 0x46; 0x7f; 0xff; 0x0f; 0x10; 0x7c",
                read("onewire", "onewire:owr"));
    }

    @Test
    void oneWireThatGoesIntoOverdrive() throws IOException {
        assertEquals(
                "Reset; Presence; Overdrive skip ROM; Reset; Presence; Skip ROM; 0xa5",
                read("onewire_overdrive", "onewire:owr"));
    }

    @Test
    void humidityAndTemperature() throws IOException {
        assertEquals(
                "Start; Response; 0x02; 0x29; 0x80; 0x65; 0x10; Humidity 55.3 %; Temperature -10.1 °C; Checksum OK",
                read("dht22", "dht:sda"));
        assertEquals(read("dht22", "dht:sda"), read("dht22_18ms", "dht:sda,model=dht22"));
        assertEquals(
                "Start; Response; 0x2d; 0x00; 0x17; 0x00; 0x44; Humidity 45.0 %; Temperature 23.0 °C; Checksum OK",
                read("dht11", "dht:sda,model=dht11"));
    }

    @Test
    void noHumidityFromBitsThatAreNeitherZeroNorOne() throws IOException {
        assertEquals(
                "Start; Response; bit 0 is 40 µs high, expected 22 to 30 or 68 to 75 µs",
                read("dht22_vague", "dht:sda"));
    }

    @Test
    void serialText() throws IOException {
        var track = Decoder.parse("uart:tx").decode(wave("uart")).getFirst();
        assertEquals(
                "H,e,l,l,o,,,20,>,>,>,20,0d,0a",
                track.annotations().stream().map(a -> a.labels().getLast()).collect(Collectors.joining(",")));
        assertEquals("0x4f 'O'; 0x64 'd'; 0x64 'd'; 0x3f '?'", read("uart_odd", "uart:tx,baud=9600,parity=odd"));
    }

    @Test
    void coloursOfLamps() throws IOException {
        assertEquals("#ff0000; #00ff00; #123456; Reset", read("ws281x", "ws281x:din"));
    }

    @Test
    void keysOfRemoteControls() throws IOException {
        assertEquals("Leader; Address 0x04; Command 0x08; Repeat", read("nec", "nec:ir"));
        // 5 is the video recorder, 53 is play; the last frame is extended: 63 to sigrok, which takes no notice of that
        assertEquals(
                "Start; Toggle 0; Address 0x05; Command 0x35; Start; Toggle 1; Address 0x05; Command 0x35;"
                        + " Start; Toggle 0; Address 0x1f; Command 0x7f",
                read("rc5", "rc5:ir"));
    }

    @Test
    void widthsAndDutyCycles() throws IOException {
        assertEquals("5.83 ms; 11.66 ms", read("hcsr04", "pulse:echo"));
        assertEquals("30.46 ms", read("hcsr04", "pulse:echo,low"));
        var duty = Decoder.parse("pwm:servo").decode(wave("servo")).getFirst().annotations();
        assertEquals(List.of("1.5 ms of 20 ms, 7.5 %", "7.5 %"), duty.getFirst().labels());
        assertEquals(5, duty.size());
    }

    /// A decoder sees nothing of its own on lines that carry something else, and never fails.
    @ParameterizedTest
    @ValueSource(strings = {"i2c_clock", "spi0", "onewire", "dht22", "uart", "ws281x", "nec", "rc5", "hcsr04", "servo"})
    void annotationsAreInOrderWhateverIsOnTheLine(String name) throws IOException {
        var wave = wave(name);
        String line = wave.signals().getFirst().name();
        String other = wave.signals().getLast().name();
        for (String spec : List.of(
                "i2c:" + line + "," + other,
                "spi:" + line + "," + other,
                "onewire:" + line,
                "uart:" + line,
                "dht:" + line,
                "ws281x:" + line,
                "nec:" + line,
                "rc5:" + line,
                "pwm:" + line,
                "pulse:" + line)) {
            for (var track : Decoder.parse(spec).decode(wave)) {
                long free = Long.MIN_VALUE;
                for (var annotation : track.annotations()) {
                    assertTrue(annotation.from() >= free, spec + " on " + name + ": overlaps at " + annotation);
                    free = annotation.to();
                }
            }
        }
    }
}
