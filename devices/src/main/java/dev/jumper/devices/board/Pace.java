package dev.jumper.devices.board;

/// How large blocks and stretches are: small on a line that damages many, large where nothing limits the rate.
final class Pace {
    /// What is not answered yet must fit the smallest receive buffer, the 255 bytes of an ESP8266 (MicroPython,
    /// ports/esp8266/esp_mphal.c, `stdin_ringbuf_array`; py/ringbuf.h keeps one place free).
    private static final int SMALLEST_BUFFER = 240;

    private static final int LARGEST_WINDOW = 4 * 1030;
    private static final int SMALLEST_BLOCK = 30;
    /// Bytes a second that no UART of a board reaches: what is faster waits for its reader, and loses nothing.
    private static final long BEYOND_UART = 150_000;
    /// Blocks of a stretch that one command moves before garbage is collected.
    private static final int SHORTEST_STRETCH = 1024;

    private final int normal;
    private final int large;
    private int block;
    private boolean fast;

    private Pace(int normal, int large) {
        this.normal = normal;
        this.large = large;
        this.block = normal;
    }

    static Pace up() {
        return new Pace(SMALLEST_BUFFER / 2, 1030);
    }

    static Pace down() {
        return new Pace(256 + WireCode.OVERHEAD, 4096);
    }

    /// Returns the bytes of one block on the wire.
    int block() {
        return block;
    }

    /// Returns how many bytes may be under way unanswered.
    int window() {
        return fast ? LARGEST_WINDOW : SMALLEST_BUFFER;
    }

    /// Returns how many bytes of content one command should move on a board with so much free heap, if each of
    /// them leaves `garbage` bytes of garbage there.
    int stretch(long freeHeap, int garbage) {
        long blocks = WireCode.MOST_BLOCKS * (long) (block - WireCode.OVERHEAD);
        return (int) Math.max(Math.min(SHORTEST_STRETCH, blocks), Math.min((freeHeap - 6000) / garbage, blocks));
    }

    /// Takes what became of a stretch: so many bytes and nanoseconds, so many of its blocks damaged.
    void take(long bytes, long nanos, int blocks, int damaged) {
        if (damaged * 6 > blocks) {
            fast = false;
            block = Math.max(SMALLEST_BLOCK, Math.min(block, normal) / 2);
        } else if (damaged == 0 && block < normal) {
            block = Math.min(normal, block * 2);
        } else if (damaged == 0 && bytes > 1000 && bytes * 1_000_000_000L > nanos * BEYOND_UART) {
            fast = true;
            block = large;
        }
    }

    /// Takes that a stretch has failed.
    void fail() {
        take(0, 1, 1, 1);
    }
}
