package dev.jumper.emulator;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;

/// How the pins of a board hang on a circuit.
///
/// Pin number `n` is on the net `GPIOn` unless told otherwise, the analogue input of `ADC(0)` on the net `A0`.
///
/// **Time.** The board's programs live in the time of the circuit: what `time.ticks_us` and `time.sleep` say is
/// what parts and recorders see. It passes when a program sleeps, at once, and by 2 µs with each call to `machine`
/// or `time`; a program that only computes takes no time. A board that is [#paced] waits in its sleeps for the
/// clock of the host, and catches up with it.
///
/// **Threads.** The board's thread uses the circuit while code runs. Others use it before the board is switched
/// on, while it waits at its prompt, and after it is off.
///
/// Immutable, but for the circuit.
public final class Wiring {
    /// How many pins a board has unless told otherwise.
    public static final int PINS = 64;

    /// The names on a NodeMCU board by the numbers of their pins: "nodemcu-devkit-v1.0", schematic, sheet
    /// "Peripheral".
    public static final Map<String, Integer> NODEMCU =
            Map.of("D0", 16, "D1", 5, "D2", 4, "D3", 0, "D4", 2, "D5", 14, "D6", 12, "D7", 13, "D8", 15);

    private final Circuit circuit;
    private final Map<Integer, String> nets;
    private final Map<String, Integer> names;
    private final Map<Integer, Pin> pins;
    private final Optional<Ticks> pace;

    private Wiring(
            Circuit circuit,
            Map<Integer, String> nets,
            Map<String, Integer> names,
            Map<Integer, Pin> pins,
            Optional<Ticks> pace) {
        this.circuit = circuit;
        this.nets = nets;
        this.names = names;
        this.pins = pins;
        this.pace = pace;
    }

    /// Returns the wiring of pins 0 to 63 to `circuit`, which know the names of [#NODEMCU] too.
    public static Wiring to(Circuit circuit) {
        var nets = new TreeMap<Integer, String>();
        for (int number = 0; number < PINS; number++) {
            nets.put(number, "GPIO" + number);
        }
        return new Wiring(circuit, nets, new TreeMap<>(NODEMCU), Map.of(), Optional.empty());
    }

    /// Returns this wiring with other nets for some pins.
    public Wiring withNets(Map<Integer, String> others) {
        others.keySet().forEach(Wiring::requireNumber);
        return new Wiring(circuit, joined(nets, others), names, pins, pace);
    }

    /// Returns this wiring with further names for pins, to be used as `Pin("D1")`.
    public Wiring withNames(Map<String, Integer> more) {
        more.values().forEach(Wiring::requireNumber);
        return new Wiring(circuit, nets, joined(names, more), pins, pace);
    }

    /// Returns this wiring with `pin` as the board's pin `number`: any pin written in Java, which Python code uses
    /// as one of its own. It stays the caller's, and is used by the board's thread.
    public Wiring withPin(int number, Pin pin) {
        requireNumber(number);
        return new Wiring(circuit, nets, names, joined(pins, Map.of(number, pin)), pace);
    }

    /// Returns this wiring with a board that waits in its sleeps until as much time has passed on the host's
    /// clock: for people who watch it.
    public Wiring paced() {
        return paced(Ticks.system());
    }

    Wiring paced(Ticks host) {
        return new Wiring(circuit, nets, names, pins, Optional.of(host));
    }

    /// Returns the circuit.
    public Circuit circuit() {
        return circuit;
    }

    /// Returns the net that the pin `number` is on, if there is such a pin.
    public Optional<String> net(int number) {
        return Optional.ofNullable(nets.get(number));
    }

    /// Returns the number of the pin called `name`: one of its names, or `GPIO` and the number.
    OptionalInt number(String name) {
        var named = names.get(name);
        if (named != null) {
            return OptionalInt.of(named);
        }
        for (int number = 0; number < PINS; number++) {
            if (name.equals("GPIO" + number)) {
                return OptionalInt.of(number);
            }
        }
        return OptionalInt.empty();
    }

    /// Returns the names other than those with `GPIO`.
    Set<String> names() {
        return names.keySet();
    }

    Optional<Pin> pin(int number) {
        return Optional.ofNullable(pins.get(number));
    }

    Optional<Ticks> pace() {
        return pace;
    }

    private static void requireNumber(int number) {
        if (number < 0 || number >= PINS) {
            throw new IllegalArgumentException("pin of a board is " + number + ", expected 0 to " + (PINS - 1));
        }
    }

    private static <K extends Comparable<K>, V> Map<K, V> joined(Map<K, V> some, Map<K, V> more) {
        var all = new TreeMap<>(some);
        all.putAll(more);
        return all;
    }
}
