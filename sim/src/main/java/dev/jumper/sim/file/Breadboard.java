package dev.jumper.sim.file;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A circuit that was built from a file, with its parts by name.
///
/// As its circuit it is for one thread at a time.
public final class Breadboard {
    private final Circuit circuit;
    private final List<String> nets;
    private final Map<String, String> host;
    private final Map<String, List<Object>> parts;

    Breadboard(Circuit circuit, List<String> nets, Map<String, String> host, Map<String, List<Object>> parts) {
        this.circuit = circuit;
        this.nets = nets;
        this.host = host;
        this.parts = parts;
    }

    /// Returns the circuit.
    public Circuit circuit() {
        return circuit;
    }

    /// Returns the circuit's time.
    public Ticks ticks() {
        return circuit.ticks();
    }

    /// Returns the names of the nets, in the order of the file.
    public List<String> nets() {
        return nets;
    }

    /// Returns the names of the parts, in the order of the file.
    public Set<String> parts() {
        return parts.keySet();
    }

    /// Returns a new host pin on a net of the file.
    ///
    /// @throws IllegalArgumentException if the file has no such net
    public Pin pin(String net) {
        if (!nets.contains(net)) {
            throw new IllegalArgumentException(
                    "pin is '" + net + "', which is no net of the circuit, " + Spelling.expected(net, nets));
        }
        return circuit.pin(net);
    }

    /// Returns the net on which a program finds the line for a purpose, as [CircuitFile#host] does.
    public Optional<String> host(String purpose) {
        return Optional.ofNullable(host.get(purpose));
    }

    /// Returns the part of this name, as what it consists of: what sits on the wires (such as
    /// [dev.jumper.sim.part.I2cTarget], which can be made to fail), or the model of the chip behind it.
    ///
    /// @throws IllegalArgumentException if the file has no such part, or that has nothing of this type
    public <T> T part(String name, Class<T> type) {
        var found = parts.get(name);
        if (found == null) {
            throw new IllegalArgumentException(
                    "part is '" + name + "', which the circuit has not, " + Spelling.expected(name, parts.keySet()));
        }
        return found.stream()
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("part " + name + " is no " + type.getSimpleName()
                        + ", expected one of "
                        + found.stream().map(o -> o.getClass().getSimpleName()).toList()));
    }

    /// Returns all parts that consist of something of this type, as that, in the order of the file.
    public <T> List<T> parts(Class<T> type) {
        return parts.values().stream()
                .flatMap(List::stream)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
