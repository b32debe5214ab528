package dev.jumper.app;

import dev.jumper.hal.stream.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A board's console behind a cable that damages what goes through it, or tells when much has gone through.
public final class Cable implements ByteStream {
    private final ByteStream board;
    private final String from;
    private final String to;
    private final long limit;
    private final Runnable atLimit;
    private final AtomicLong passed = new AtomicLong();

    private Cable(ByteStream board, String from, String to, long limit, Runnable atLimit) {
        this.board = board;
        this.from = from;
        this.to = to;
        this.limit = limit;
        this.atLimit = atLimit;
    }

    /// A cable that turns `from`, wherever it comes in one piece, into `to` of the same length.
    public static Cable damaging(ByteStream board, String from, String to) {
        return new Cable(board, from, to, Long.MAX_VALUE, () -> {});
    }

    /// A cable that runs `atLimit` once, when `limit` bytes have gone to the board and come from it, counted from
    /// the first that went there.
    public static Cable counting(ByteStream board, long limit, Runnable atLimit) {
        return new Cable(board, "", "", limit, atLimit);
    }

    /// Returns how many bytes have gone to the board and come from it since the first that went there.
    public long passed() {
        return passed.get();
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = board.read(target);
        if (count > 0) {
            target.put(start, damaged(target.slice(start, count)));
            if (passed.get() > 0) {
                count(count);
            }
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = board.write(ByteBuffer.wrap(damaged(source)));
        if (count > 0) {
            source.position(source.position() + count);
            count(count);
        }
        return count;
    }

    private void count(int bytes) {
        long now = passed.addAndGet(bytes);
        if (now >= limit && now - bytes < limit) {
            atLimit.run();
        }
    }

    private byte[] damaged(ByteBuffer bytes) {
        String text = StandardCharsets.ISO_8859_1.decode(bytes.duplicate()).toString();
        return (from.isEmpty() ? text : text.replace(from, to)).getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        return board.ioctl(request, argument);
    }

    @Override
    public void close() throws IOException {
        board.close();
    }
}
