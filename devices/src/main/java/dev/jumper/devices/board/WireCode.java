package dev.jumper.devices.board;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Blocks of one length, each with its number and a check, as [WireProgram] on the board takes and sends them.
///
/// The check is a remainder of the block taken as one number, least significant byte first: boards divide long
/// numbers in C, and leave hardly any garbage by it. It finds any burst shorter than 30 bits and all but one of
/// 10^9 others.
///
/// ```
///   to the board:   0x16, 32 + number, link, content, fill, high parts of links, check (4)
///   from the board: 0xA5, number, content, check (4)
/// ```
///
/// To the board the check makes the remainder of the whole block 0. From the board it is that of what is before it
/// and of the number of the call, added up, times 999.
///
/// Neither 0x03 nor 0x04 ever appears on the wire towards the board: the first would break off the board's loop,
/// and the second would run what is at its prompt, should the loop have ended. Where the content has one of them
/// there is a link instead, which says how far it is to the next of them and which that is; the first link is in
/// the header, and the last leads to the end of the content. A link is a number, three times the distance and 0 for
/// an 0x03, 1 for an 0x04, 2 for the end; in a short block one byte, 5 more than that, otherwise that number's
/// remainder by 251, the quotient, 5 more too, being before the check, that of the first link last.
final class WireCode {
    /// The largest prime below 2^30, the range of small integers on boards of 32 bits.
    static final int PRIME = 1_073_741_789;
    private static final int FACTOR = 999;
    /// Blocks of one command, so that a number fits one byte and is no control character.
    static final int MOST_BLOCKS = 200;

    static final int TO_BOARD = 0x16;
    static final int FROM_BOARD = 0xA5;
    /// Bytes of a block from the board that are not content.
    static final int OVERHEAD = 6;
    /// Bytes of a block to the board that are not content, beside one for each that must not appear.
    static final int OVERHEAD_UP = 8;
    /// In blocks up to this length a link is one byte.
    static final int SHORT = 80;

    private static final int FIRST_NUMBER = 32;
    private static final int CHECK = 4;
    private static final int LOWEST = 5;
    private static final int LOWS = 256 - LOWEST;
    private static final int CONTENT = 3;
    private static final int FILL = 7;
    private static final int INTERRUPT = 3;
    private static final int END = 4;

    private WireCode() {}

    /// Returns the remainder of bytes taken as one number, least significant byte first.
    static int remainder(byte[] bytes, int from, int to) {
        long value = 0;
        for (int i = to - 1; i >= from; i--) {
            value = (value << 8 | bytes[i] & 0xFF) % PRIME;
        }
        return (int) value;
    }

    /// Returns the check of a block that `call` has the board send. The factor keeps apart what a byte of the check
    /// weighs and what one of the content does: two faults do not make up for each other.
    static int check(byte[] bytes, int from, int to, int call) {
        return (int) ((remainder(bytes, from, to) + (long) call) * FACTOR % PRIME);
    }

    static int remainder(byte[] bytes) {
        return remainder(bytes, 0, bytes.length);
    }

    /// Blocks for the board, and how many bytes of content they hold.
    record Blocks(List<byte[]> wire, int taken) {}

    /// Makes up to `most` blocks of `size` bytes of what is in `data` from `from` to `to`.
    static Blocks encode(byte[] data, int from, int to, int size, int most) {
        var factor = new Factor(size);
        var blocks = new ArrayList<byte[]>();
        int at = from;
        while (at < to && blocks.size() < most) {
            int limit = to;
            while (true) {
                var block = new byte[size];
                block[0] = TO_BOARD;
                block[1] = (byte) (FIRST_NUMBER + blocks.size());
                int end = fill(block, data, at, limit);
                if (factor.close(block)) {
                    blocks.add(block);
                    at = end;
                    break;
                }
                limit = end - 1; // no check of this content is free of the forbidden bytes
            }
        }
        return new Blocks(blocks, at - from);
    }

    /// Fills the block with content from `from`, and returns where the rest begins.
    private static int fill(byte[] block, byte[] data, int from, int to) {
        int extra = block.length > SHORT ? 1 : 0;
        int high = block.length - CHECK;
        int link = CONTENT - 1;
        int put = CONTENT;
        int at = from;
        while (at < to) {
            boolean forbidden = data[at] == INTERRUPT || data[at] == END;
            if (put + (forbidden ? 2 * extra : extra) >= high) {
                break;
            }
            if (forbidden) {
                high -= extra;
                link(block, link, high, 3 * (put - link) + data[at] - INTERRUPT);
                link = put;
            }
            block[put++] = data[at++];
        }
        high -= extra;
        link(block, link, high, 3 * (put - link) + 2);
        Arrays.fill(block, put, high, (byte) FILL);
        return at;
    }

    private static void link(byte[] block, int at, int high, int number) {
        block[at] = (byte) (LOWEST + (block.length > SHORT ? number % LOWS : number));
        if (block.length > SHORT) {
            block[high] = (byte) (LOWEST + number / LOWS);
        }
    }

    /// Returns the content of a block for the board, or null if it is damaged: what the board's program does.
    static byte[] decode(byte[] block) {
        if (block[0] != TO_BOARD || remainder(block) != 0) {
            return null;
        }
        var content = block.clone();
        int at = CONTENT - 1;
        int high = block.length - CHECK;
        for (int kind = -1; kind != 2; ) {
            int number = (content[at] & 0xFF) - LOWEST;
            if (block.length > SHORT) {
                number += LOWS * ((block[--high] & 0xFF) - LOWEST);
            }
            content[at] = (byte) (INTERRUPT + kind);
            at += number / 3;
            kind = number % 3;
        }
        return Arrays.copyOfRange(content, CONTENT, at);
    }

    /// Returns the number of a block for the board.
    static int number(byte[] block) {
        return (block[1] & 0xFF) - FIRST_NUMBER;
    }

    /// Works out checks for blocks of one length.
    private static final class Factor {
        private final long inverse;

        Factor(int size) {
            long weight = power(256, size - CHECK);
            inverse = power(weight, PRIME - 2);
        }

        /// Sets the check, free of forbidden bytes; false if that cannot be.
        boolean close(byte[] block) {
            int end = block.length - CHECK;
            long check = (PRIME - remainder(block, 0, end)) % PRIME * inverse % PRIME;
            for (long value = check; value <= 0xFFFF_FFFFL; value += PRIME) {
                boolean allowed = true;
                for (int i = 0; i < CHECK; i++) {
                    int part = (int) (value >> 8 * i) & 0xFF;
                    allowed &= part != INTERRUPT && part != END;
                    block[end + i] = (byte) part;
                }
                if (allowed) {
                    return true;
                }
            }
            return false;
        }

        private static long power(long base, int exponent) {
            long result = 1;
            long square = base % PRIME;
            for (int e = exponent; e > 0; e >>= 1) {
                if ((e & 1) != 0) {
                    result = result * square % PRIME;
                }
                square = square * square % PRIME;
            }
            return result;
        }
    }
}
