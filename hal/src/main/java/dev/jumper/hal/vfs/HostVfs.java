package dev.jumper.hal.vfs;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Rtc;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/// A folder of the host as a file system, confined to that folder: a symbolic link that leads out of it, or
/// nowhere, is refused with [java.nio.file.AccessDeniedException], and does not show up in listings. Nor does
/// anything that is neither a file nor a folder.
///
/// Changes are dated by the [Rtc]; of the host's three times only that of the last change is shown. Safe for
/// several threads, as far as the host is.
public final class HostVfs implements Vfs {
    private final Path root;
    private final FileDate date;

    private HostVfs(Path root, Rtc rtc) {
        this.root = root;
        this.date = new FileDate(rtc, false);
    }

    /// Returns the folder `root` as a file system.
    ///
    /// @throws java.nio.file.NoSuchFileException if there is nothing of that name
    /// @throws NotDirectoryException if it is no folder
    public static HostVfs over(Path root, Rtc rtc) throws IOException {
        Path real = root.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new NotDirectoryException(root + ": a folder is needed");
        }
        return new HostVfs(real, rtc);
    }

    @Override
    public Stat stat(String path) throws IOException {
        Path place = place(path);
        return stat(path, place);
    }

    @Override
    public List<Entry> list(String path) throws IOException {
        Path folder = place(path);
        if (!stat(path, folder).isDirectory()) {
            throw Errno.ENOTDIR.on(path);
        }
        var entries = new ArrayList<Entry>();
        try (var children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (!leadsOut(child) && (Files.isRegularFile(child) || Files.isDirectory(child))) {
                    String name = child.getFileName().toString();
                    entries.add(new Entry(name, stat(path + "/" + name, child.toRealPath())));
                }
            }
        } catch (IOException e) {
            throw translated(path, e);
        }
        entries.sort(Comparator.comparing(Entry::name));
        return List.copyOf(entries);
    }

    @Override
    public ByteStream open(String path, OpenOption... options) throws IOException {
        var mode = FileMode.of(options);
        Path place = place(path);
        boolean exists = Files.exists(place);
        if (exists && mode.createNew()) {
            throw Errno.EEXIST.on(path);
        }
        if (exists && stat(path, place).isDirectory()) {
            throw Errno.EISDIR.on(path);
        }
        var host = new HashSet<OpenOption>();
        host.add(LinkOption.NOFOLLOW_LINKS);
        if (mode.read()) {
            host.add(StandardOpenOption.READ);
        }
        if (mode.write()) {
            host.add(StandardOpenOption.WRITE);
        }
        if (mode.create()) {
            host.add(mode.createNew() ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
        }
        if (mode.truncate()) {
            host.add(StandardOpenOption.TRUNCATE_EXISTING);
        }
        try {
            var content = new Content(path, place, FileChannel.open(place, host));
            if (!exists || mode.truncate()) {
                content.date();
            }
            if (!exists) {
                dateParent(place);
            }
            return new FileStream(path, mode, content);
        } catch (IOException e) {
            throw translated(path, e);
        }
    }

    @Override
    public byte[] read(String path) throws IOException {
        Path place = place(path);
        if (stat(path, place).isDirectory()) {
            throw Errno.EISDIR.on(path);
        }
        try {
            return Files.readAllBytes(place);
        } catch (IOException e) {
            throw translated(path, e);
        }
    }

    @Override
    public void write(String path, byte[] content) throws IOException {
        Path place = place(path);
        boolean exists = Files.exists(place);
        if (exists && stat(path, place).isDirectory()) {
            throw Errno.EISDIR.on(path);
        }
        Path temporary = place.resolveSibling(".jumper-" + UUID.randomUUID());
        try {
            Files.write(temporary, content, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            if (exists && place.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.setPosixFilePermissions(temporary, Files.getPosixFilePermissions(place));
            }
            date(temporary, date.seconds());
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            dateParent(place);
        } catch (IOException e) {
            throw translated(path, e);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    @Override
    public void mkdir(String path) throws IOException {
        Path place = place(path);
        try {
            Files.createDirectory(place);
            date(place, date.seconds());
            dateParent(place);
        } catch (IOException e) {
            throw translated(path, e);
        }
    }

    @Override
    public void remove(String path) throws IOException {
        Path place = entry(path);
        try {
            Files.delete(place);
            dateParent(place);
        } catch (IOException e) {
            throw translated(path, e);
        }
    }

    @Override
    public void rename(String from, String to) throws IOException {
        var sourceNames = VfsPath.names(from);
        var targetNames = VfsPath.names(to);
        Path source = entry(from);
        boolean folder = stat(from, place(from)).isDirectory();
        if (sourceNames.equals(targetNames)) {
            return;
        }
        if (targetNames.size() > sourceNames.size()
                && targetNames.subList(0, sourceNames.size()).equals(sourceNames)) {
            throw Errno.EINVAL.on(to);
        }
        Path target = entry(to);
        if (Files.exists(target)) {
            boolean replacesFolder = stat(to, place(to)).isDirectory();
            if (folder != replacesFolder) {
                throw (folder ? Errno.ENOTDIR : Errno.EISDIR).on(to);
            }
            if (folder && !list(to).isEmpty()) {
                throw Errno.ENOTEMPTY.on(to);
            }
        }
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            dateParent(source);
            dateParent(target);
        } catch (IOException e) {
            throw translated(to, e);
        }
    }

    @Override
    public Space space() throws IOException {
        var store = Files.getFileStore(root);
        return new Space(store.getTotalSpace(), store.getUsableSpace());
    }

    /// Returns where `path` is on the host, links resolved; what it names need not exist, but its folder must.
    private Path place(String path) throws IOException {
        return place(path, VfsPath.names(path));
    }

    /// Returns where the entry `path` is on the host: a link is not followed, but must not lead out.
    private Path entry(String path) throws IOException {
        var names = VfsPath.names(path);
        if (names.isEmpty()) {
            throw Errno.EBUSY.on(path);
        }
        place(path, names);
        return place(path, names.subList(0, names.size() - 1)).resolve(names.getLast());
    }

    private Path place(String path, List<String> names) throws IOException {
        Path place = root;
        for (int i = 0; i < names.size(); i++) {
            Path name = Path.of(names.get(i));
            if (name.isAbsolute() || name.getNameCount() != 1 || name.getRoot() != null) {
                throw new InvalidPathException(path, "not a name on this host");
            }
            if (i > 0 && !Files.isDirectory(place)) {
                throw (Files.exists(place) ? Errno.ENOTDIR : Errno.ENOENT).on(path);
            }
            place = place.resolve(name);
            if (leadsOut(place)) {
                throw Errno.EACCES.on(path);
            }
            if (Files.isSymbolicLink(place)) {
                place = place.toRealPath();
            }
        }
        return place;
    }

    private boolean leadsOut(Path place) throws IOException {
        if (!Files.isSymbolicLink(place)) {
            return false;
        }
        try {
            return !place.toRealPath().startsWith(root);
        } catch (FileSystemException e) {
            return true; // nowhere, or round in a circle: a file created there could be anywhere
        }
    }

    private Stat stat(String path, Path place) throws IOException {
        try {
            var attributes = Files.readAttributes(place, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isOther()) {
                throw Errno.EACCES.on(path); // opening a pipe or a device could block, or worse
            }
            boolean folder = attributes.isDirectory();
            long time = place.equals(root)
                    ? Stat.YEAR_2000
                    : Math.floorDiv(attributes.lastModifiedTime().toMillis(), 1000L);
            return new Stat(
                    folder ? Stat.DIRECTORY : Stat.FILE,
                    ino(place),
                    0,
                    0,
                    0,
                    0,
                    folder ? 0 : attributes.size(),
                    time,
                    time,
                    time);
        } catch (IOException e) {
            throw translated(path, e);
        }
    }

    private static long ino(Path place) throws IOException {
        boolean known = place.getFileSystem().supportedFileAttributeViews().contains("unix");
        return known ? (Long) Files.getAttribute(place, "unix:ino") : 0;
    }

    private static void date(Path place, long seconds) throws IOException {
        Files.setLastModifiedTime(place, FileTime.fromMillis(seconds * 1000));
    }

    private void dateParent(Path place) throws IOException {
        Path parent = place.getParent();
        if (!parent.equals(root)) {
            date(parent, date.seconds());
        }
    }

    /// Returns the error `e` of the host in terms of this file system, without the host's own path.
    private static FileSystemException translated(String path, IOException e) {
        var errno = Errno.of(e);
        String reason = e instanceof FileSystemException file ? file.getReason() : e.getMessage();
        if (errno == Errno.EIO && reason != null) { // the JDK has no classes for these
            errno = reason.contains("No space left")
                    ? Errno.ENOSPC
                    : reason.contains("File name too long") ? Errno.ENAMETOOLONG : errno;
        }
        var translated = errno == Errno.EIO ? new FileSystemException(path, null, reason) : errno.on(path);
        translated.initCause(e);
        return translated;
    }

    private final class Content implements FileStream.Content {
        private final String path;
        private final Path place;
        private final FileChannel channel;

        Content(String path, Path place, FileChannel channel) {
            this.path = path;
            this.place = place;
            this.channel = channel;
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return channel.read(target, position);
        }

        @Override
        public long write(ByteBuffer source, long position) throws IOException {
            long at = position < 0 ? channel.size() : position;
            try {
                while (source.hasRemaining()) {
                    at += channel.write(source, at);
                }
            } catch (IOException e) {
                throw translated(path, e);
            } finally {
                date();
            }
            return at;
        }

        @Override
        public void flush() {
            // size and time are set by every write
        }

        void date() throws IOException {
            if (Files.exists(place, LinkOption.NOFOLLOW_LINKS)) { // else removed while open
                HostVfs.date(place, date.seconds());
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
