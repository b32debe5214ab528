package dev.jumper.app;

import dev.jumper.hal.stream.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// A board's console behind a cable that damages what goes through it, or tells when much has gone through.
final class Cable implements ByteStream {
    private final ByteStream board;
    private final String from;
    private final String to;
    private final long limit;
    private final Runnable atLimit;
    private long taken;

    private Cable(ByteStream board, String from, String to, long limit, Runnable atLimit) {
        this.board = board;
        this.from = from;
        this.to = to;
        this.limit = limit;
        this.atLimit = atLimit;
    }

    /// A cable that turns `from`, wherever it comes in one piece, into `to` of the same length.
    static Cable damaging(ByteStream board, String from, String to) {
        return new Cable(board, from, to, Long.MAX_VALUE, () -> {});
    }

    /// A cable that runs `atLimit` when the board was sent `limit` bytes.
    static Cable counting(ByteStream board, long limit, Runnable atLimit) {
        return new Cable(board, "", "", limit, atLimit);
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        int start = target.position();
        int count = board.read(target);
        if (count > 0) {
            target.put(start, damaged(target.slice(start, count)));
        }
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        int count = board.write(ByteBuffer.wrap(damaged(source)));
        if (count > 0) {
            source.position(source.position() + count);
            taken += count;
            if (taken >= limit) {
                atLimit.run();
            }
        }
        return count;
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
