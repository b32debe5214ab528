package dev.jumper.hal.vfs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What every file system here does; the errors are those of POSIX.
abstract class VfsContract {
    static final Instant NOON = Instant.parse("2031-02-03T12:00:00Z");

    final VirtualTicks ticks = new VirtualTicks(0);
    final SoftRtc rtc = new SoftRtc(ticks, Instant.EPOCH);
    Vfs vfs;

    abstract Vfs fresh(Rtc rtc) throws IOException;

    @BeforeEach
    void openWithASetClock() throws IOException {
        rtc.set(NOON);
        vfs = fresh(rtc);
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private String text(String path) throws IOException {
        return new String(vfs.read(path), UTF_8);
    }

    static void fails(Errno errno, Executable action) {
        var e = assertThrows(IOException.class, action);
        assertEquals(errno, Errno.of(e), e.toString());
    }

    private List<String> names(String path) throws IOException {
        return vfs.list(path).stream().map(Vfs.Entry::name).toList();
    }

    @Test
    void keepsEveryByteValueAndEmptyFilesAndNonAsciiNames() throws Exception {
        byte[] all = new byte[256];
        for (int i = 0; i < all.length; i++) {
            all[i] = (byte) i;
        }
        vfs.write("/größe 猫.bin", all);
        vfs.write("empty", new byte[0]);
        assertArrayEquals(all, vfs.read("größe 猫.bin"));
        assertEquals(0, vfs.read("/empty").length);
        assertEquals(List.of("empty", "größe 猫.bin"), names("/"));
        assertEquals(256, vfs.stat("/größe 猫.bin").size());
    }

    @Test
    void datesWhatIsCreatedOrChangedByTheClockAtThatMoment() throws Exception {
        vfs.write("/a", bytes("1"));
        vfs.mkdir("/d");
        ticks.delay(Duration.ofSeconds(100));
        vfs.write("/b", bytes("2"));
        assertEquals(NOON.getEpochSecond(), vfs.stat("/a").mtime());
        assertEquals(NOON.getEpochSecond(), vfs.stat("/d").mtime());
        assertEquals(NOON.getEpochSecond() + 100, vfs.stat("/b").mtime());
        assertEquals(NOON.getEpochSecond() + 100, vfs.stat("/b").ctime());
        vfs.write("/a", bytes("3"));
        assertEquals(NOON.getEpochSecond() + 100, vfs.stat("/a").mtime());
        vfs.write("/d/x", bytes("3"));
        assertEquals(NOON.getEpochSecond() + 100, vfs.stat("/d").mtime());
    }

    @Test
    void datesTheRootAndEverythingUnderAnUntrustedClockAtTheYear2000() throws Exception {
        vfs = fresh(new SoftRtc(ticks, NOON));
        vfs.write("/a", bytes("1"));
        vfs.mkdir("/d");
        long year2000 = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
        assertEquals(year2000, vfs.stat("/").mtime());
        assertEquals(year2000, vfs.stat("/a").mtime());
        assertEquals(year2000, vfs.stat("/a").ctime());
        assertEquals(year2000, vfs.stat("/d").mtime());
    }

    @Test
    void datesAtTheYear2000WhenTheClockDoesNotAnswer() throws Exception {
        vfs = fresh(new Rtc() {
            @Override
            public Instant now() throws IOException {
                throw new IOException("no answer");
            }

            @Override
            public void set(Instant time) throws IOException {
                throw new IOException("no answer");
            }

            @Override
            public boolean trusted() {
                return true;
            }
        });
        vfs.write("/a", bytes("1"));
        assertEquals(Stat.YEAR_2000, vfs.stat("/a").mtime());
    }

    @Test
    void leavesUnknownFieldsZeroAndNumbersFiles() throws Exception {
        vfs.write("/a", bytes("1"));
        vfs.write("/b", bytes("1"));
        var stat = vfs.stat("/a");
        assertEquals(Stat.FILE, stat.mode() & Stat.TYPE_MASK);
        assertEquals(0, stat.uid() | stat.gid() | stat.nlink() | stat.dev());
        assertNotEquals(stat.ino(), vfs.stat("/b").ino());
        assertTrue(vfs.stat("/").isDirectory());
        assertEquals(0, vfs.stat("/").size());
        vfs.rename("/a", "/c");
        assertEquals(stat.ino(), vfs.stat("/c").ino());
    }

    @Test
    void showsTrueSizeAndTimeOfAFileStillOpenAfterFlush() throws Exception {
        try (var out = vfs.open("/log", StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            out.write(ByteBuffer.wrap(bytes("12345")));
            ticks.delay(Duration.ofSeconds(7));
            out.write(ByteBuffer.wrap(bytes("678")));
            out.ioctl(ByteStream.FLUSH, 0);
            assertEquals(8, vfs.stat("/log").size());
            assertEquals(NOON.getEpochSecond() + 7, vfs.stat("/log").mtime());
        }
        assertEquals(NOON.getEpochSecond() + 7, vfs.stat("/log").mtime());
    }

    @Test
    void seeksReadsAndOverwritesInPlace() throws Exception {
        vfs.write("/a", bytes("0123456789"));
        try (var file = vfs.open("/a", StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            assertEquals(4, file.ioctl(ByteStream.SEEK, 4));
            assertEquals(2, file.write(ByteBuffer.wrap(bytes("xy"))));
            assertEquals(6, file.ioctl(ByteStream.SEEK, -1));
            var rest = ByteBuffer.allocate(10);
            assertEquals(4, file.read(rest));
            assertEquals(ByteStream.EOF, file.read(rest));
            assertEquals(Poll.RD | Poll.WR, file.ioctl(ByteStream.POLL, Poll.RD | Poll.WR));
            file.ioctl(ByteStream.SEEK, 12);
            file.write(ByteBuffer.wrap(bytes("!")));
            assertThrows(IllegalArgumentException.class, () -> file.ioctl(ByteStream.SEEK, -2));
            assertThrows(UnsupportedOperationException.class, () -> file.ioctl(ByteStream.BAUD, 1));
        }
        assertEquals("0123xy6789\0\0!", text("/a"));
    }

    @Test
    void opensAsTheOptionsSay() throws Exception {
        fails(Errno.ENOENT, () -> vfs.open("/a", StandardOpenOption.WRITE));
        vfs.open("/a", StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW).close();
        fails(Errno.EEXIST, () -> vfs.open("/a", StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW));
        for (String more : List.of("one", "two")) {
            try (var log = vfs.open("/a", StandardOpenOption.APPEND)) {
                log.write(ByteBuffer.wrap(bytes(more)));
                fails(Errno.EBADF, () -> log.read(ByteBuffer.allocate(1)));
            }
        }
        assertEquals("onetwo", text("/a"));
        vfs.open("/a", StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
        assertEquals("", text("/a"));
        try (var in = vfs.open("/a")) {
            fails(Errno.EBADF, () -> in.write(ByteBuffer.allocate(1)));
        }
        assertThrows(
                UnsupportedOperationException.class,
                () -> vfs.open("/nowhere", StandardOpenOption.APPEND, StandardOpenOption.READ));
        assertThrows(
                UnsupportedOperationException.class, () -> vfs.open("/nowhere", StandardOpenOption.DELETE_ON_CLOSE));
        assertThrows(IOException.class, () -> vfs.open("/", StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    @Test
    void closedFilesRefuseUse() throws Exception {
        vfs.write("/a", bytes("1"));
        var in = vfs.open("/a");
        in.close();
        in.close();
        assertThrows(IllegalStateException.class, () -> in.read(ByteBuffer.allocate(1)));
        assertEquals(Poll.NVAL, in.ioctl(ByteStream.POLL, Poll.RD));
    }

    @Test
    void openFilesOutliveTheirName() throws Exception {
        vfs.write("/a", bytes("still here"));
        try (var file = vfs.open("/a", StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            vfs.remove("/a");
            fails(Errno.ENOENT, () -> vfs.stat("/a"));
            assertEquals(10, file.read(ByteBuffer.allocate(99)));
            file.write(ByteBuffer.wrap(bytes(", and growing")));
            assertEquals(23, file.ioctl(ByteStream.SEEK, -1));
        }
        fails(Errno.ENOENT, () -> vfs.stat("/a"));
    }

    @Test
    void failsWithTheErrorsOfJavaNioFile() throws Exception {
        vfs.mkdir("/d");
        vfs.write("/d/f", bytes("1"));
        assertThrows(NoSuchFileException.class, () -> vfs.read("/none"));
        assertThrows(NoSuchFileException.class, () -> vfs.write("/none/f", bytes("1")));
        assertThrows(NoSuchFileException.class, () -> vfs.remove("/none"));
        assertThrows(NoSuchFileException.class, () -> vfs.rename("/none", "/x"));
        assertThrows(NoSuchFileException.class, () -> vfs.list("/none"));
        assertThrows(FileAlreadyExistsException.class, () -> vfs.mkdir("/d"));
        assertThrows(FileAlreadyExistsException.class, () -> vfs.mkdir("/"));
        assertThrows(DirectoryNotEmptyException.class, () -> vfs.remove("/d"));
        assertThrows(NotDirectoryException.class, () -> vfs.list("/d/f"));
        assertThrows(NotDirectoryException.class, () -> vfs.stat("/d/f/x"));
        assertThrows(NotDirectoryException.class, () -> vfs.mkdir("/d/f/x"));
        fails(Errno.EISDIR, () -> vfs.read("/d"));
        fails(Errno.EISDIR, () -> vfs.write("/d", bytes("1")));
        fails(Errno.EISDIR, () -> vfs.write("/", bytes("1")));
        fails(Errno.EISDIR, () -> vfs.open("/d"));
        fails(Errno.EBUSY, () -> vfs.remove("/"));
        var e = assertThrows(NoSuchFileException.class, () -> vfs.stat("/none"));
        assertEquals("/none: no such file or directory (ENOENT, errno 2)", e.getMessage());
    }

    @Test
    void takesNamesOf255BytesAndNoLonger() throws Exception {
        vfs.write("/" + "é".repeat(127) + "x", bytes("1"));
        fails(Errno.ENAMETOOLONG, () -> vfs.write("/" + "é".repeat(128), bytes("1")));
        fails(Errno.ENAMETOOLONG, () -> vfs.mkdir("/" + "x".repeat(256)));
        assertEquals(1, vfs.list("/").size());
    }

    @Test
    void renamesAsPosixDoes() throws Exception {
        vfs.write("/a", bytes("a"));
        vfs.write("/b", bytes("b"));
        vfs.mkdir("/d");
        vfs.mkdir("/d/e");
        vfs.mkdir("/empty");
        vfs.rename("/a", "/b");
        assertEquals("a", text("/b"));
        fails(Errno.ENOENT, () -> vfs.stat("/a"));
        vfs.rename("/b", "/b");
        fails(Errno.EISDIR, () -> vfs.rename("/b", "/d"));
        fails(Errno.ENOTDIR, () -> vfs.rename("/d", "/b"));
        fails(Errno.ENOTEMPTY, () -> vfs.rename("/empty", "/d"));
        fails(Errno.EINVAL, () -> vfs.rename("/d", "/d/e/f"));
        fails(Errno.ENOENT, () -> vfs.rename("/b", "/none/b"));
        fails(Errno.EBUSY, () -> vfs.rename("/", "/x"));
        vfs.rename("/d", "/empty");
        assertEquals(List.of("b", "empty"), names("/"));
        assertEquals(List.of("e"), names("/empty"));
        assertEquals("a", text("/b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "/..", "/a/../..", "a\0b", "/a/../../etc/passwd"})
    void refusesPathsThatLeaveTheRootOrHoldNul(String path) {
        assertThrows(InvalidPathException.class, () -> vfs.stat(path));
        assertThrows(InvalidPathException.class, () -> vfs.read(path));
        assertThrows(InvalidPathException.class, () -> vfs.write(path, bytes("1")));
        assertThrows(InvalidPathException.class, () -> vfs.open(path, StandardOpenOption.WRITE));
        assertThrows(InvalidPathException.class, () -> vfs.mkdir(path));
        assertThrows(InvalidPathException.class, () -> vfs.remove(path));
        assertThrows(InvalidPathException.class, () -> vfs.list(path));
        assertThrows(InvalidPathException.class, () -> vfs.rename(path, "/x"));
        assertThrows(InvalidPathException.class, () -> vfs.rename("/x", path));
    }

    @Test
    void takesAbsoluteRelativeAndRoundaboutPaths() throws Exception {
        vfs.mkdir("d");
        vfs.write("d/f", bytes("1"));
        assertEquals("1", text("/d/./f"));
        assertEquals("1", text("//d/../d//f"));
        assertFalse(vfs.stat("./d/f").isDirectory());
    }

    @Test
    void sayHowMuchRoomThereIs() throws Exception {
        var space = vfs.space();
        assertTrue(space.total() > 0 && space.free() > 0 && space.free() <= space.total(), space.toString());
    }
}
