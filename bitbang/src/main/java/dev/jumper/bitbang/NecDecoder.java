package dev.jumper.bitbang;

import static dev.jumper.bitbang.IrTiming.near;

import dev.jumper.hal.DeviceException.Kind;
import java.util.Optional;

/// Decodes NEC frames, extended addresses, and repeats. Not thread-safe.
public final class NecDecoder implements IrDecoder {
    private static final long LONGEST = IrTiming.NEC_LEADER * 5 / 4;

    private enum State {
        IDLE,
        LEADER,
        REPEAT,
        BITS
    }

    private State state = State.IDLE;
    private long last;
    private int count;
    private int bits;

    /// Makes a decoder that waits for a frame.
    public NecDecoder() {}

    @Override
    public Optional<IrSignal> edge(long nanos, boolean mark) {
        long span = nanos - last;
        last = nanos;
        return mark ? afterSpace(span) : afterMark(span);
    }

    @Override
    public Optional<IrSignal> quiet(long nanos) {
        return receiving() && nanos - last > LONGEST
                ? fault(Kind.NEVER_ENDED, "NEC: broke off after %d of 32 bits".formatted(count))
                : Optional.empty();
    }

    @Override
    public boolean receiving() {
        return state != State.IDLE;
    }

    @Override
    public void restart() {
        state = State.IDLE;
    }

    private Optional<IrSignal> afterMark(long mark) {
        switch (state) {
            case IDLE, LEADER -> {
                if (near(mark, IrTiming.NEC_LEADER)) {
                    state = State.LEADER;
                    count = 0;
                    bits = 0;
                } else {
                    state = State.IDLE;
                }
                return Optional.empty();
            }
            case REPEAT, BITS -> {
                if (!near(mark, IrTiming.NEC_UNIT)) {
                    return wrong("mark", mark);
                }
                if (state == State.REPEAT) {
                    state = State.IDLE;
                    return Optional.of(new IrFrame.NecRepeat());
                }
                return count == IrTiming.NEC_BITS ? frame() : Optional.empty();
            }
        }
        throw new AssertionError(state);
    }

    private Optional<IrSignal> afterSpace(long space) {
        switch (state) {
            case IDLE -> {}
            case LEADER -> {
                if (near(space, IrTiming.NEC_SPACE)) {
                    state = State.BITS;
                } else if (near(space, IrTiming.NEC_REPEAT_SPACE)) {
                    state = State.REPEAT;
                } else {
                    return wrong("space", space);
                }
            }
            case REPEAT -> {
                return wrong("space", space);
            }
            case BITS -> {
                boolean one = near(space, 3 * IrTiming.NEC_UNIT);
                if (!one && !near(space, IrTiming.NEC_UNIT)) {
                    return wrong("space", space);
                }
                bits |= (one ? 1 : 0) << count++;
            }
        }
        return Optional.empty();
    }

    private Optional<IrSignal> frame() {
        state = State.IDLE;
        int command = bits >> 16 & 0xFF;
        int inverse = bits >>> 24;
        if ((command ^ inverse) != 0xFF) {
            return fault(
                    Kind.CHECKSUM,
                    "NEC: command is 0x%02x and its inverse 0x%02x, expected 0x%02x"
                            .formatted(command, inverse, command ^ 0xFF));
        }
        int address = bits & 0xFFFF;
        boolean plain = (address >> 8 ^ address & 0xFF) == 0xFF;
        return Optional.of(
                plain ? new IrFrame.Nec(address & 0xFF, command) : new IrFrame.NecExtended(address, command));
    }

    private Optional<IrSignal> wrong(String part, long nanos) {
        return fault(
                Kind.WRONG_ANSWER,
                "NEC: a %s of %d µs after %d of 32 bits, which is none of NEC's".formatted(part, nanos / 1000, count));
    }

    private Optional<IrSignal> fault(Kind kind, String reason) {
        state = State.IDLE;
        return Optional.of(new IrFault(kind, reason));
    }
}
