package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.LongSupplier;

/// Blocks on their way to the board's `_wu`: at most a window of bytes that the board has not taken yet, and again
/// those that it did not get.
///
/// The line keeps the order, so a block is lost once one sent after it has been answered. An answer is 0x06, how
/// many blocks the board has written, the number of the block that came, and a check of one byte. Of a long block
/// the board says as it comes how many of its bytes it has taken: 0x0E, their number in two bytes, and a check.
final class BlockSender implements Protocol {
    private static final int ANSWER = 6;
    private static final int CREDIT = 14;
    private static final int ANSWER_LENGTH = 4;
    private static final long LONGEST_WAIT = 1_000_000_000;
    private static final long SHORTEST_WAIT = 40_000_000;

    private static final int UNSENT = 0;
    private static final int LOST = -1;
    private static final int TAKEN = Integer.MAX_VALUE;

    private final List<byte[]> blocks;
    private final int window;
    private final int piece;
    private final LongSupplier nanos;
    private final RoundTrip trip;
    /// When each block was sent last, counted from 1, or one of the three above.
    private final int[] sent;
    private final long[] sentAt;
    private final boolean[] again;
    private final BoardWords words = new BoardWords();
    /// Where in the stream each block ended that was sent whole.
    private final long[] endedAt;
    private int order;
    private int written;
    /// The block of which a part has been sent, and how many bytes of it; none if that is 0.
    private int current;
    private int offset;
    /// How many bytes were sent in all, and how many of them are not under way any more.
    private long position;
    private long taken;
    /// From where in the stream the board counts what it has taken, and how far it was last.
    private long counted;
    private int credit;
    private int repeats;
    private int silences;
    private boolean heard;

    /// Prepares; `nanos` is the clock by which the way there and back is measured in `trip`. The board tells of
    /// each `piece` of a block.
    BlockSender(List<byte[]> blocks, int window, int piece, LongSupplier nanos, RoundTrip trip) {
        this.blocks = blocks;
        this.window = window;
        this.piece = piece;
        this.nanos = nanos;
        this.trip = trip;
        sent = new int[blocks.size()];
        sentAt = new long[blocks.size()];
        again = new boolean[blocks.size()];
        endedAt = new long[blocks.size()];
    }

    /// How long the way to the board and back takes, over several transfers.
    static final class RoundTrip {
        private long mean = LONGEST_WAIT / 5;
        private long spread = LONGEST_WAIT / 20;
        private long rate;
        private boolean measured;

        /// Returns the most bytes a second that a block had so far, from its beginning to its answer.
        long rate() {
            return rate;
        }

        void take(int bytes, long nanos) {
            rate = Math.max(rate, bytes * 1_000_000_000L / Math.max(1, nanos));
            if (!measured) {
                measured = true;
                mean = nanos;
                spread = nanos / 2;
            } else {
                spread += (Math.abs(nanos - mean) - spread) / 4;
                mean += (nanos - mean) / 8;
            }
        }

        long patience() {
            return Math.clamp(mean + 4 * spread, SHORTEST_WAIT, LONGEST_WAIT);
        }
    }

    /// Returns how many nanoseconds of silence to bear before [#silence].
    long patience() {
        return Math.min(LONGEST_WAIT, trip.patience() << Math.min(silences, 5));
    }

    /// Says that nothing has come: what is under way is taken for lost, and so is, the second time, what seemed to
    /// have come after a gap.
    void silence() {
        silences++;
        for (int i = written; i < sent.length; i++) {
            if (silences > 1 && sent[i] == TAKEN) {
                sent[i] = LOST;
            }
            lose(i, TAKEN);
        }
        offset = 0;
        taken = position;
        counted = position - credit;
    }

    /// Returns how often in a row nothing came.
    int silences() {
        return silences;
    }

    /// Returns how many blocks were sent again.
    int repeats() {
        return repeats;
    }

    /// Tells whether the board has answered at all, so that its program runs.
    boolean heard() {
        return heard;
    }

    /// Tells whether all blocks were written.
    boolean complete() {
        return written == blocks.size();
    }

    /// Returns what else the board said.
    BoardWords words() {
        return words;
    }

    @Override
    public int advance(ByteBuffer input, ByteBuffer output) throws IOException {
        while (input.hasRemaining() && !complete() && !words.last()) {
            int kind = input.get(input.position());
            if (kind != ANSWER && kind != CREDIT) {
                words.take(input.get());
            } else if (input.remaining() < ANSWER_LENGTH) {
                break;
            } else if (kind == ANSWER ? !answered(input) : !credited(input)) {
                words.take(input.get());
            }
        }
        return complete() || words.last() ? DONE : send(output);
    }

    private int send(ByteBuffer output) {
        while (true) {
            if (offset == 0) {
                current = next();
                if (current == sent.length) {
                    return ByteStream.NEED_READ;
                }
            }
            byte[] block = blocks.get(current);
            int count = Math.min(piece, block.length - offset);
            if (position > taken && position + count - taken > window) {
                return ByteStream.NEED_READ;
            }
            if (output.remaining() < count) {
                return ByteStream.NEED_WRITE;
            }
            if (offset == 0) {
                again[current] = sent[current] == LOST;
                repeats += again[current] ? 1 : 0;
                sent[current] = ++order;
                sentAt[current] = nanos.getAsLong();
            }
            output.put(block, offset, count);
            position += count;
            offset += count;
            if (offset == block.length) {
                offset = 0;
                endedAt[current] = position;
            }
        }
    }

    private int next() {
        int i = written;
        while (i < sent.length && sent[i] != UNSENT && sent[i] != LOST) {
            i++;
        }
        return i;
    }

    private boolean answered(ByteBuffer input) {
        int at = input.position();
        int done = input.get(at + 1) & 0xFF;
        int number = input.get(at + 2) & 0xFF;
        int check = input.get(at + 3) & 0xFF;
        if (check != check(ANSWER, done, number) || done < written || done > blocks.size() || number >= blocks.size()) {
            return false;
        }
        input.position(at + ANSWER_LENGTH);
        heard = true;
        silences = done > written ? 0 : silences; // one block may never pass, whatever becomes of the others
        if (sent[number] > 0 && sent[number] != TAKEN) {
            if (!again[number]) {
                trip.take(blocks.get(number).length, nanos.getAsLong() - sentAt[number]);
            }
            int before = sent[number];
            take(number);
            for (int i = written; i < sent.length; i++) {
                lose(i, before);
            }
        } else {
            take(number);
        }
        for (int i = written; i < done; i++) {
            take(i);
        }
        written = done;
        counted = Math.max(counted, endedAt[number]);
        taken = Math.max(taken, counted);
        credit = 0;
        return true;
    }

    private boolean credited(ByteBuffer input) {
        int at = input.position();
        int low = input.get(at + 1) & 0xFF;
        int high = input.get(at + 2) & 0xFF;
        if ((input.get(at + 3) & 0xFF) != check(CREDIT, low, high) || counted + (high << 8 | low) > position) {
            return false;
        }
        input.position(at + ANSWER_LENGTH);
        credit = high << 8 | low;
        taken = Math.max(taken, counted + credit);
        return true;
    }

    private static int check(int kind, int first, int second) {
        return 15 * kind + 3 * first + 5 * second & 0xFF;
    }

    private void take(int i) {
        sent[i] = TAKEN;
    }

    private void lose(int i, int before) {
        if (sent[i] > 0 && sent[i] < before) {
            sent[i] = LOST;
        }
    }

    @Override
    public String toString() {
        return written + " of " + sent.length + " blocks written, " + repeats + " sent again";
    }
}
