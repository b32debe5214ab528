package dev.jumper.bitbang;

import java.util.Arrays;

/// How frames look on the air, as lengths of marks and spaces in turns, in nanoseconds; the sources are in
/// [IrFrame].
final class IrTiming {
    /// NEC: 9 ms of light, 4.5 ms of darkness, or half of that before a repeat.
    static final long NEC_LEADER = 9_000_000;

    static final long NEC_SPACE = 4_500_000;
    static final long NEC_REPEAT_SPACE = 2_250_000;

    /// NEC: the mark of each bit, and the space of a 0; a 1 has three times the space.
    static final long NEC_UNIT = 562_500;

    static final int NEC_BITS = 32;
    static final int NEC_HERTZ = 38_000;
    private static final long NEC_PERIOD = 108_000_000;

    /// RC5: half a bit, 32 periods of 36 kHz.
    static final long RC5_HALF = 888_889;

    static final int RC5_BITS = 14;
    private static final int RC5_HERTZ = 36_000;
    private static final long RC5_PERIOD = 64 * 2 * RC5_HALF;

    private IrTiming() {}

    /// Tells whether `nanos` is `nominal` within 25 %.
    static boolean near(long nanos, long nominal) {
        return Math.abs(nanos - nominal) * 4 <= nominal;
    }

    /// Returns the spans of `frame`, mark first and mark last.
    static long[] spans(IrFrame frame) {
        return switch (frame) {
            case IrFrame.Nec(int address, int command) -> nec(address | (address ^ 0xFF) << 8, command);
            case IrFrame.NecExtended(int address, int command) -> nec(address, command);
            case IrFrame.NecRepeat() -> new long[] {NEC_LEADER, NEC_REPEAT_SPACE, NEC_UNIT};
            case IrFrame.Rc5(boolean toggle, int address, int command) ->
                rc5(1 << 13 | (~command >> 6 & 1) << 12 | (toggle ? 1 << 11 : 0) | address << 6 | command & 0x3F);
        };
    }

    /// Returns the least time from the start of `frame` to the start of the next.
    static long period(IrFrame frame) {
        return frame instanceof IrFrame.Rc5 ? RC5_PERIOD : NEC_PERIOD;
    }

    /// Returns the frequency of the carrier.
    static int hertz(IrFrame frame) {
        return frame instanceof IrFrame.Rc5 ? RC5_HERTZ : NEC_HERTZ;
    }

    private static long[] nec(int address, int command) {
        int bits = address | command << 16 | (command ^ 0xFF) << 24;
        var spans = new long[2 + 2 * NEC_BITS + 1];
        spans[0] = NEC_LEADER;
        spans[1] = NEC_SPACE;
        for (int i = 0; i < NEC_BITS; i++) {
            spans[2 + 2 * i] = NEC_UNIT;
            spans[3 + 2 * i] = (bits >> i & 1) == 0 ? NEC_UNIT : 3 * NEC_UNIT;
        }
        spans[spans.length - 1] = NEC_UNIT;
        return spans;
    }

    /// A 1 is a space and then a mark, a 0 the other way round; halves of one kind that meet make one span.
    private static long[] rc5(int bits) {
        var spans = new long[2 * RC5_BITS];
        int count = 0;
        int level = 1; // the first half of the first bit is a space, which nobody sees
        spans[0] = RC5_HALF;
        for (int half = 2; half < 2 * RC5_BITS; half++) {
            int bit = bits >> RC5_BITS - 1 - half / 2 & 1;
            int next = half % 2 == 0 ? bit ^ 1 : bit;
            if (next != level) {
                count++;
                level = next;
            }
            spans[count] += RC5_HALF;
        }
        return Arrays.copyOf(spans, level == 1 ? count + 1 : count);
    }
}
