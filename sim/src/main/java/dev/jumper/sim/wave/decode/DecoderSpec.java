package dev.jumper.sim.wave.decode;

import dev.jumper.hal.bus.SpiMode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A decoder's description, taken apart: protocol, lines, options.
final class DecoderSpec {
    /// Says that a line is not there.
    private static final String ABSENT = "-";

    private static final List<Protocol> PROTOCOLS = List.of(
            new Protocol("i2c", List.of("scl", "sda"), 2, List.of(), DecoderSpec::i2c),
            new Protocol(
                    "spi",
                    List.of("clk", "mosi", "miso", "cs"),
                    1,
                    List.of("mode", "bits", "lsb", "cshigh"),
                    DecoderSpec::spi),
            new Protocol("onewire", List.of("owr"), 1, List.of("overdrive"), DecoderSpec::oneWire),
            new Protocol("uart", List.of("tx"), 1, List.of("baud", "bits", "parity", "invert"), DecoderSpec::uart),
            new Protocol("dht", List.of("sda"), 1, List.of("model"), DecoderSpec::dht),
            new Protocol("ws281x", List.of("din"), 1, List.of("order"), DecoderSpec::ws281x),
            new Protocol("nec", List.of("ir"), 1, List.of(), s -> new NecDecoder(s.line("ir"))),
            new Protocol("rc5", List.of("ir"), 1, List.of(), s -> new Rc5Decoder(s.line("ir"))),
            new Protocol("pwm", List.of("pwm"), 1, List.of(), s -> new PwmDecoder(s.line("pwm"))),
            new Protocol(
                    "pulse",
                    List.of("echo"),
                    1,
                    List.of("low"),
                    s -> new PulseDecoder(s.line("echo"), s.flag("low") ? 0 : 1)));

    private final String text;
    private final Protocol protocol;
    private final Map<String, String> lines = new HashMap<>();
    private final Map<String, String> options = new HashMap<>();

    private record Protocol(String name, List<String> roles, int needed, List<String> options, Maker maker) {}

    @FunctionalInterface
    private interface Maker {
        Decoder make(DecoderSpec spec);
    }

    private DecoderSpec(String text, Protocol protocol) {
        this.text = text;
        this.protocol = protocol;
    }

    static DecoderSpec parse(String text) {
        int colon = text.indexOf(':');
        String name = (colon < 0 ? text : text.substring(0, colon)).strip();
        var protocol = PROTOCOLS.stream()
                .filter(p -> p.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "decoder \"%s\": found protocol \"%s\", expected one of %s; write it like i2c:scl,sda"
                                .formatted(
                                        text,
                                        name,
                                        PROTOCOLS.stream().map(Protocol::name).collect(Collectors.joining(", ")))));
        var spec = new DecoderSpec(text, protocol);
        if (colon >= 0) {
            for (String word : text.substring(colon + 1).split(",", -1)) {
                spec.add(word.strip());
            }
        }
        spec.complete();
        return spec;
    }

    private void add(String word) {
        int equals = word.indexOf('=');
        String key = equals < 0 ? word : word.substring(0, equals).strip();
        String value = equals < 0 ? "" : word.substring(equals + 1).strip();
        if (word.isEmpty() || equals >= 0 && value.isEmpty()) {
            throw refused(word, expected());
        }
        if (protocol.options().contains(key)) {
            put(options, key, value);
        } else if (equals >= 0) {
            if (!protocol.roles().contains(key)) {
                throw refused(word, expected());
            }
            put(lines, key, value);
        } else {
            put(
                    lines,
                    protocol.roles().stream()
                            .filter(role -> !lines.containsKey(role))
                            .findFirst()
                            .orElseThrow(() -> refused(word, expected())),
                    word);
        }
    }

    private void put(Map<String, String> map, String key, String value) {
        if (map.put(key, value) != null) {
            throw new IllegalArgumentException("decoder \"%s\": found %s twice, expected it once".formatted(text, key));
        }
    }

    private void complete() {
        if (lines.isEmpty()) {
            protocol.roles().forEach(role -> lines.put(role, role));
        }
        for (String role : protocol.roles().subList(0, protocol.needed())) {
            if (lines.getOrDefault(role, ABSENT).equals(ABSENT)) {
                throw new IllegalArgumentException("decoder \"%s\": found no line for %s, expected %s; write it like %s"
                        .formatted(text, role, expected(), example()));
            }
        }
    }

    private String example() {
        return protocol.name() + ":" + String.join(",", protocol.roles());
    }

    private String expected() {
        var lineNames = "the lines " + String.join(", ", protocol.roles());
        return protocol.options().isEmpty()
                ? lineNames
                : lineNames + " and the options " + String.join(", ", protocol.options());
    }

    private IllegalArgumentException refused(String word, String expected) {
        return new IllegalArgumentException("decoder \"%s\": found \"%s\", expected %s; write it like %s"
                .formatted(text, word, expected, example()));
    }

    Decoder decoder() {
        return protocol.maker().make(this);
    }

    private String line(String role) {
        return lines.get(role);
    }

    private Optional<String> lineIfThere(String role) {
        return Optional.ofNullable(lines.get(role)).filter(name -> !name.equals(ABSENT));
    }

    private boolean flag(String key) {
        String value = options.get(key);
        if (value != null && !value.isEmpty()) {
            throw new IllegalArgumentException(
                    "decoder \"%s\": found %s=%s, expected %s without a value".formatted(text, key, value, key));
        }
        return value != null;
    }

    private int number(String key, int otherwise, int least, int most) {
        String value = options.get(key);
        if (value == null) {
            return otherwise;
        }
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below, with what was expected
        }
        throw new IllegalArgumentException("decoder \"%s\": found %s=%s, expected a number from %d to %d"
                .formatted(text, key, value, least, most));
    }

    private <E extends Enum<E>> E choice(String key, E otherwise) {
        String value = options.get(key);
        if (value == null) {
            return otherwise;
        }
        var all = otherwise.getDeclaringClass().getEnumConstants();
        return Stream.of(all)
                .filter(e -> e.name().equalsIgnoreCase(value))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("decoder \"%s\": found %s=%s, expected one of %s"
                        .formatted(
                                text,
                                key,
                                value,
                                Stream.of(all)
                                        .map(e -> e.name().toLowerCase(java.util.Locale.ROOT))
                                        .collect(Collectors.joining(", ")))));
    }

    private Decoder i2c() {
        return new I2cDecoder(line("scl"), line("sda"));
    }

    private Decoder spi() {
        return new SpiDecoder(
                line("clk"),
                lineIfThere("mosi"),
                lineIfThere("miso"),
                lineIfThere("cs"),
                SpiMode.of(number("mode", 0, 0, 3)),
                number("bits", 8, 1, 32),
                flag("lsb"),
                flag("cshigh"));
    }

    private Decoder oneWire() {
        return new OneWireDecoder(line("owr"), flag("overdrive"));
    }

    private Decoder uart() {
        return new UartDecoder(
                line("tx"),
                number("baud", UartDecoder.DEFAULT_BAUD, 1, 100_000_000),
                number("bits", 8, 5, 9),
                choice("parity", UartDecoder.Parity.NONE),
                flag("invert"));
    }

    private Decoder dht() {
        return new DhtDecoder(line("sda"), choice("model", DhtDecoder.Model.DHT22));
    }

    private Decoder ws281x() {
        return new Ws281xDecoder(line("din"), choice("order", Ws281xDecoder.Order.GRB));
    }
}
