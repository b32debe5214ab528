package dev.jumper.app.board;

import dev.jumper.hal.stream.ByteStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/// A stream that counts the commands that go over it: requests for raw-paste.
final class CountedLine implements ByteStream {
    private final ByteStream under;
    private int commands;

    CountedLine(ByteStream under) {
        this.under = under;
    }

    int commands() {
        return commands;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return under.read(target);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        commands += source.remaining() > 0 && source.get(source.position()) == 5 ? 1 : 0;
        return under.write(source);
    }

    @Override
    public long ioctl(int request, long argument) throws IOException {
        return under.ioctl(request, argument);
    }

    @Override
    public void close() throws IOException {
        under.close();
    }
}
