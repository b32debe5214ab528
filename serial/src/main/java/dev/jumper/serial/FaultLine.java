package dev.jumper.serial;

import dev.jumper.hal.time.Ticks;
import java.nio.ByteBuffer;

/// One direction of a [FaultStream]: what becomes of the byte that is next, and what was done so far.
///
/// Used by one thread at a time; the counts may be read from others.
final class FaultLine {
    private static final int DROP = 1;
    private static final int GARBLE = 2;
    private static final int DUPLICATE = 3;
    private static final int STALL = 4;
    private static final int CUT = 5;
    private static final int BITS = 6;
    private static final int NONE = -1;

    // SplitMix64: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014), figure 16
    private static final long GOLDEN_GAMMA = 0x9e37_79b9_7f4a_7c15L;
    private static final long MIX_1 = 0xbf58_476d_1ce4_e5b9L;
    private static final long MIX_2 = 0x94d0_49bb_1331_11ebL;

    private final FaultPlan.Faults faults;
    private final long seed;
    private final Ticks ticks;
    private State now = new State(0, NONE, 0, 0, 0, 0);
    private long stalls;
    private long stalledAt = -1;
    private long stallStart;

    FaultLine(FaultPlan.Faults faults, long seed, int direction, Ticks ticks) {
        this.faults = faults;
        this.seed = mix(seed + direction * GOLDEN_GAMMA);
        this.ticks = ticks;
    }

    /// How far the line is: so many bytes have come, the second copy of the last one is still `owed`, and
    /// so much was done.
    record State(long bytes, int owed, long dropped, long garbled, long duplicated, long cuts) {}

    synchronized FaultCounts counts() {
        return new FaultCounts(now.bytes, now.dropped, now.garbled, now.duplicated, stalls, now.cuts);
    }

    synchronized State state() {
        return now;
    }

    /// Goes back to an earlier state: what was passed since did not get through.
    synchronized void back(State earlier) {
        now = earlier;
    }

    synchronized boolean owes() {
        return now.owed != NONE;
    }

    /// Tells whether the line is dead before the next byte.
    synchronized boolean hungUp() {
        return now.bytes >= faults.hangUp();
    }

    /// Returns for how many nanoseconds the next byte is held up, beginning now if it was not before.
    synchronized long stall() {
        if (!strikes(STALL, faults.stall(), now.bytes)) {
            return 0;
        }
        if (stalledAt != now.bytes) {
            stalledAt = now.bytes;
            stallStart = ticks.nanos();
            stalls++;
        }
        return Math.max(0, faults.pause().toNanos() - (ticks.nanos() - stallStart));
    }

    /// Passes bytes from `source`, which are the next on this line, to `target`, until one of them is used up, the
    /// line stalls, goes dead, or ends the operation short; the first byte passes in any case.
    ///
    /// @return how many bytes of `source` have passed, lost ones included
    synchronized int pass(ByteBuffer source, ByteBuffer target) {
        int start = source.position();
        long bytes = now.bytes;
        int owed = now.owed;
        long dropped = now.dropped;
        long garbled = now.garbled;
        long duplicated = now.duplicated;
        long cuts = now.cuts;
        while (target.hasRemaining()) {
            if (owed != NONE) {
                target.put((byte) owed);
                owed = NONE;
                continue;
            }
            if (!source.hasRemaining()) {
                break;
            }
            if (source.position() > start) {
                if (bytes >= faults.hangUp() || strikes(STALL, faults.stall(), bytes)) {
                    break;
                }
                if (strikes(CUT, faults.cut(), bytes)) {
                    cuts++;
                    break;
                }
            }
            int value = source.get() & 0xFF;
            if (strikes(DROP, faults.drop(), bytes)) {
                dropped++;
            } else {
                if (strikes(GARBLE, faults.garble(), bytes)) {
                    garbled++;
                    value ^= 1 + Math.floorMod(random(BITS, bytes), 255);
                }
                target.put((byte) value);
                if (strikes(DUPLICATE, faults.duplicate(), bytes)) {
                    duplicated++;
                    owed = value;
                }
            }
            bytes++;
        }
        now = new State(bytes, owed, dropped, garbled, duplicated, cuts);
        return source.position() - start;
    }

    private boolean strikes(int kind, double rate, long index) {
        return rate > 0 && (random(kind, index) >>> 11) * 0x1p-53 < rate;
    }

    private long random(int kind, long index) {
        return mix(mix(seed + kind * GOLDEN_GAMMA) + index * GOLDEN_GAMMA);
    }

    private static long mix(long value) {
        long z = value + GOLDEN_GAMMA;
        z = (z ^ z >>> 30) * MIX_1;
        z = (z ^ z >>> 27) * MIX_2;
        return z ^ z >>> 31;
    }
}
