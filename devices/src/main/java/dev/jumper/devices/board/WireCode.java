package dev.jumper.devices.board;

import java.io.ByteArrayOutputStream;
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
///   to the board:   0x16, 32 + number, content, fill, check (4)    the whole leaves remainder 0
///   from the board: 0xA5, number, content, check (4)               the check is the remainder of what is before
/// ```
///
/// Content towards the board is escaped so that 0x03 and 0x04 never appear on the wire: the first would break off
/// the board's loop, and the second would run what is at its prompt, should the loop have ended.
final class WireCode {
    /// The largest prime below 2^30, the range of small integers on boards of 32 bits.
    static final int PRIME = 1_073_741_789;
    /// Blocks of one command, so that a number fits one byte and is no control character.
    static final int MOST_BLOCKS = 200;

    static final int TO_BOARD = 0x16;
    static final int FROM_BOARD = 0xA5;
    /// Bytes of a block that are not content.
    static final int OVERHEAD = 6;

    private static final int FIRST_NUMBER = 32;
    private static final int CHECK = 4;
    private static final int ESCAPE = 0x10;
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

    static int remainder(byte[] bytes) {
        return remainder(bytes, 0, bytes.length);
    }

    /// Blocks for the board, and how many bytes of content they hold.
    record Blocks(List<byte[]> wire, int taken) {}

    /// Makes up to [#MOST_BLOCKS] blocks of `size` bytes of what is in `data` from `from` to `to`.
    static Blocks encode(byte[] data, int from, int to, int size) {
        var factor = new Factor(size);
        var blocks = new ArrayList<byte[]>();
        int at = from;
        while (at < to && blocks.size() < MOST_BLOCKS) {
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
        int room = block.length - CHECK;
        int put = 2;
        int at = from;
        while (at < to) {
            int escape = escape(data[at], false);
            if (put + (escape == 0 ? 1 : 2) > room) {
                break;
            }
            put = put(block, put, data[at++], escape);
        }
        while (at > from && data[at - 1] == FILL) { // as the last it would be taken for fill
            put--;
            if (put + 2 <= room) {
                put = put(block, put, data[at - 1], escape(data[at - 1], true));
                break;
            }
            at--;
        }
        Arrays.fill(block, put, room, (byte) FILL);
        return at;
    }

    private static int put(byte[] block, int at, byte value, int escape) {
        if (escape == 0) {
            block[at] = value;
            return at + 1;
        }
        block[at] = ESCAPE;
        block[at + 1] = (byte) escape;
        return at + 2;
    }

    private static int escape(byte value, boolean last) {
        return switch (value) {
            case INTERRUPT -> 'C';
            case END -> 'D';
            case ESCAPE -> 'P';
            case FILL -> last ? 'G' : 0;
            default -> 0;
        };
    }

    /// Returns the content of a block for the board, or null if it is damaged: what the board's program does.
    static byte[] decode(byte[] block) {
        if (block[0] != TO_BOARD || remainder(block) != 0) {
            return null;
        }
        int end = block.length - CHECK;
        while (end > 2 && block[end - 1] == FILL) {
            end--;
        }
        var content = new ByteArrayOutputStream(end);
        for (int i = 2; i < end; i++) {
            int value = block[i];
            if (value == ESCAPE) {
                value = switch (block[++i]) {
                    case 'C' -> INTERRUPT;
                    case 'D' -> END;
                    case 'G' -> FILL;
                    default -> ESCAPE;
                };
            }
            content.write(value);
        }
        return content.toByteArray();
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
