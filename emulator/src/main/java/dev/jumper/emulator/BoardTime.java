package dev.jumper.emulator;

import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/// The time in which a board's programs live: that of its circuit, which follows the host's clock if it is paced.
///
/// The circuit is never behind the host's clock when a program looks, and ahead of it by what buses and short
/// sleeps took, which the next longer sleep waits out.
final class BoardTime {
    /// What one call of Python code to the hardware takes, about as on an ESP32 at 240 MHz; without it a loop that
    /// polls would never end.
    private static final long CALL_NANOS = 2_000;

    /// How far ahead of the host's clock a circuit may be before a sleep waits.
    private static final long AHEAD = 1_000_000;

    /// How long a sleep goes without a look at what else is to be done.
    private static final long NAP = 5_000_000;

    private final Circuit circuit;
    private final Optional<Ticks> host;
    private final long origin;

    BoardTime(Circuit circuit, Optional<Ticks> host) {
        this.circuit = circuit;
        this.host = host;
        origin = host.map(Ticks::nanos).orElse(0L) - circuit.nanos();
    }

    /// Lets the time of a call pass, and more if the host's clock is further.
    void call() {
        long behind = host.isPresent() ? now(host.get()) - circuit.nanos() : 0;
        circuit.ticks().delay(Math.max(behind, CALL_NANOS));
    }

    /// Returns nanoseconds in the circuit's time.
    long nanos() {
        return circuit.nanos();
    }

    /// Goes on towards the moment `until`, and returns at the latest when it is reached or `stop` says so; perhaps
    /// earlier.
    void approach(long until, BooleanSupplier stop) {
        long to = until;
        if (host.isPresent()) {
            var ticks = host.get();
            if (until - now(ticks) > AHEAD) {
                ticks.delay(Math.min(NAP, until - now(ticks)));
                to = Math.min(until, Math.max(now(ticks), circuit.nanos()));
            }
        }
        circuit.await(to - circuit.nanos(), stop);
    }

    private long now(Ticks ticks) {
        return ticks.nanos() - origin;
    }
}
