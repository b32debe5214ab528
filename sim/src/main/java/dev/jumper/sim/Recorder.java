package dev.jumper.sim;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/// Keeps every edge of some nets, with its time, from the moment it is made: eight bytes an edge.
///
/// What lasts no time is on no wire: of several changes of a net at one moment the last one is kept, and of
/// changes that cancel out none.
public final class Recorder {
    private final Circuit circuit;
    private final long start;
    private final List<Signal.Log> logs = new ArrayList<>();

    private Recorder(Circuit circuit) {
        this.circuit = circuit;
        this.start = circuit.nanos();
    }

    /// Starts recording the nets called `names`, in that order; if none is named, all nets, those that are made
    /// later too.
    public static Recorder of(Circuit circuit, String... names) {
        if (new HashSet<>(List.of(names)).size() < names.length) {
            throw new IllegalArgumentException(
                    "nets to record are %s, expected each once".formatted(String.join(", ", names)));
        }
        var recorder = new Recorder(circuit);
        for (String name : names) {
            recorder.record(circuit.net(name));
        }
        if (names.length == 0) {
            circuit.nets().forEach(recorder::record);
            circuit.onNet(recorder::record);
        }
        return recorder;
    }

    private void record(Net net) {
        var log = new Signal.Log(net.name(), net.level(), circuit.nanos());
        logs.add(log);
        net.listen((_, level) -> log.add(circuit.nanos(), level));
    }

    /// Returns what was recorded up to now; what happens later does not change it.
    public Waveform waveform() {
        return new Waveform(
                start, circuit.nanos(), logs.stream().map(Signal.Log::signal).toList());
    }
}
