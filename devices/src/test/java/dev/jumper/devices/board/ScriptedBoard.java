package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// The far end of a stream that expects certain bytes and answers with certain bytes, in pieces of at most `piece`.
/// A step that expects nothing is said unasked. `¶` in a text is CR LF.
final class ScriptedBoard implements ByteStream {
    private record Step(String expect, String answer) {}

    private final Deque<Step> steps = new ArrayDeque<>();
    private final StringBuilder written = new StringBuilder();
    private final StringBuilder pending = new StringBuilder();
    private final int piece;
    private boolean hangUp;

    ScriptedBoard(int piece) {
        this.piece = piece;
    }

    ScriptedBoard expect(String bytes, String answer) {
        steps.add(new Step(bytes.replace("¶", "\r\n"), answer.replace("¶", "\r\n")));
        answer();
        return this;
    }

    /// The stream ends once everything has been said.
    ScriptedBoard hangUp() {
        hangUp = true;
        return this;
    }

    private void answer() {
        while (!steps.isEmpty() && written.toString().equals(steps.peek().expect())) {
            written.setLength(0);
            pending.append(steps.remove().answer());
        }
    }

    void done() {
        if (!steps.isEmpty() || !written.isEmpty()) {
            throw new AssertionError("wrote " + show(written) + ", expected "
                    + (steps.isEmpty() ? "nothing more" : show(steps.peek().expect())));
        }
    }

    static String show(CharSequence bytes) {
        var text = new StringBuilder();
        bytes.chars().forEach(c -> text.append(c < ' ' ? "^" + (char) (c + '@') : String.valueOf((char) c)));
        return text.toString();
    }

    @Override
    public int read(ByteBuffer target) {
        if (pending.isEmpty()) {
            return hangUp && steps.isEmpty() ? EOF : NOT_READY;
        }
        int count = Math.min(piece, Math.min(target.remaining(), pending.length()));
        target.put(pending.substring(0, count).getBytes(StandardCharsets.ISO_8859_1));
        pending.delete(0, count);
        return count;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = Math.min(piece, source.remaining());
        for (int i = 0; i < count; i++) {
            written.append((char) (source.get() & 0xFF));
            answer();
        }
        if (steps.isEmpty() || !steps.peek().expect().startsWith(written.toString())) {
            done();
        }
        return count;
    }

    @Override
    public long ioctl(int request, long argument) {
        if (request != TIMEOUT) {
            throw new UnsupportedOperationException("scripted board: request " + request);
        }
        return 0;
    }

    @Override
    public void close() {}
}
