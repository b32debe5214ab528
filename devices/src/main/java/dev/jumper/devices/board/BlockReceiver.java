package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import java.nio.ByteBuffer;

/// Blocks on their way from the board's `_wd`: whole ones are put where they belong, whatever comes between them.
///
/// It is done when the last block has come, or the prompt is back.
final class BlockReceiver implements Protocol {
    /// What has come of the blocks of one stretch.
    interface Sink {
        /// Takes the content of block `number`; valid only during the call.
        void accept(int number, byte[] block, int offset, int length);
    }

    private final int size;
    private final int count;
    private final Sink sink;
    private final boolean once;
    private final int call;
    private final byte[] held;
    private final BoardWords words = new BoardWords();
    private int start;
    private int end;
    private int whole;
    private boolean done;

    /// Prepares for `count` blocks of `size` bytes that the call of this number has the board send; late ones of
    /// another call are not taken. If each may come more than `once`, only the prompt ends them.
    BlockReceiver(int count, int size, int call, Sink sink, boolean once) {
        this.call = call;
        this.once = once;
        this.count = count;
        this.size = size;
        this.sink = sink;
        held = new byte[2 * size];
    }

    /// Returns how many blocks have come whole.
    int whole() {
        return whole;
    }

    /// Returns what else the board said.
    BoardWords words() {
        return words;
    }

    /// Tells whether the last block was the end, so that the program's own end is still to come.
    boolean endsInOrder() {
        return done;
    }

    /// Says that nothing more has come: what looks like the beginning of a block is none.
    void silence() {
        while (start < end) {
            words.take(held[start++]);
            scan();
        }
    }

    @Override
    public int advance(ByteBuffer input, ByteBuffer output) {
        while (!done && !words.last()) {
            if (!input.hasRemaining()) {
                return ByteStream.NEED_READ;
            }
            if (start + size > held.length) {
                System.arraycopy(held, start, held, 0, end - start);
                end -= start;
                start = 0;
            }
            int wanted = Math.min(input.remaining(), start + size - end);
            input.get(held, end, wanted);
            end += wanted;
            scan();
        }
        return DONE;
    }

    private void scan() {
        while (start < end && !done) {
            if ((held[start] & 0xFF) != WireCode.FROM_BOARD) {
                words.take(held[start++]);
            } else if (end - start < size) {
                return;
            } else if (!block()) {
                words.take(held[start++]);
            }
        }
        if (start == end) {
            start = 0;
            end = 0;
        }
    }

    private boolean block() {
        int check = start + size - 4;
        int found = ByteBuffer.wrap(held, check, 4)
                .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt();
        int number = held[start + 1] & 0xFF;
        if (number >= count || found != WireCode.check(held, start, check, call)) {
            return false;
        }
        sink.accept(number, held, start + 2, size - WireCode.OVERHEAD);
        whole++;
        done = once && number == count - 1;
        start += size;
        return true;
    }
}
