package dev.jumper.sim.file;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A circuit as a file describes it, checked.
///
/// ```
/// [net]
/// GPIO21 = "up"                 # a net, with a pull-up resistor
/// GPIO22 = "up"
///
/// [host]                        # where a program finds the lines it needs
/// sda = "GPIO21"
/// scl = "GPIO22"
///
/// [part.cellar]
/// kind = "bme280"
/// sda = "GPIO21"
/// scl = "GPIO22"
/// celsius = [[0, 12.5], [3600, 14]]   # seconds and value, linear in between
/// ```
///
/// Immutable; every [#build] makes a circuit of its own.
public final class CircuitFile {
    private final CircuitOptions options;
    private final Map<String, NetEntry> nets;
    private final Map<String, String> host;
    private final Map<String, PartEntry> parts;

    /// A net as the file says.
    record NetEntry(String pull, int level, long riseNanos) {}

    /// A part as the file says, its values as the keys of its kind read them.
    record PartEntry(PartKind kind, Place place, Map<String, Object> values) {}

    CircuitFile(
            CircuitOptions options,
            Map<String, NetEntry> nets,
            Map<String, String> host,
            Map<String, PartEntry> parts) {
        this.options = options;
        this.nets = nets;
        this.host = host;
        this.parts = parts;
    }

    /// Reads a file in UTF-8.
    ///
    /// @throws CircuitFileException if it describes no circuit
    /// @throws IOException if it cannot be read
    public static CircuitFile read(Path file) throws IOException {
        String text;
        try {
            text = Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new Place(file.toString(), 1, 1).wrong("found bytes that are no UTF-8, expected a text in TOML");
        }
        return parse(file.toString(), text);
    }

    /// Reads `text`, called `source` in messages.
    ///
    /// @throws CircuitFileException if it describes no circuit
    public static CircuitFile parse(String source, String text) throws CircuitFileException {
        return new CircuitReader(source).read(text);
    }

    /// Builds the circuit, at the time 0, with the options of the file.
    public Breadboard build() {
        var circuit = Circuit.create(options);
        nets.forEach((name, entry) -> {
            var net = circuit.net(name).floatsAt(entry.level()).risesIn(entry.riseNanos());
            switch (entry.pull()) {
                case "up" -> net.pulledUp();
                case "down" -> net.pulledDown();
                default -> {}
            }
        });
        var built = new LinkedHashMap<String, List<Object>>();
        parts.forEach((name, entry) -> built.put(name, build(circuit, entry)));
        return new Breadboard(circuit, List.copyOf(nets.keySet()), host, built);
    }

    static List<Object> build(Circuit circuit, PartEntry entry) {
        return entry.kind().builder().build(new Values(circuit, entry.values()));
    }

    /// Returns the names of the nets, in the order of the file.
    public List<String> nets() {
        return List.copyOf(nets.keySet());
    }

    /// Returns the names of the parts, in the order of the file.
    public List<String> parts() {
        return List.copyOf(parts.keySet());
    }

    /// Returns the net on which a program finds the line for a purpose: `scl`, `sda`, `sck`, `mosi`, `miso`, `cs`,
    /// `dc`, `onewire`, `dht`; if the file says.
    public Optional<String> host(String purpose) {
        return Optional.ofNullable(host.get(purpose));
    }
}
