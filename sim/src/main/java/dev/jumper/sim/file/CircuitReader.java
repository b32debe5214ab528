package dev.jumper.sim.file;

import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.file.CircuitFile.NetEntry;
import dev.jumper.sim.file.CircuitFile.PartEntry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.tomlj.Toml;

/// Reads the tables of a circuit file, and tells the first mistake.
final class CircuitReader {
    static final List<Key> CIRCUIT_KEYS = List.of(
            Key.optional(
                    "access_nanos",
                    new Form.Whole(0, 1_000_000_000, "ns"),
                    CircuitOptions.DEFAULT.accessNanos(),
                    Long.toString(CircuitOptions.DEFAULT.accessNanos()),
                    "what one use of a pin takes"),
            Key.optional(
                    "propagation_nanos",
                    new Form.Whole(0, 1_000_000_000, "ns"),
                    CircuitOptions.DEFAULT.propagationNanos(),
                    Long.toString(CircuitOptions.DEFAULT.propagationNanos()),
                    "how long a change of an output takes to reach its net"),
            Key.optional(
                    "seed",
                    new Form.Whole(Long.MIN_VALUE, Long.MAX_VALUE, ""),
                    CircuitOptions.DEFAULT.seed(),
                    Long.toString(CircuitOptions.DEFAULT.seed()),
                    "where all that is random starts"));

    static final Key PULL =
            Key.optional("pull", new Form.Choice(List.of("none", "up", "down")), "none", "\"none\"", "its resistor");

    static final List<Key> NET_KEYS = List.of(
            PULL,
            Key.optional("level", new Form.Whole(0, 1, ""), 0L, "0", "what it reads while nothing is on it"),
            Key.optional(
                    "rise_nanos",
                    new Form.Whole(0, 1_000_000_000, "ns"),
                    0L,
                    "0",
                    "how long a resistor takes to make it high"));

    static final List<Key> HOST_KEYS = List.of(
            host("scl", "clock of the I2C bus"),
            host("sda", "data of the I2C bus"),
            host("sck", "clock of the SPI bus"),
            host("mosi", "data out of the SPI bus"),
            host("miso", "data in of the SPI bus"),
            host("cs", "chip select on the SPI bus"),
            host("dc", "what tells a display on the SPI bus commands from pixels"),
            host("onewire", "the 1-Wire line"),
            host("dht", "the line of a DHT sensor"));

    private static final List<String> TABLES = List.of("circuit", "net", "host", "part");

    private final String source;

    CircuitReader(String source) {
        this.source = source;
    }

    private static Key host(String name, String what) {
        return Key.optional(name, new Form.NetName(), "", "none", what);
    }

    CircuitFile read(String text) throws CircuitFileException {
        var result = Toml.parse(text);
        if (result.hasErrors()) {
            var error = result.errors().getFirst();
            throw new Place(source, error.position().line(), error.position().column())
                    .wrong(error.getMessage().replaceAll("\\s*\\R\\s*", " "));
        }
        var root = new Node("the file", result, new Place(source, 1, 1));
        for (String name : root.names()) {
            if (!TABLES.contains(name)) {
                var stray = root.child(name, name).orElseThrow();
                throw stray.place().wrong("found %s, %s".formatted(name, Spelling.expected(name, TABLES)));
            }
        }
        var options = options(root);
        var nets = nets(root);
        var host = host(root, nets.keySet());
        var parts = parts(root, nets.keySet());
        var file = new CircuitFile(options, nets, host, parts);
        tryOut(parts);
        return file;
    }

    private static CircuitOptions options(Node root) throws CircuitFileException {
        var table = root.child("circuit", "circuit");
        if (table.isEmpty()) {
            return CircuitOptions.DEFAULT;
        }
        var values = values(table.get(), CIRCUIT_KEYS, Set.of());
        return new CircuitOptions(
                (long) values.get("access_nanos"), (long) values.get("propagation_nanos"), (long) values.get("seed"));
    }

    private static Map<String, NetEntry> nets(Node root) throws CircuitFileException {
        var table = root.child("net", "net");
        var nets = new LinkedHashMap<String, NetEntry>();
        if (table.isEmpty()) {
            return nets;
        }
        for (String name : table.get().names()) {
            var node = table.get().child(name, "net " + name).orElseThrow();
            if (node.value() instanceof String) {
                nets.put(name, new NetEntry((String) PULL.form().read(node, Set.of()), 0, 0));
            } else {
                var values = values(node, NET_KEYS, Set.of());
                nets.put(name, new NetEntry((String) values.get("pull"), (int) (long) values.get("level"), (long)
                        values.get("rise_nanos")));
            }
        }
        return nets;
    }

    private static Map<String, String> host(Node root, Set<String> nets) throws CircuitFileException {
        var host = new LinkedHashMap<String, String>();
        var table = root.child("host", "host");
        if (table.isPresent()) {
            values(table.get(), HOST_KEYS, nets).forEach((purpose, net) -> {
                if (!net.equals("")) {
                    host.put(purpose, (String) net);
                }
            });
        }
        return host;
    }

    private Map<String, PartEntry> parts(Node root, Set<String> nets) throws CircuitFileException {
        var table = root.child("part", "part");
        var parts = new LinkedHashMap<String, PartEntry>();
        if (table.isEmpty()) {
            return parts;
        }
        var taken = new HashMap<List<Object>, String>();
        for (String name : table.get().names()) {
            var node = table.get().child(name, "part " + name).orElseThrow();
            var kind = kind(node);
            var values = values(node, withKind(kind.keys()), nets);
            values.remove("kind");
            distinctNets(node, kind, values);
            address(node, name, values, taken);
            parts.put(name, new PartEntry(kind, node.place(), values));
        }
        return parts;
    }

    private static List<Key> withKind(List<Key> keys) {
        var all = new ArrayList<Key>();
        all.add(Key.required("kind", new Form.Choice(kinds()), "what it is"));
        all.addAll(keys);
        return all;
    }

    private static List<String> kinds() {
        return PartKinds.all().stream().map(PartKind::name).toList();
    }

    private static PartKind kind(Node part) throws CircuitFileException {
        var kind = part.child("kind", part.what() + ", kind")
                .orElseThrow(() -> part.place()
                        .wrong(part.what() + ": found no kind, expected one of " + String.join(", ", kinds())));
        for (PartKind known : PartKinds.all()) {
            if (known.name().equals(kind.value())) {
                return known;
            }
        }
        throw kind.wrong(
                kind.shown() + ", which is no kind of part",
                Spelling.expected(kind.value().toString(), kinds()));
    }

    /// Reads the entries of a table, those that are not there as their fallbacks.
    private static Map<String, Object> values(Node table, List<Key> keys, Set<String> nets)
            throws CircuitFileException {
        var known = new LinkedHashSet<String>();
        keys.forEach(key -> known.add(key.name()));
        for (String name : table.names()) {
            if (!known.contains(name)) {
                throw table.child(name, table.what())
                        .orElseThrow()
                        .wrong("the key " + name, Spelling.expected(name, known));
            }
        }
        var values = new LinkedHashMap<String, Object>();
        for (Key key : keys) {
            var node = table.child(key.name(), table.what() + ", " + key.name());
            if (node.isPresent()) {
                values.put(key.name(), key.form().read(node.get(), nets));
            } else {
                values.put(
                        key.name(),
                        key.fallback()
                                .orElseThrow(() -> table.place()
                                        .wrong("%s: found no %s, expected %s"
                                                .formatted(table.what(), key.name(), expected(key)))));
            }
        }
        return values;
    }

    private static String expected(Key key) {
        return key.form() instanceof Form.NetName
                ? "the name of a net: " + key.what()
                : key.form().toString();
    }

    private static void distinctNets(Node part, PartKind kind, Map<String, Object> values) throws CircuitFileException {
        var uses = new HashMap<Object, String>();
        for (Key key : kind.keys()) {
            Object net = values.get(key.name());
            if (!(key.form() instanceof Form.NetName) || net.equals("")) {
                continue;
            }
            String before = uses.put(net, key.name());
            if (before != null) {
                throw part.child(key.name(), part.what() + ", " + key.name())
                        .orElseThrow()
                        .wrong("net " + net + ", which is its " + before + " already", "expected another net");
            }
        }
    }

    /// Checks that no other part has the same address on the same wires.
    private static void address(Node part, String name, Map<String, Object> values, Map<List<Object>, String> taken)
            throws CircuitFileException {
        List<Object> wires;
        String key;
        String shown;
        if (values.get("address") instanceof Integer address) {
            wires = List.of(values.get("scl"), values.get("sda"), address);
            key = "address";
            shown = "0x%02x".formatted(address);
        } else if (values.get("rom") instanceof RomCode rom) {
            wires = List.of(values.get("line"), rom);
            key = "rom";
            shown = rom.toString();
        } else {
            return;
        }
        String before = taken.putIfAbsent(wires, name);
        if (before != null) {
            var place = part.child(key, key).map(Node::place).orElse(part.place());
            throw place.wrong("%s, %s: found %s, which part %s has on the same wires, expected another"
                    .formatted(part.what(), key, shown, before));
        }
    }

    /// Builds each part once, to find what only the model itself knows to be wrong.
    private static void tryOut(Map<String, PartEntry> parts) throws CircuitFileException {
        var circuit = Circuit.create();
        for (var entry : parts.entrySet()) {
            try {
                CircuitFile.build(circuit, entry.getValue());
            } catch (IllegalArgumentException e) {
                throw new CircuitFileException(
                        entry.getValue().place(), "part " + entry.getKey() + ": " + e.getMessage());
            }
        }
    }
}
