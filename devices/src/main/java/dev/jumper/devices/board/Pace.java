package dev.jumper.devices.board;

/// How large blocks and stretches are: small on a line that damages many, large where nothing limits the rate.
final class Pace {
    /// What is not answered yet must fit the smallest receive buffer, the 255 bytes of an ESP8266 (MicroPython,
    /// ports/esp8266/esp_mphal.c, `stdin_ringbuf_array`; py/ringbuf.h keeps one place free).
    private static final int SMALLEST_BUFFER = 240;

    private static final int LARGEST_WINDOW = 4 * 1030;
    private static final int SMALLEST_BLOCK = 30;
    /// Bytes a second that no UART of a board reaches: what is faster waits for its reader, and loses nothing.
    private static final long BEYOND_UART = 120_000;
    /// Bytes that one command moves at the least.
    private static final int SHORTEST_STRETCH = 1024;

    /// Bytes of heap that a command needs whatever it moves.
    private static final int RESERVE = 6000;

    private final WireLink link;
    private final int garbage;
    private final int normal;
    private final int large;
    private int block;

    private Pace(WireLink link, int garbage, int normal, int large) {
        this.link = link;
        this.garbage = garbage;
        this.normal = normal;
        this.large = large;
        this.block = link.fast() ? large : link.rough() ? SMALLEST_BLOCK : normal;
    }

    static Pace up(WireLink link) {
        return new Pace(link, 6, SMALLEST_BUFFER / 2, 1030);
    }

    static Pace down(WireLink link) {
        return new Pace(link, 4, 256 + WireCode.OVERHEAD, 4096);
    }

    /// Returns the bytes of one block on the wire.
    int block() {
        return block;
    }

    /// Returns how many bytes may be under way unanswered.
    int window() {
        return link.fast() ? LARGEST_WINDOW : SMALLEST_BUFFER;
    }

    /// Returns how many bytes of content one command should move on a board with so much free heap. Each of them
    /// leaves some garbage there, more where each block holds bytes to be escaped.
    int stretch(long freeHeap) {
        long blocks = WireCode.MOST_BLOCKS * (long) (block - WireCode.OVERHEAD);
        long room = (freeHeap - RESERVE) / (block > normal ? garbage + 4 : garbage * (long) normal / block);
        return (int) Math.max(Math.min(SHORTEST_STRETCH, blocks), Math.min(room, blocks));
    }

    /// Returns how many bytes of a blob, which is in memory as a whole, one command should move.
    int room(long freeHeap) {
        long room = (freeHeap - RESERVE) / (garbage + 1);
        long blocks = WireCode.MOST_BLOCKS * (long) (block - WireCode.OVERHEAD);
        return (int) Math.max(Math.min(SHORTEST_STRETCH, blocks), Math.min(room, blocks));
    }

    /// Tells whether the line lets pass blocks of the usual length, and no more than that.
    boolean calm() {
        return block == normal;
    }

    /// Takes what became of a stretch: the bytes a second, and how many of its blocks were damaged.
    void take(long rate, int blocks, int damaged) {
        if (damaged * 6 > blocks) {
            link.fast(false);
            block = Math.max(SMALLEST_BLOCK, Math.min(block, normal) / 2);
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
