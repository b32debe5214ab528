package dev.jumper.hal.vfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Rtc;
import java.nio.ByteBuffer;
import java.nio.file.FileSystemException;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;

class MemoryVfsTest extends VfsContract {
    @Override
    Vfs fresh(Rtc rtc) {
        return new MemoryVfs(rtc);
    }

    @Test
    void theRootStaysDatedAtTheYear2000() throws Exception {
        vfs.write("/a", bytes("1"));
        assertEquals(Stat.YEAR_2000, vfs.stat("/").mtime());
    }

    @Test
    void aQuotaEndsInNoSpaceWithTheOldContentIntact() throws Exception {
        vfs = new MemoryVfs(rtc, 10);
        vfs.write("/a", bytes("12345678"));
        var e = assertThrows(FileSystemException.class, () -> vfs.write("/a", new byte[11]));
        assertEquals("/a: no space left (ENOSPC, errno 28)", e.getMessage());
        fails(Errno.ENOSPC, () -> vfs.write("/b", new byte[3]));
        fails(Errno.ENOENT, () -> vfs.stat("/b"));
        try (var log = vfs.open("/a", StandardOpenOption.APPEND)) {
            fails(Errno.ENOSPC, () -> log.write(ByteBuffer.allocate(3)));
            assertEquals(2, log.write(ByteBuffer.wrap(bytes("90"))));
        }
        assertArrayEquals(bytes("1234567890"), vfs.read("/a"));
        assertEquals(new Vfs.Space(10, 0), vfs.space());
        vfs.write("/a", bytes("abcdefghij"));
        assertArrayEquals(bytes("abcdefghij"), vfs.read("/a"));
    }

    @Test
    void aRemovedFileCountsUntilItIsClosed() throws Exception {
        vfs = new MemoryVfs(rtc, 10);
        vfs.write("/a", new byte[8]);
        try (var file = vfs.open("/a", StandardOpenOption.READ)) {
            vfs.remove("/a");
            assertEquals(2, vfs.space().free());
            assertEquals(8, file.read(ByteBuffer.allocate(8)));
        }
        assertEquals(10, vfs.space().free());
    }

    @Test
    void aTruncatedFileGrowsAgainWithZeros() throws Exception {
        vfs.write("/a", bytes("secret"));
        vfs.open("/a", StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)
                .close();
        try (var file = vfs.open("/a", StandardOpenOption.WRITE)) {
            file.ioctl(ByteStream.SEEK, 5);
            file.write(ByteBuffer.wrap(bytes("!")));
        }
        assertArrayEquals(bytes("\0\0\0\0\0!"), vfs.read("/a"));
    }

    @Test
    void refusesANegativeQuota() {
        assertThrows(IllegalArgumentException.class, () -> new MemoryVfs(rtc, -1));
    }
}
