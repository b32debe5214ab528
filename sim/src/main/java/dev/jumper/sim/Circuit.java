package dev.jumper.sim;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/// A circuit in virtual time: it hands out nets, pins on them, and the time they live in.
///
/// Time starts at 0 and passes only when a host pin is used (each access costs [CircuitOptions#accessNanos]) or
/// somebody waits on [#ticks]; what is due then happens in the order of its time, in the thread that waits. A
/// circuit and all that belongs to it is for one thread at a time.
///
/// Host pins can capture edges ([dev.jumper.hal.EdgeCapture], in the circuit's time) and tell of them
/// ([dev.jumper.hal.EdgeSource], in the thread that lets time pass; the listener may use pins), and are lines of a
/// bank ([dev.jumper.hal.Banked], 64 pins each in the order in which they were made) whose reads and writes cost
/// one access and happen at one moment.
///
/// What is wrong with the circuit itself is an [IllegalStateException] in the thread that lets time pass: a part
/// that waits, parts that drive each other on and on at one moment, a wait for what never comes. What a part
/// throws comes out there too. The circuit can be used on after each of them.
public final class Circuit {
    /// How many changes and actions one moment may have before it is taken for an endless loop. A bus of 64 lines
    /// with a hundred parts that all answer at once stays far below.
    private static final int MOMENT_LIMIT = 100_000;

    /// The longest time of a circuit, 36 years in nanoseconds, so that recorded times have bits to spare.
    private static final long HORIZON = 1L << 60;

    private final CircuitOptions options;
    private final long accessNanos;
    private final Map<String, Net> nets = new LinkedHashMap<>();
    private final List<Consumer<Net>> newcomers = new ArrayList<>();
    private final EventQueue events = new EventQueue();
    private final ChangeQueue changes = new ChangeQueue();
    private final Tidings tidings = new Tidings();
    private final List<Net> suspects = new ArrayList<>();
    private final List<ShortCircuit> shorts = new ArrayList<>();
    private final RandomGenerator random;
    private final Ticks ticks = new CircuitTicks();
    private PinBank bank;
    private long now;
    private int atOnce;
    private boolean inside;
    private int reportedShorts;

    private Circuit(CircuitOptions options) {
        this.options = options;
        this.accessNanos = options.accessNanos();
        this.random = new Random(options.seed());
        this.bank = new PinBank(this);
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
        var net = nets.get(name);
        if (net == null) {
            net = new Net(this, name);
            nets.put(name, net);
            for (var newcomer : newcomers) {
                newcomer.accept(net);
            }
        }
        return net;
    }

    /// Returns all nets in the order they were made.
    public Collection<Net> nets() {
        return Collections.unmodifiableCollection(nets.values());
    }

    /// Has `newcomer` told of each net made from now on.
    void onNet(Consumer<Net> newcomer) {
        newcomers.add(newcomer);
    }

    /// Returns a new host pin on the net `name`, at first a floating input. In messages it is "host NAME".
    public Pin pin(String name) {
        return pin(name, "host " + name);
    }

    /// Returns a new host pin on the net `name`, called `owner` in messages.
    public Pin pin(String name, String owner) {
        if (bank.isFull()) {
            bank = new PinBank(this);
        }
        return new CircuitPin(this, net(name), owner, bank);
    }

    /// Connects a part, and returns it.
    public <P extends Part> P add(P part) {
        part.connect(this);
        return part;
    }

    /// Returns the time of this circuit; waiting on it lets what is due happen. Never waits in real time. Unlike
    /// other ticks it is for the circuit's thread only.
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

    /// Has `action` happen in `delayNanos`, zero for as soon as what happens now is done and time may pass.
    /// Actions of one moment happen in the order in which they were asked for. An action must not wait.
    public void after(long delayNanos, Runnable action) {
        if (delayNanos < 0) {
            throw new IllegalArgumentException("delay is " + delayNanos + " ns, expected 0 or more");
        }
        events.add(delayNanos > HORIZON ? Long.MAX_VALUE : now + delayNanos, action);
    }

    /// Waits until `reached`, which is looked at now and after each moment at which something happened, or for
    /// `nanos` at most; tells whether it was reached. As waiting on [#ticks] in all else.
    public boolean await(long nanos, BooleanSupplier reached) {
        long until = momentIn(Math.max(0, nanos));
        boolean more = true;
        while (more && !reached.getAsBoolean()) {
            more = nextMoment(until);
        }
        return more || reached.getAsBoolean();
    }

    /// Returns every short circuit so far: outputs that drove one net against each other for longer than a
    /// moment.
    ///
    /// Each is also thrown once as a [DeviceException] of kind `SHORT_CIRCUIT`, by the access to a host pin that
    /// caused it or came next.
    public List<ShortCircuit> shorts() {
        return Collections.unmodifiableList(shorts);
    }

    /// Lets the time of one access of a host pin pass.
    void access() {
        elapse(accessNanos);
    }

    /// Lets `nanos` nanoseconds pass.
    void elapse(long nanos) {
        long until = momentIn(nanos);
        tidings.tell();
        while (events.isDue(until)) {
            happen();
            tidings.tell();
        }
        now = Math.max(now, until); // who was told may have waited for longer
    }

    /// Has `tiding` told as soon as what happens now is done, outside the circuit: it may wait, and use host pins.
    void tell(Runnable tiding) {
        tidings.add(tiding);
    }

    /// Returns the moment `nanos` from now, until which somebody is about to wait.
    long momentIn(long nanos) {
        if (inside) {
            throw new IllegalStateException(
                    "a part waited, or used a host pin, inside the circuit at %s; have it act later by Circuit.after, on a terminal"
                            .formatted(ShortCircuit.micros(now)));
        }
        atOnce = 0;
        if (nanos > HORIZON - now) {
            if (events.isEmpty()) {
                throw new IllegalStateException(
                        "a wait of %d ns from %s on never ends, for nothing is going to happen in the circuit; add the part that answers, or wait for less than 36 years"
                                .formatted(nanos, ShortCircuit.micros(now)));
            }
            return HORIZON;
        }
        return now + nanos;
    }

    /// Goes on to the next moment at which something happens, and lets all of it happen; to `until` if that comes
    /// first. Tells whether there was something.
    boolean nextMoment(long until) {
        tidings.tell();
        if (!events.isDue(until)) {
            now = Math.max(now, until);
            return false;
        }
        do {
            happen();
        } while (events.isDue(now));
        tidings.tell();
        return true;
    }

    private void happen() {
        long time = events.nextTime();
        if (time != now) {
            now = time;
            atOnce = 0;
        } else if (++atOnce > MOMENT_LIMIT) {
            throw runaway("an action asks for another without a delay");
        }
        var action = events.take();
        inside = true;
        try {
            action.run();
        } finally {
            end(true);
        }
    }

    /// Starts an operation on several nets, who are told of it at its [#end]; returns whether it is the
    /// outermost.
    boolean begin() {
        if (inside) {
            return false;
        }
        inside = true;
        atOnce = 0;
        return true;
    }

    /// Ends the operation: all listeners are told of what changed, and of what that brings about, until all is
    /// quiet.
    void end(boolean outermost) {
        if (!outermost) {
            return;
        }
        try {
            while (!changes.isEmpty()) {
                if (++atOnce > MOMENT_LIMIT) {
                    throw runaway("net " + changes.net().name() + " and what listens to it drive each other");
                }
                changes.tellNext();
            }
        } finally {
            changes.clear();
            inside = false;
            if (!suspects.isEmpty()) {
                convict();
            }
        }
    }

    /// Notes that `net` became `level`.
    void changed(Net net, int level) {
        changes.add(net, level);
    }

    /// Notes that `net` is short at this instant; whether it stays so is seen when all is quiet.
    void suspect(Net net) {
        suspects.add(net);
    }

    private void convict() {
        for (var net : suspects) {
            net.shortCircuit().ifPresent(shorts::add);
        }
        suspects.clear();
    }

    /// Throws the short circuits that nobody was told about, the later ones suppressed beneath the first.
    void reportShort() throws DeviceException {
        if (reportedShorts == shorts.size()) {
            return;
        }
        var first = new DeviceException(
                DeviceException.Kind.SHORT_CIRCUIT, shorts.get(reportedShorts++).toString());
        while (reportedShorts < shorts.size()) {
            first.addSuppressed(new DeviceException(
                    DeviceException.Kind.SHORT_CIRCUIT,
                    shorts.get(reportedShorts++).toString()));
        }
        throw first;
    }

    private IllegalStateException runaway(String who) {
        return new IllegalStateException(
                "%s: more than %d changes at %s without time passing; give the answer a delay by Circuit.after"
                        .formatted(who, MOMENT_LIMIT, ShortCircuit.micros(now)));
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
