package dev.jumper.devices.board;

/// How large blocks and stretches are: small on a line that damages many, large where nothing limits the rate.
final class Pace {
    /// What is not answered yet must fit the smallest receive buffer, the 255 bytes of an ESP8266 (MicroPython,
    /// ports/esp8266/esp_mphal.c, `stdin_ringbuf_array`; py/ringbuf.h keeps one place free).
    private static final int SMALLEST_BUFFER = 240;

    /// Bytes of a block to the board after which the board says that it has taken them: most of what fits the
    /// buffer is on its way meanwhile.
    private static final int PIECE = SMALLEST_BUFFER / 4;

    private static final int LARGEST_WINDOW = 4 * 4096;
    private static final int SMALLEST_BLOCK = 30;
    /// Bytes a second that no UART of a board reaches: what is faster waits for its reader, and loses nothing.
    private static final long BEYOND_UART = 120_000;
    /// Bytes that one command moves at the least.
    private static final int SHORTEST_STRETCH = 1024;

    /// Bytes that one command moves at the most, the former before it is known whether the line is faster.
    private static final int LONG_STRETCH = 32 << 10;

    private static final int LONGEST_STRETCH = 128 << 10;

    /// Bytes of heap that a command needs whatever it moves.
    private static final int RESERVE = 6000;

    /// On a line that damages most blocks each takes so much more of the heap, and a command moves so many at
    /// least.
    private static final int ROUGH_TIMES = 3;

    private static final int ROUGH_LEAST = 8;

    private final WireLink link;
    private final int overhead;
    private final int normal;
    private final int large;
    private int block;

    private Pace(WireLink link, int overhead, int normal, int large) {
        this.link = link;
        this.overhead = overhead;
        this.normal = normal;
        this.large = large;
        this.block = link.fast() ? large : link.rough() ? SMALLEST_BLOCK : normal;
    }

    static Pace up(WireLink link) {
        return new Pace(link, WireCode.OVERHEAD_UP, 16 * PIECE, 4096);
    }

    static Pace down(WireLink link) {
        return new Pace(link, WireCode.OVERHEAD, 1024 + WireCode.OVERHEAD, 4096);
    }

    /// Returns the bytes of one block on the wire.
    int block() {
        return block;
    }

    /// Returns after how many bytes of a block to the board it says that it has taken them.
    int piece() {
        return link.fast() ? block : PIECE;
    }

    /// Returns how many bytes may be under way unanswered.
    int window() {
        return link.fast() ? LARGEST_WINDOW : SMALLEST_BUFFER;
    }

    /// Returns how many blocks one command should move on a board with so much free heap. Each of them leaves some
    /// garbage there.
    int blocks(long freeHeap) {
        return held((freeHeap - RESERVE - 2 * block) / garbage());
    }

    /// Returns how many bytes of content those blocks hold at the most.
    int stretch(long freeHeap) {
        return blocks(freeHeap) * (block - overhead);
    }

    /// Returns how many bytes of a blob, which is in memory as a whole, one command should move.
    int room(long freeHeap) {
        int content = block - overhead;
        return content * held((freeHeap - RESERVE - 2 * block) / (garbage() + content));
    }

    private int held(long room) {
        if (link.rough()) { // most blocks come several times
            return Math.clamp(room / ROUGH_TIMES, ROUGH_LEAST, WireCode.MOST_BLOCKS);
        }
        int least = Math.max(1, SHORTEST_STRETCH / (block - overhead));
        int most = (block > normal ? LONGEST_STRETCH : LONG_STRETCH) / (block - overhead);
        return Math.clamp(room, least, Math.max(least, Math.min(most, WireCode.MOST_BLOCKS)));
    }

    /// Returns how many bytes of garbage a block leaves on the board: two long numbers for the check, and small
    /// objects for it and for each piece.
    private int garbage() {
        return 2 * block + 32 * block / PIECE + 250;
    }

    /// Tells whether the line lets pass blocks of the usual length, and no more than that.
    boolean calm() {
        return block == normal;
    }

    /// Takes what became of a stretch: the bytes a second, and how many of its blocks were damaged.
    void take(long rate, int blocks, int damaged) {
        if (damaged * 6 > blocks) {
            link.fast(false);
            int most = damaged * 2 > blocks ? 2 * PIECE : normal; // where most fail, half as long ones will too
            block = Math.max(SMALLEST_BLOCK, Math.min(block, most) / 2);
        } else if (damaged == 0 && block < normal) {
            block = Math.min(normal, block * 2);
        } else if (damaged == 0 && rate > BEYOND_UART) {
            link.fast(true);
            block = large;
        }
    }

    /// Takes that a stretch has failed.
    void fail() {
        take(0, 1, 1);
    }
}
