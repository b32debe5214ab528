package dev.jumper.app.command;

import dev.jumper.app.bench.Bench;
import dev.jumper.app.session.Session;

/// Keeps the time of a bench and that of the host together, for commands that people watch.
///
/// A bench whose time is virtual is never behind the host's clock; it may be ahead by what its buses took.
final class Pace {
    /// How long Ctrl-C may go unnoticed.
    private static final long NAP = 20_000_000;

    private final Session session;
    private final Bench bench;
    private final long hostStart;
    private final long benchStart;

    private Pace(Session session, Bench bench) {
        this.session = session;
        this.bench = bench;
        this.hostStart = session.ticks().nanos();
        this.benchStart = bench.ticks().nanos();
    }

    /// Starts at this moment.
    static Pace of(Session session, Bench bench) {
        return new Pace(session, bench);
    }

    /// Returns the nanoseconds since the start on the bench's clock.
    long elapsed() {
        return bench.ticks().nanos() - benchStart;
    }

    /// Waits until `nanos` after the start, and tells whether nobody interrupted.
    boolean await(long nanos) {
        long left = nanos - (session.ticks().nanos() - hostStart);
        while (left > 0 && !session.interrupted()) {
            session.ticks().delay(Math.min(left, NAP));
            left = nanos - (session.ticks().nanos() - hostStart);
            catchUp(Math.min(nanos, session.ticks().nanos() - hostStart));
        }
        catchUp(nanos);
        return !session.interrupted();
    }

    private void catchUp(long nanos) {
        long behind = nanos - elapsed();
        if (behind > 0) {
            bench.ticks().delay(behind);
        }
    }
}
