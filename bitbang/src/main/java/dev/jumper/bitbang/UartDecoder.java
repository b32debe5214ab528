package dev.jumper.bitbang;

import java.util.Arrays;

/// Turns the edges of a serial line into characters: a state machine that is told of edges and of quiet, and never
/// asks.
///
/// Each bit is judged by the level in its middle, counted from the falling edge of the start bit, so the two
/// ends may differ in speed by some 4 % (half a bit over a character of ten). How the edges come in pieces
/// makes no difference. Not thread-safe.
public final class UartDecoder {
    /// Set in a code of [#next] whose character has a bad parity bit.
    static final int BAD_PARITY = 1 << 16;

    /// Set in a code of [#next] whose character has a bad stop bit.
    static final int BAD_FRAME = 1 << 17;

    /// Code of [#next] for a break.
    static final int BREAK = 1 << 18;

    /// Code of [#next] for characters lost.
    static final int MISSED = 1 << 19;

    private final UartSettings settings;
    private final int lastBit;
    private int level = 1;
    private boolean receiving;
    private long start;
    private int bit;
    private int bits;
    private int[] codes = new int[64];
    private int head;
    private int count;

    /// Makes a decoder for a line that is idle now.
    public UartDecoder(UartSettings settings) {
        this.settings = settings;
        this.lastBit = settings.payloadBits() + 1;
    }

    /// Tells that the line became `newLevel`, 0 or 1, at `nanos`, no earlier than anything told before.
    public void edge(long nanos, int newLevel) {
        quiet(nanos);
        boolean fell = level == 1 && newLevel == 0;
        level = newLevel;
        if (fell && !receiving) {
            receiving = true;
            start = nanos;
            bit = 0;
            bits = 0;
        }
    }

    /// Tells that there has been no edge before `nanos` since the last one told.
    public void quiet(long nanos) {
        while (receiving && start + settings.halfBitsNanos(2 * bit + 1) < nanos) {
            sample();
        }
    }

    /// Tells that edges were lost: what is being received is given up.
    public void missed() {
        receiving = false;
        add(MISSED);
    }

    /// Returns whether there is something to take.
    public boolean hasNext() {
        return count > 0;
    }

    /// Takes what came next.
    ///
    /// @throws java.util.NoSuchElementException if there is nothing
    public UartEvent take() {
        int code = next();
        if (code < BAD_PARITY) {
            return new UartEvent.Character(code);
        }
        return switch (Integer.highestOneBit(code)) {
            case BAD_PARITY -> new UartEvent.BadParity(code & BAD_PARITY - 1);
            case BAD_FRAME -> new UartEvent.BadFrame(code & BAD_PARITY - 1);
            case BREAK -> new UartEvent.Break();
            default -> new UartEvent.Missed();
        };
    }

    /// Returns the code of what comes next and leaves it there: the data bits, and the bits above.
    int peek() {
        if (count == 0) {
            throw new java.util.NoSuchElementException("nothing was received; ask hasNext before");
        }
        return codes[head];
    }

    /// Takes the code of what comes next.
    int next() {
        int code = peek();
        head = (head + 1) % codes.length;
        count--;
        return code;
    }

    /// Returns how much there is to take.
    int size() {
        return count;
    }

    /// Gives up what is being received, and goes on with a line at `newLevel`.
    void restart(int newLevel) {
        receiving = false;
        level = newLevel;
    }

    /// Tells whether a character has begun and not ended.
    boolean receiving() {
        return receiving;
    }

    /// Returns the moment by which the character that is being received is known, if nothing changes.
    long knownAt() {
        return start + settings.halfBitsNanos(2 * lastBit + 1) + 1;
    }

    private void sample() {
        if (bit == 0 && level == 1) {
            receiving = false; // shorter than half a bit: noise, no start bit
            return;
        }
        bits |= level << bit;
        if (bit++ == lastBit) {
            receiving = false;
            add(judge(bits >> 1));
        }
    }

    private int judge(int payloadAndStop) {
        int data = payloadAndStop & (1 << settings.dataBits()) - 1;
        if ((payloadAndStop >> settings.payloadBits()) == 0) {
            return payloadAndStop == 0 ? BREAK : data | BAD_FRAME;
        }
        if (settings.parity() != UartSettings.Parity.NONE
                && (payloadAndStop >> settings.dataBits() & 1) != settings.parityBit(data)) {
            return data | BAD_PARITY;
        }
        return data;
    }

    private void add(int code) {
        if (count == codes.length) {
            var more = Arrays.copyOfRange(codes, head, head + 2 * count);
            System.arraycopy(codes, 0, more, count - head, head);
            codes = more;
            head = 0;
        }
        codes[(head + count++) % codes.length] = code;
    }
}
