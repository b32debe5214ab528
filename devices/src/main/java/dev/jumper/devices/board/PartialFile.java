package dev.jumper.devices.board;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;

/// Where the bytes of a file that comes from a board are until all have come: beside the file that they are for.
///
/// Its name is made of that file's, so that a later download finds what a lost connection has left. It is locked,
/// so that two downloads to one file do not mix: the second has a file with a name of its own, which never stays.
final class PartialFile extends OutputStream implements Beginning {
    private static final String END = ".jumper-part";
    private static final int LONGEST_NAME = 255; // bytes: Linux, limits.h, NAME_MAX
    private static final int PIECE = 1 << 16;

    private final Path target;
    private final Path place;
    private final FileChannel channel;
    private final boolean lasting;
    private boolean resumed;
    private boolean failed;
    private boolean kept;

    private PartialFile(Path target, Path place, FileChannel channel, boolean lasting) {
        this.target = target;
        this.place = place;
        this.channel = channel;
        this.lasting = lasting;
    }

    /// Returns where the bytes for `target` are until all have come.
    static Path of(Path target) {
        String name = target.getFileName().toString();
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length + 1 + END.length() > LONGEST_NAME) {
            name = HexFormat.of().formatHex(Download.sha256().digest(bytes));
        }
        return target.resolveSibling("." + name + END);
    }

    /// Opens that of `target`, with what is in it already.
    static PartialFile open(Path target) throws IOException {
        Path place = of(target);
        try {
            var channel = FileChannel.open(
                    place,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.CREATE,
                    LinkOption.NOFOLLOW_LINKS);
            if (isOwn(channel, place)) {
                return new PartialFile(target, place, channel, true);
            }
            channel.close();
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            // somebody else's: then nothing is gone on with
        }
        Path other = Files.createTempFile(place.getParent(), ".jumper", END);
        return new PartialFile(target, other, FileChannel.open(other, StandardOpenOption.WRITE), false);
    }

    /// Locks the file; false if another download has it, or has just given it its name.
    private static boolean isOwn(FileChannel channel, Path place) throws IOException {
        try {
            return channel.tryLock() != null && Files.exists(place);
        } catch (OverlappingFileLockException e) {
            return false; // one of this process
        } catch (ClosedByInterruptException e) {
            throw e;
        } catch (IOException e) {
            return true; // a file system without locks
        }
    }

    private static InterruptedIOException interrupted(IOException cause) {
        var e = new InterruptedIOException("download: interrupted");
        e.initCause(cause);
        return e;
    }

    @Override
    public long length() throws IOException {
        return channel.size();
    }

    @Override
    public void feed(FileDigest digest) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        channel.position(0);
        while (channel.read(piece) >= 0) {
            digest.update(piece.array(), 0, piece.position());
            piece.clear();
        }
        resumed = true;
    }

    @Override
    public void clear() throws IOException {
        channel.truncate(0);
        resumed = false;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            for (var rest = ByteBuffer.wrap(bytes, offset, length); rest.hasRemaining(); ) {
                channel.write(rest);
            }
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (IOException e) {
            failed = true;
            throw e;
        }
    }

    /// Tells whether what is in it began with bytes of an earlier download.
    boolean resumed() {
        return resumed;
    }

    /// Tells whether this host could not write to it.
    boolean failed() {
        return failed;
    }

    /// Has it stay for a later download, if there is anything in it.
    void keep() throws IOException {
        kept = lasting && channel.isOpen() && length() > 0;
    }

    /// Makes it the file that it is for.
    void finish() throws IOException {
        Files.move(place, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        kept = true;
    }

    /// Removes it, unless it is to stay.
    @Override
    public void close() throws IOException {
        try (channel) {
            if (!kept) {
                Files.deleteIfExists(place);
            }
        }
    }
}
