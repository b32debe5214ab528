package dev.jumper.hal.time;

import java.time.Instant;

/// A clock kept in software over a [Ticks], as a microcontroller keeps one: it runs from the moment it is made,
/// and is not [trusted][#trusted] until it has been set. Safe for use by several threads.
public final class SoftRtc implements Rtc {
    private final Ticks ticks;
    private Instant base;
    private long baseNanos;
    private boolean trusted;

    /// Makes a clock that shows `start` now and has yet to be set.
    public SoftRtc(Ticks ticks, Instant start) {
        this.ticks = ticks;
        this.base = start;
        this.baseNanos = ticks.nanos();
    }

    @Override
    public synchronized Instant now() {
        return base.plusNanos(ticks.nanos() - baseNanos);
    }

    @Override
    public synchronized void set(Instant time) {
        base = time;
        baseNanos = ticks.nanos();
        trusted = true;
    }

    @Override
    public synchronized boolean trusted() {
        return trusted;
    }
}
