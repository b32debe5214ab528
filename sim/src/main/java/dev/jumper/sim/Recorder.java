package dev.jumper.sim;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import java.util.ArrayList;
import java.util.List;

/// Keeps every edge of some nets, with its time, from the moment it is made.
public final class Recorder {
    private final Circuit circuit;
    private final long start;
    private final List<Signal.Log> logs = new ArrayList<>();

    private Recorder(Circuit circuit) {
        this.circuit = circuit;
        this.start = circuit.nanos();
    }

    /// Starts recording the nets called `names`, in that order; all nets there are now if none is named.
    public static Recorder of(Circuit circuit, String... names) {
        var recorder = new Recorder(circuit);
        if (names.length == 0) {
            circuit.nets().forEach(recorder::record);
        }
        for (String name : names) {
            recorder.record(circuit.net(name));
        }
        return recorder;
    }

    private void record(Net net) {
        var log = new Signal.Log(net.name(), net.level());
        logs.add(log);
        net.listen((_, level) -> log.add(circuit.nanos(), level));
    }

    /// Returns what was recorded up to now; what happens later does not change it.
    public Waveform waveform() {
        return new Waveform(
                start, circuit.nanos(), logs.stream().map(Signal.Log::signal).toList());
    }
}
