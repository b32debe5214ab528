package dev.jumper.devices.board;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;

/// A file of this host that must not change while it is read: at its end it is read once more, and has to be the
/// same, so that what was read is what the file was at that moment.
final class SteadyFile extends InputStream {
    private static final int PIECE = 1 << 16;

    private final Path file;
    private final long size;
    private final DigestInputStream content;
    private long done;
    private boolean ended;

    private SteadyFile(Path file, long size, InputStream content) {
        this.file = file;
        this.size = size;
        this.content = new DigestInputStream(content, Download.sha256());
    }

    static SteadyFile open(Path file) throws IOException {
        return new SteadyFile(file, Files.size(file), Files.newInputStream(file));
    }

    /// Returns how long it was when it was opened; 0 also if the system does not know.
    long size() {
        return size;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = content.read(target, offset, length);
        if (count < 0 && !ended) {
            ended = true;
            requireSame();
        }
        done += Math.max(0, count);
        if (size > 0 && done > size) { // one that grows might never end
            throw changed();
        }
        return count;
    }

    private void requireSame() throws IOException {
        var again = Download.sha256();
        if (Files.isRegularFile(file)) {
            try (var in = Files.newInputStream(file)) {
                byte[] piece = new byte[PIECE];
                for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                    again.update(piece, 0, count);
                }
            }
            if (!MessageDigest.isEqual(
                    again.digest(), content.getMessageDigest().digest())) {
                throw changed();
            }
        }
    }

    private VerificationException changed() {
        return new VerificationException(file + ": it changed while it was copied, after " + done
                + " bytes were read; the old file on the board is untouched, try again when nothing writes to it");
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
