package dev.jumper.devices.board;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Raw deflate (RFC 1951) as a board with a small window can inflate it: pieces no longer than the window, none of
/// which refers to what is before it.
final class Deflation {
    /// What MicroPython's deflate makes of text in a window of 512 bytes is about what zlib makes of pieces this
    /// long.
    private static final int SIMPLE_BITS = 9;

    private final int window;

    /// Packs for a board whose window has so many bits.
    Deflation(int bits) {
        window = 1 << bits;
    }

    /// Bytes deflated, without a last block, and how many bytes of content they stand for.
    record Packed(byte[] bytes, int taken) {
        static final Packed NOTHING = new Packed(new byte[0], 0);

        /// Tells whether packing has made the content clearly smaller.
        boolean wins() {
            return Deflation.wins(bytes.length, taken);
        }
    }

    /// Tells whether `made` bytes are clearly fewer than the `taken` that they stand for: less than nine tenths.
    static boolean wins(long made, long taken) {
        return made * 10 < taken * 9;
    }

    /// Tells whether a board, whose deflate is a simple one, would make clearly less of bytes like these.
    static boolean wouldWin(byte[] sample) {
        var packed = new Deflation(SIMPLE_BITS).pack(sample, 0, sample.length, sample.length);
        return packed.taken() > 0 && packed.bytes().length * 10L < packed.taken() * 7L;
    }

    /// Packs as much of what is in `data` from `from` to `to` as gives at most `room` bytes; gives up, with
    /// [Packed#NOTHING], where the first piece does not win or does not fit.
    Packed pack(byte[] data, int from, int to, int room) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            var out = new ByteArrayOutputStream(room);
            var piece = new byte[2 * window + 64];
            int at = from;
            while (at < to) {
                int length = Math.min(window, to - at);
                deflater.reset();
                deflater.setInput(data, at, length);
                int packed = deflater.deflate(piece, 0, piece.length, Deflater.SYNC_FLUSH);
                if (out.size() + packed > room || at == from && !wins(packed, length)) {
                    break;
                }
                out.write(piece, 0, packed);
                at += length;
            }
            return at == from ? Packed.NOTHING : new Packed(out.toByteArray(), at - from);
        } finally {
            deflater.end();
        }
    }

    /// Packs all of `data` into one stream that ends; for a window that holds all of it.
    static byte[] whole(byte[] data) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(data);
            deflater.finish();
            var packed = new byte[data.length + 64];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        } finally {
            deflater.end();
        }
    }

    /// Returns what `packed` stands for, or an empty array if that is not `length` bytes.
    static byte[] unpack(byte[] packed, int length) {
        var inflater = new Inflater(true);
        try {
            inflater.setInput(Arrays.copyOf(packed, packed.length + 1)); // it wants a byte more with raw deflate
            var content = new byte[length];
            int done = 0;
            while (done < length) {
                int count = inflater.inflate(content, done, length - done);
                if (count == 0) {
                    return new byte[0];
                }
                done += count;
            }
            return content;
        } catch (DataFormatException e) {
            return new byte[0];
        } finally {
            inflater.end();
        }
    }
}
