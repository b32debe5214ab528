package dev.jumper.bitbang;

import static dev.jumper.hal.Pin.READ;
import static dev.jumper.hal.Pin.WRITE;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// The bit loops of [SoftSpi], of which [LoopCopies] makes copies.
///
/// All travel most significant bit first; a word that does not is turned round before and after. Pins are handed
/// to the loops as arguments: a field would be read again after each access to a pin.
final class SpiLoop implements SpiBits {
    private final Pin sck;
    private final Pin mosi;
    private final Pin miso;
    private final Ticks ticks;

    SpiLoop(Pin sck, Pin mosi, Pin miso, Ticks ticks) {
        this.sck = sck;
        this.mosi = mosi;
        this.miso = miso;
        this.ticks = ticks;
    }

    @Override
    public void exchange(byte[] out, byte[] in, int rest, int phase, int wordBits, boolean lsbFirst, long half)
            throws IOException {
        if (half != 0 || wordBits != 8) {
            words(out, in, rest, phase, wordBits, lsbFirst, half);
        } else if (phase == 0) {
            bytesOnFirstEdge(out, in, rest, lsbFirst);
        } else {
            bytesOnSecondEdge(out, in, rest, lsbFirst);
        }
    }

    private void bytesOnFirstEdge(byte[] out, byte[] in, int rest, boolean lsbFirst) throws IOException {
        var clock = sck;
        var data = mosi;
        var answer = miso;
        for (int i = 0; i < out.length; i++) {
            int value = lsbFirst ? Integer.reverse(out[i]) : out[i] << 24;
            int read = firstEdge(clock, data, answer, value, 8, rest);
            if (i < in.length) {
                in[i] = (byte) (lsbFirst ? Integer.reverse(read) >>> 24 : read);
            }
        }
    }

    private void bytesOnSecondEdge(byte[] out, byte[] in, int rest, boolean lsbFirst) throws IOException {
        var clock = sck;
        var data = mosi;
        var answer = miso;
        for (int i = 0; i < out.length; i++) {
            int value = lsbFirst ? Integer.reverse(out[i]) : out[i] << 24;
            int read = secondEdge(clock, data, answer, value, 8, rest);
            if (i < in.length) {
                in[i] = (byte) (lsbFirst ? Integer.reverse(read) >>> 24 : read);
            }
        }
    }

    /// Exchanges `bits` bits of `value`, from its highest on, without a wait.
    private static int firstEdge(Pin sck, Pin mosi, Pin miso, int value, int bits, int rest) throws IOException {
        int read = 0;
        int active = rest ^ 1;
        for (int i = 0; i < bits; i++) {
            mosi.ioctl(WRITE, value >>> 31);
            value <<= 1;
            sck.ioctl(WRITE, active);
            read = read << 1 | miso.ioctl(READ, 0);
            sck.ioctl(WRITE, rest);
        }
        return read;
    }

    private static int secondEdge(Pin sck, Pin mosi, Pin miso, int value, int bits, int rest) throws IOException {
        int read = 0;
        int active = rest ^ 1;
        for (int i = 0; i < bits; i++) {
            sck.ioctl(WRITE, active);
            mosi.ioctl(WRITE, value >>> 31);
            value <<= 1;
            sck.ioctl(WRITE, rest);
            read = read << 1 | miso.ioctl(READ, 0);
        }
        return read;
    }

    private void words(byte[] out, byte[] in, int rest, int phase, int wordBits, boolean lsbFirst, long half)
            throws IOException {
        int step = wordBits <= 8 ? 1 : wordBits <= 16 ? 2 : 4;
        for (int at = 0; at < out.length; at += step) {
            int word = 0;
            for (int i = 0; i < step; i++) {
                word = word << 8 | out[at + i] & 0xFF;
            }
            int value = lsbFirst ? Integer.reverse(word) : word << 32 - wordBits;
            int read;
            if (half != 0) {
                read = phase == 0
                        ? slowFirstEdge(value, wordBits, rest, half)
                        : slowSecondEdge(value, wordBits, rest, half);
            } else {
                read = phase == 0
                        ? firstEdge(sck, mosi, miso, value, wordBits, rest)
                        : secondEdge(sck, mosi, miso, value, wordBits, rest);
            }
            if (in.length != 0) {
                int answer = lsbFirst ? Integer.reverse(read) >>> 32 - wordBits : read;
                for (int i = step - 1; i >= 0; i--) {
                    in[at + i] = (byte) answer;
                    answer >>>= 8;
                }
            }
        }
    }

    private int slowFirstEdge(int value, int bits, int rest, long half) throws IOException {
        int read = 0;
        for (int i = 0; i < bits; i++) {
            mosi.ioctl(WRITE, value << i >>> 31);
            Wait.atLeast(ticks, half);
            sck.ioctl(WRITE, rest ^ 1);
            read = read << 1 | miso.ioctl(READ, 0);
            Wait.atLeast(ticks, half);
            sck.ioctl(WRITE, rest);
        }
        return read;
    }

    private int slowSecondEdge(int value, int bits, int rest, long half) throws IOException {
        int read = 0;
        for (int i = 0; i < bits; i++) {
            sck.ioctl(WRITE, rest ^ 1);
            mosi.ioctl(WRITE, value << i >>> 31);
            Wait.atLeast(ticks, half);
            sck.ioctl(WRITE, rest);
            read = read << 1 | miso.ioctl(READ, 0);
            Wait.atLeast(ticks, half);
        }
        return read;
    }
}
