package dev.jumper.sim;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;

/// A circuit in virtual time: it hands out nets, pins on them, and the time they live in.
///
/// Time starts at 0 and passes only when a host pin is used (each access costs [CircuitOptions#accessNanos]) or
/// somebody
/// waits on [#ticks]; what is due then happens in the order of its time, in the thread that waits. A circuit and
/// all
/// that belongs to it is for one thread at a time.
public final class Circuit {
    private final CircuitOptions options;
    private final Map<String, Net> nets = new LinkedHashMap<>();
    private final EventQueue events = new EventQueue();
    private final ArrayDeque<Runnable> changes = new ArrayDeque<>();
    private final List<ShortCircuit> shorts = new ArrayList<>();
    private final RandomGenerator random;
    private final Ticks ticks = new CircuitTicks();
    private long now;
    private boolean inside;
    private ShortCircuit unreported;

    private Circuit(CircuitOptions options) {
        this.options = options;
        this.random = new Random(options.seed());
    }

    /// Makes an empty circuit with the options that [CircuitOptions#DEFAULT] holds.
    public static Circuit create() {
        return create(CircuitOptions.DEFAULT);
    }

    /// Makes an empty circuit.
    public static Circuit create(CircuitOptions options) {
        return new Circuit(options);
    }

    /// Returns the net of this name, made on first use: floating, reading low.
    public Net net(String name) {
        return nets.computeIfAbsent(name, n -> new Net(this, n));
    }

    /// Returns all nets in the order they were made.
    public Collection<Net> nets() {
        return Collections.unmodifiableCollection(nets.values());
    }

    /// Returns a new host pin on the net `name`, at first a floating input. In messages it is "host NAME".
    public Pin pin(String name) {
        return pin(name, "host " + name);
    }

    /// Returns a new host pin on the net `name`, called `owner` in messages.
    public Pin pin(String name, String owner) {
        return new CircuitPin(this, net(name), owner);
    }

    /// Connects a part, and returns it.
    public <P extends Part> P add(P part) {
        part.connect(this);
        return part;
    }

    /// Returns the time of this circuit; waiting on it lets what is due happen. Never waits in real time.
    public Ticks ticks() {
        return ticks;
    }

    /// Returns the nanoseconds since the circuit was made.
    public long nanos() {
        return now;
    }

    /// Returns the source of all that is random here, seeded by [CircuitOptions#seed].
    public RandomGenerator random() {
        return random;
    }

    /// Returns the options.
    public CircuitOptions options() {
        return options;
    }

    /// Has `action` happen in `delayNanos`, zero for as soon as what happens now is done. Actions of one moment
    /// happen
    /// in the order in which they were asked for. An action must not wait.
    public void after(long delayNanos, Runnable action) {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("delay is " + delayNanos + " ns, expected 0 or more");
        }
        events.add(now + delayNanos, action);
    }

    /// Returns every short circuit so far: two outputs that drove one net against each other.
    public List<ShortCircuit> shorts() {
        return Collections.unmodifiableList(shorts);
    }

    /// Lets `nanos` nanoseconds pass.
    void elapse(long nanos) {
        if (inside) {
            throw new IllegalStateException("a part waited inside the circuit; use Circuit.after instead");
        }
        long until = now + nanos;
        while (events.isDue(until)) {
            now = events.nextTime();
            enter(events.take());
        }
        now = until;
    }

    /// Runs what changes nets, then what that brings about, until nothing more changes.
    void enter(Runnable cause) {
        inside = true;
        try {
            cause.run();
            while (!changes.isEmpty()) {
                changes.poll().run();
            }
        } finally {
            changes.clear();
            inside = false;
        }
    }

    /// Runs `change` after those before it, inside the circuit.
    void change(Runnable change) {
        if (inside) {
            changes.add(change);
        } else {
            enter(change);
        }
    }

    void shorted(ShortCircuit found) {
        shorts.add(found);
        unreported = found;
    }

    /// Throws the last short circuit that nobody was told about.
    void reportShort() throws DeviceException {
        if (unreported != null) {
            var found = unreported;
            unreported = null;
            throw new DeviceException(DeviceException.Kind.SHORT_CIRCUIT, found.toString());
        }
    }

    private final class CircuitTicks implements Ticks {
        @Override
        public long nanos() {
            return now;
        }

        @Override
        public void delay(long nanos) {
            if (nanos > 0) {
                elapse(nanos);
            }
        }
    }
}
