package dev.jumper.hal.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.CancellationException;

/// A stream without waiting that answers each operation as it was told to; afterwards, with NOT_READY.
final class ScriptStream implements ByteStream {
    final ByteArrayOutputStream written = new ByteArrayOutputStream();
    int calls;
    boolean closed;
    boolean claimsReady;
    private final Deque<Step> steps = new ArrayDeque<>();

    private sealed interface Step {}

    private record Data(byte[] bytes) implements Step {}

    private record Code(int code, int times) implements Step {}

    private record Failure(IOException failure) implements Step {}

    /// Lets one read give these bytes, or as many writes take as many bytes.
    ScriptStream data(int... bytes) {
        byte[] copy = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            copy[i] = (byte) bytes[i];
        }
        steps.add(new Data(copy));
        return this;
    }

    ScriptStream data(byte[] bytes) {
        steps.add(new Data(bytes));
        return this;
    }

    ScriptStream code(int code, int times) {
        steps.add(new Code(code, times));
        return this;
    }

    ScriptStream failure(IOException failure) {
        steps.add(new Failure(failure));
        return this;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        byte[] next = next();
        if (next == null) {
            return code();
        }
        int n = Math.min(next.length, target.remaining());
        target.put(next, 0, n);
        if (n < next.length) {
            steps.addFirst(new Data(Arrays.copyOfRange(next, n, next.length)));
        }
        return n;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        byte[] room = next();
        if (room == null) {
            return code();
        }
        int n = Math.min(room.length, source.remaining());
        byte[] taken = new byte[n];
        source.get(taken);
        written.write(taken);
        return n;
    }

    @Override
    public long ioctl(int request, long argument) {
        if (request == POLL && claimsReady) {
            return argument;
        }
        if (request == TIMEOUT && claimsReady) {
            return DEFAULT_TIMEOUT;
        }
        throw new UnsupportedOperationException("script: " + request);
    }

    @Override
    public void close() {
        closed = true;
    }

    private byte[] next() throws IOException {
        if (++calls > 100_000) {
            throw new CancellationException("spun: 100,000 calls");
        }
        return switch (steps.peek()) {
            case Data data -> {
                steps.remove();
                yield data.bytes;
            }
            case Failure failure -> throw failure.failure;
            case Code _ -> null;
            case null -> null;
        };
    }

    private int code() {
        if (!(steps.poll() instanceof Code code)) {
            return NOT_READY;
        }
        if (code.times > 1) {
            steps.addFirst(new Code(code.code, code.times - 1));
        }
        return code.code;
    }
}
