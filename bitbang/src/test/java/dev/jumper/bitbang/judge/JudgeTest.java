package dev.jumper.bitbang.judge;

import static dev.jumper.bitbang.judge.Broken.backwards;
import static dev.jumper.bitbang.judge.Broken.inverted;
import static dev.jumper.bitbang.judge.Broken.late;
import static dev.jumper.bitbang.judge.Broken.lateEdge;
import static dev.jumper.bitbang.judge.Broken.stretched;
import static dev.jumper.bitbang.judge.Broken.swapped;
import static dev.jumper.bitbang.judge.Broken.without;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.judge.Judge;
import dev.jumper.sim.wave.Timescale;
import dev.jumper.sim.wave.Waveform;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// What we put on the wires says the same to decoders that nobody here wrote, and spoiled says something else.
class JudgeTest {
    /// A protocol: a good waveform, exactly what it says, and ways to spoil it.
    private record Protocol(
            String name,
            Supplier<Waveform> wave,
            Timescale scale,
            String stack,
            String annotation,
            String text,
            Map<String, UnaryOperator<Waveform>> broken) {
        Judge.Verdict judged(Waveform waveform, String suffix) throws IOException {
            return new Judge(name + suffix, scale).decoded(waveform, text, stack, annotation);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final Protocol I2C = registers("i2c", I2cSpeed.STANDARD, 10_000);

    private static Protocol registers(String name, I2cSpeed speed, long period) {
        return i2c(
                name,
                () -> Waves.i2c(speed),
                period,
                "",
                "i2c=addr-data",
                "Start|Write|Address write: 68|ACK|Data write: 02|ACK|Data write: A5|ACK|Stop|"
                        + "Start|Write|Address write: 68|ACK|Data write: 02|ACK|"
                        + "Start repeat|Read|Address read: 68|ACK|Data read: A5|ACK|Data read: 3C|NACK|Stop|"
                        + "Start|Write|Address write: 53|NACK|Stop");
    }

    /// A protocol of chips on an I2C bus whose clock has `period`.
    private static Protocol i2c(
            String name, Supplier<Waveform> wave, long period, String chip, String annotation, String text) {
        return new Protocol(
                name,
                wave,
                Timescale.HUNDRED_NANOSECONDS,
                "i2c:scl=scl:sda=sda" + chip,
                annotation,
                text,
                Map.of(
                        "SDA late by a clock", late("sda", period),
                        "SDA inverted", inverted("sda"),
                        "lines exchanged", swapped("scl", "sda"),
                        "backwards", backwards(),
                        "one clock lost", without("scl", 11, 2)));
    }

    private static final Protocol READ_ROM = bits(
            "onewire",
            "owr",
            Waves::readRom,
            "onewire_link:owr=owr,onewire_network",
            "onewire_network",
            "Reset/presence: true|ROM command: 0x33 'Read ROM'|ROM: 0x740000070e41ac28");

    static Stream<Protocol> protocols() {
        return Stream.of(
                I2C,
                registers("i2c-400k", I2cSpeed.FAST, 2_500),
                i2c(
                        "lm75",
                        Waves::lm75,
                        10_000,
                        ",lm75",
                        "lm75", // warnings too, so there are none
                        "Temperature: 25.5 °C|Temperature: 298.6 K"),
                spi(SpiMode.MODE_0, "msb-first"),
                spi(SpiMode.MODE_1, "msb-first"),
                spi(SpiMode.MODE_2, "msb-first"),
                spi(SpiMode.MODE_3, "msb-first"),
                spi(SpiMode.MODE_0, "lsb-first"),
                READ_ROM,
                bits(
                        "ds18b20",
                        "owr",
                        Waves::thermometer,
                        "onewire_link:owr=owr,onewire_network,ds28ea00",
                        "ds28ea00",
                        "Reset/presence: true|ROM: 0x740000070e41ac28|Function command: 0x44 'Convert temperature'|"
                                + "Reset/presence: true|ROM: 0x740000070e41ac28|"
                                + "Function command: 0xbe 'Read scratchpad'|"
                                + Stream.of("5e", "ff", "4b", "46", "7f", "ff", "0c", "10", "6a") // data sheet, Table 1
                                        .map(b -> "Scratchpad data: 0x" + b)
                                        .collect(Collectors.joining("|"))),
                bits(
                        "dht22",
                        "sda",
                        Waves::dht22,
                        "am230x:sda=sda",
                        "am230x=humidity:temperature:checksum",
                        "Humidity: 55.3 %|Temperature: -10.1 °C|Checksum: OK"),
                bits(
                        "dht11",
                        "sda",
                        Waves::dht11,
                        "am230x:sda=sda:device=dht11",
                        "am230x=humidity:temperature:checksum",
                        "Humidity: 45.0 %|Temperature: 23.0 °C|Checksum: OK"),
                bits(
                        "uart",
                        "tx",
                        Waves::uart,
                        "uart:tx=tx:baudrate=115200:format=ascii:tx_packet_delim=10",
                        "uart=tx-packet",
                        "Hello, >>> [0D][0A]"),
                bits(
                        "ws281x",
                        "din",
                        Waves::lights,
                        "rgb_led_ws281x:din=din",
                        "rgb_led_ws281x=rgb",
                        "#ff0000|#00ff00|#123456"),
                bits(
                        "nec",
                        "ir",
                        Waves::nec,
                        "ir_nec:ir=ir",
                        "ir_nec=fields",
                        "Leader code|Address: 0x04|Address#: 0xFB|Command: 0x08|Command#: 0xF7|Repeat code"),
                bits(
                        "rc5",
                        "ir",
                        Waves::rc5,
                        "ir_rc5:ir=ir",
                        "ir_rc5=fields",
                        "Startbit1: 1|Startbit2: 1|Togglebit: 1|"
                                + "Address: 5 (Video cassette recorder 1)|Command: 53 (Play)"),
                pulses("hc-sr04", "echo", Waves::ranger, "timing:data=echo", "timing=time", "5.827 ms (171.606 Hz)"),
                pulses(
                        "servo",
                        "servo",
                        Waves::servo,
                        "pwm:data=servo",
                        "pwm",
                        String.join("|", Collections.nCopies(4, "7.500000%|20.0 ms"))),
                pulses(
                        "pwm",
                        "pwm",
                        Waves::pwm,
                        "pwm:data=pwm",
                        "pwm",
                        String.join("|", Collections.nCopies(4, "25.000000%|1000.0 µs"))));
    }

    private static Protocol spi(SpiMode mode, String order) {
        return new Protocol(
                "spi-" + mode.ordinal() + "-" + order,
                () -> Waves.spi(mode, order.equals("lsb-first")),
                Timescale.TEN_NANOSECONDS,
                "spi:clk=clk:mosi=mosi:miso=miso:cs=cs:cpol=%d:cpha=%d:bitorder=%s"
                        .formatted(mode.polarity(), mode.phase(), order),
                "spi=mosi-transfer:miso-transfer",
                "00 5A 0F|9F 12 C4",
                Map.of(
                        "MOSI late by a clock", late("mosi", 1100),
                        "MOSI inverted", inverted("mosi"),
                        "data lines exchanged", swapped("mosi", "miso"),
                        "backwards", backwards(),
                        "one clock lost", without("clk", 7, 2),
                        "chip select never rises", without("cs", 1, 1)));
    }

    /// A protocol of bits on one line.
    private static Protocol bits(
            String name, String net, Supplier<Waveform> wave, String stack, String annotation, String text) {
        return new Protocol(
                name,
                wave,
                net.equals("din") ? Timescale.TEN_NANOSECONDS : Timescale.HUNDRED_NANOSECONDS,
                stack,
                annotation,
                text,
                Map.of(
                        "wrong speed", stretched(net.equals("owr") ? 0.5 : 1.7), // a slow 1-Wire is a good one
                        "inverted", inverted(net),
                        "backwards", backwards(),
                        "one pulse lost", without(net, 9, 2)));
    }

    /// A line whose pulses are all there is.
    private static Protocol pulses(
            String name, String net, Supplier<Waveform> wave, String stack, String annotation, String text) {
        return new Protocol(
                name,
                wave,
                Timescale.HUNDRED_NANOSECONDS,
                stack,
                annotation,
                text,
                Map.of(
                        "too slow", stretched(1.01),
                        "too fast", stretched(0.99),
                        "one edge late", lateEdge(net, 1, 20_000),
                        "flat", without(net, 0, 1000)));
    }

    @BeforeAll
    static void requireDecoders() {
        Judge.requireDecoders();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void acceptsWhatWeMakeAndRefusesItSpoiled(Protocol protocol) throws IOException {
        var wave = protocol.wave().get();
        var good = protocol.judged(wave, "");
        assertTrue(good.accepted(), good.said());
        for (var broken : protocol.broken().entrySet()) {
            String name = broken.getKey();
            var verdict = protocol.judged(broken.getValue().apply(wave), " " + name);
            assertFalse(verdict.accepted(), name + ": " + verdict.said());
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherJudgeTellsAllFourModesOfSpiApart(SpiMode mode) throws IOException {
        var judge = new Judge("spi-mode-" + mode.ordinal(), Timescale.TEN_NANOSECONDS);
        var wave = Waves.spi(mode, false);
        assertEquals("mode " + mode.ordinal(), judge.spiMode(wave));
        assertEquals(
                "mode " + (mode.ordinal() ^ 2), judge.spiMode(inverted("clk").apply(wave)));
        assertEquals(
                "mode " + (mode.ordinal() ^ 1), judge.spiMode(late("mosi", 700).apply(wave)));
    }

    @Test
    void noWarningIsGivenOfOurOneWireSlotsAndOneOfSpoiledOnes() throws IOException {
        var wave = Waves.readRom();
        var good = silent(wave, "");
        assertTrue(good.accepted(), good.said());
        for (var broken : Map.of(
                        "slow", stretched(2.2),
                        "fast", stretched(0.8),
                        "late", lateEdge("owr", 9, 9_600))
                .entrySet()) {
            var verdict = silent(broken.getValue().apply(wave), broken.getKey());
            assertFalse(verdict.accepted(), broken.getKey() + ": " + verdict.said());
        }
    }

    private static Judge.Verdict silent(Waveform wave, String suffix) throws IOException {
        return new Judge("onewire-timing" + suffix, READ_ROM.scale())
                .silent(
                        wave,
                        READ_ROM.text(),
                        READ_ROM.stack(),
                        READ_ROM.annotation(),
                        "onewire_link:owr=owr",
                        "onewire_link=warnings");
    }

    @Test
    void refusesAGoodWaveOfWhichAnythingElseIsExpected() throws IOException {
        var wave = I2C.wave().get();
        var judge = new Judge("i2c-other", I2C.scale());
        assertFalse(judge.decoded(wave, I2C.text().replace("A5", "A4"), I2C.stack(), I2C.annotation())
                .accepted());
        assertFalse(judge.decoded(wave, "Start", I2C.stack(), I2C.annotation()).accepted(), "a part of it");
        assertFalse(judge.decoded(wave, I2C.text(), "i2c:scl=clk:sda=sda", I2C.annotation())
                .accepted());
        assertFalse(judge.decoded(wave, "", I2C.stack(), "i2c=warnings").accepted(), "silence");
    }
}
