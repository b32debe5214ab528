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
/// many blocks the board has written, the number of the block that came, and a check of one byte.
final class BlockSender implements Protocol {
    private static final int ANSWER = 6;
    private static final int ANSWER_LENGTH = 4;
    private static final long LONGEST_WAIT = 1_000_000_000;
    private static final long SHORTEST_WAIT = 40_000_000;

    private static final int UNSENT = 0;
    private static final int LOST = -1;
    private static final int TAKEN = Integer.MAX_VALUE;

    private final List<byte[]> blocks;
    private final int window;
    private final LongSupplier nanos;
    private final RoundTrip trip;
    /// When each block was sent last, counted from 1, or one of the three above.
    private final int[] sent;
    private final long[] sentAt;
    private final boolean[] again;
    private final BoardWords words = new BoardWords();
    private int order;
    private int written;
    private int inFlight;
    private int repeats;
    private int silences;
    private boolean heard;

    /// Prepares; `nanos` is the clock by which the way there and back is measured in `trip`.
    BlockSender(List<byte[]> blocks, int window, LongSupplier nanos, RoundTrip trip) {
        this.blocks = blocks;
        this.window = window;
        this.nanos = nanos;
        this.trip = trip;
        sent = new int[blocks.size()];
        sentAt = new long[blocks.size()];
        again = new boolean[blocks.size()];
    }

    /// How long the way to the board and back takes, over several transfers.
    static final class RoundTrip {
        private long mean = LONGEST_WAIT / 5;
        private long spread = LONGEST_WAIT / 20;
        private long least = LONGEST_WAIT;
        private boolean measured;

        /// Returns the shortest so far.
        long least() {
            return least;
        }

        void take(long nanos) {
            least = Math.min(least, nanos);
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
            if (input.get(input.position()) != ANSWER) {
                words.take(input.get());
            } else if (input.remaining() < ANSWER_LENGTH) {
                break;
            } else if (!answered(input)) {
                words.take(input.get());
            }
        }
        if (complete() || words.last()) {
            return DONE;
        }
        for (int i = next(); i < sent.length; i = next()) {
            byte[] block = blocks.get(i);
            if (inFlight > 0 && (inFlight + 1) * block.length > window) {
                return ByteStream.NEED_READ;
            }
            if (output.remaining() < block.length) {
                return ByteStream.NEED_WRITE;
            }
            output.put(block);
            again[i] = sent[i] == LOST;
            repeats += again[i] ? 1 : 0;
            sent[i] = ++order;
            sentAt[i] = nanos.getAsLong();
            inFlight++;
        }
        return ByteStream.NEED_READ;
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
        if (check != (3 * done + 5 * number + 90 & 0xFF)
                || done < written
                || done > blocks.size()
                || number >= blocks.size()) {
            return false;
        }
        input.position(at + ANSWER_LENGTH);
        heard = true;
        silences = done > written ? 0 : silences; // one block may never pass, whatever becomes of the others
        if (sent[number] > 0 && sent[number] != TAKEN) {
            if (!again[number]) {
                trip.take(nanos.getAsLong() - sentAt[number]);
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
        return true;
    }

    private void take(int i) {
        inFlight -= sent[i] > 0 && sent[i] != TAKEN ? 1 : 0;
        sent[i] = TAKEN;
    }

    private void lose(int i, int before) {
        if (sent[i] > 0 && sent[i] < before) {
            sent[i] = LOST;
            inFlight--;
        }
    }

    @Override
    public String toString() {
        return written + " of " + sent.length + " blocks written, " + repeats + " sent again";
    }
}
