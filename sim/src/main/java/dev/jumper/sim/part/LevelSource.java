package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import java.util.ArrayList;
import java.util.List;

/// An output that changes by itself: a signal from elsewhere, an oscillator.
///
/// Until its first change it drives nothing.
public final class LevelSource implements Part {
    private record Change(long nanos, int level) {}

    private final String netName;
    private final List<Change> changes = new ArrayList<>();
    private long periodNanos;
    private Circuit circuit;
    private Terminal output;

    private LevelSource(String net) {
        this.netName = net;
    }

    /// Returns an output on `net` that never changes yet.
    public static LevelSource on(String net) {
        return new LevelSource(net);
    }

    /// Drives the net to `level`, 0 or 1, `nanos` after it was connected, which is after every change so far;
    /// returns this.
    public LevelSource then(long nanos, int level) {
        Nanos.atLeastZero("change of a signal", nanos);
        if ((level & ~1) != 0) {
            throw new IllegalArgumentException("signal on %s: level is %d, expected 0 or 1".formatted(netName, level));
        }
        if (!changes.isEmpty() && nanos <= changes.getLast().nanos()) {
            throw new IllegalArgumentException("signal on %s: changes at %d ns, expected after %d ns, the change before"
                    .formatted(netName, nanos, changes.getLast().nanos()));
        }
        changes.add(new Change(nanos, level));
        return this;
    }

    /// Begins again each `nanos`, which is after the last change, and returns this.
    public LevelSource repeating(long nanos) {
        if (changes.isEmpty() || nanos <= changes.getLast().nanos()) {
            throw new IllegalArgumentException("signal on %s: repeats after %d ns, expected after its last change%s"
                    .formatted(
                            netName,
                            nanos,
                            changes.isEmpty()
                                    ? ""
                                    : ", more than " + changes.getLast().nanos()));
        }
        periodNanos = nanos;
        return this;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        output = to.net(netName).terminal("signal on " + netName);
        if (!changes.isEmpty()) {
            play(0, changes.getFirst().nanos());
        }
    }

    private void play(int index, long delayNanos) {
        if (delayNanos == 0 && circuit.nanos() == 0) {
            change(index);
        } else {
            circuit.after(delayNanos, () -> change(index));
        }
    }

    private void change(int index) {
        var now = changes.get(index);
        output.drive(now.level());
        if (index + 1 < changes.size()) {
            play(index + 1, changes.get(index + 1).nanos() - now.nanos());
        } else if (periodNanos > 0) {
            play(0, periodNanos - now.nanos() + changes.getFirst().nanos());
        }
    }
}
