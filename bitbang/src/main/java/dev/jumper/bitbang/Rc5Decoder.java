package dev.jumper.bitbang;

import static dev.jumper.bitbang.IrTiming.near;

import dev.jumper.hal.DeviceException.Kind;
import java.util.Optional;

/// Decodes RC5 and RC5X frames. Not thread-safe.
///
/// Each bit has an edge in its middle, towards the mark for a 1; the edges between are where two equal bits meet.
public final class Rc5Decoder implements IrDecoder {
    private static final long LONGEST = IrTiming.RC5_HALF * 5 / 2;

    /// A frame begins only after more darkness than NEC has within its frames, 4.5 ms and a quarter more.
    private static final long LEAST_QUIET = 6_000_000;

    private long last;
    private int count;
    private int bits;
    private boolean middle;
    private boolean told;

    /// Makes a decoder that waits for a frame.
    public Rc5Decoder() {}

    @Override
    public Optional<IrSignal> edge(long nanos, boolean mark) {
        long span = nanos - last;
        last = nanos;
        boolean first = mark && (span >= LEAST_QUIET || !told);
        told = true;
        if (count == 0) {
            begin(first);
            return Optional.empty();
        }
        boolean whole = near(span, 2 * IrTiming.RC5_HALF);
        if (!whole && !near(span, IrTiming.RC5_HALF) || whole && !middle) {
            return broken(
                    Kind.WRONG_ANSWER,
                    "RC5: a %s of %d µs after %d of 14 bits, which is none of RC5's"
                            .formatted(mark ? "space" : "mark", span / 1000, count),
                    first);
        }
        if (middle && !whole) {
            middle = false;
            return Optional.empty();
        }
        middle = true;
        bits = bits << 1 | (mark ? 1 : 0);
        return ++count == IrTiming.RC5_BITS ? Optional.of(frame()) : Optional.empty();
    }

    @Override
    public Optional<IrSignal> quiet(long nanos) {
        return receiving() && nanos - last > LONGEST
                ? broken(Kind.NEVER_ENDED, "RC5: broke off after %d of 14 bits".formatted(count), false)
                : Optional.empty();
    }

    @Override
    public boolean receiving() {
        return count > 0;
    }

    @Override
    public void restart() {
        count = 0;
    }

    private void begin(boolean first) {
        count = first ? 1 : 0;
        bits = 1;
        middle = true;
    }

    private IrFrame frame() {
        count = 0;
        int high = (~bits >> 12 & 1) << 6;
        return new IrFrame.Rc5((bits >> 11 & 1) != 0, bits >> 6 & 31, high | bits & 0x3F);
    }

    /// Tells of a frame that broke, unless so little of it came that it may have been another protocol's.
    private Optional<IrSignal> broken(Kind kind, String reason, boolean first) {
        boolean begun = count > 1;
        begin(first);
        return begun ? Optional.of(new IrFault(kind, reason)) : Optional.empty();
    }
}
