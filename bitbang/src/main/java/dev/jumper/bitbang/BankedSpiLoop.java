package dev.jumper.bitbang;

import static dev.jumper.hal.Pin.READ;
import static dev.jumper.hal.Pin.WRITE;

import dev.jumper.hal.Banked;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// The bit loops of [SoftSpi] for a clock and data out that are lines of one bank, of which [LoopCopies] makes
/// copies.
///
/// The edge of the clock that no chip takes a bit on is the moment at which data out changes, so both change in one
/// operation: two operations a bit instead of three. Data in is not looked at if nobody wants it, which leaves two
/// of four. Edges come in the same order, and at a limited speed at the same distances, as from [SpiLoop].
final class BankedSpiLoop implements SpiBits {
    private final Pin sck;
    private final Pin miso;
    private final Banked.Bank bank;
    private final long clock;
    private final long data;
    private final Ticks ticks;

    BankedSpiLoop(Pin sck, Pin miso, Banked.Bank bank, long clock, long data, Ticks ticks) {
        this.sck = sck;
        this.miso = miso;
        this.bank = bank;
        this.clock = clock;
        this.data = data;
        this.ticks = ticks;
    }

    /// Exchanges whole words. If bits are taken on the first edge, the first operation also brings the clock to
    /// rest.
    @Override
    public void exchange(byte[] out, byte[] in, int rest, int phase, int wordBits, boolean lsbFirst, long half)
            throws IOException {
        int step = wordBits <= 8 ? 1 : wordBits <= 16 ? 2 : 4;
        boolean wanted = in.length != 0;
        for (int at = 0; at < out.length; at += step) {
            int word = 0;
            for (int i = 0; i < step; i++) {
                word = word << 8 | out[at + i] & 0xFF;
            }
            int value = lsbFirst ? Integer.reverse(word) : word << 32 - wordBits;
            int read = phase == 0
                    ? firstEdge(value, wordBits, rest, half, wanted)
                    : secondEdge(value, wordBits, rest, half, wanted);
            if (wanted) {
                int answer = lsbFirst ? Integer.reverse(read) >>> 32 - wordBits : read;
                for (int i = step - 1; i >= 0; i--) {
                    in[at + i] = (byte) answer;
                    answer >>>= 8;
                }
            }
        }
        if (phase == 0 && out.length != 0) {
            sck.ioctl(WRITE, rest);
        }
    }

    private int firstEdge(int value, int bits, int rest, long half, boolean wanted) throws IOException {
        int read = 0;
        long resting = rest == 0 ? 0 : clock;
        for (int i = 0; i < bits; i++) {
            bank.write(clock | data, resting | (value << i < 0 ? data : 0));
            pause(half);
            sck.ioctl(WRITE, rest ^ 1);
            if (wanted) {
                read = read << 1 | miso.ioctl(READ, 0);
            }
            pause(half);
        }
        return read;
    }

    private int secondEdge(int value, int bits, int rest, long half, boolean wanted) throws IOException {
        int read = 0;
        long active = rest == 0 ? clock : 0;
        for (int i = 0; i < bits; i++) {
            bank.write(clock | data, active | (value << i < 0 ? data : 0));
            pause(half);
            sck.ioctl(WRITE, rest);
            if (wanted) {
                read = read << 1 | miso.ioctl(READ, 0);
            }
            pause(half);
        }
        return read;
    }

    private void pause(long half) {
        if (half != 0) {
            Wait.atLeast(ticks, half);
        }
    }
}
