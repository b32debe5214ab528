package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.app.ServedBoard;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.ErrnoException;
import dev.jumper.hal.vfs.HostVfs;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The board's file system refuses: the old file stays, nothing half done is left, and the message says about which
/// path and what to do.
@Tag("fault")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class FlashTroubleTest {
    private static final byte[] OLD = FlashFolder.random(1, 3_000);
    private static final byte[] NEW = FlashFolder.random(2, 20_000);
    /// Longer than the 255 bytes that Linux, LittleFS and FAT allow a name.
    private static final String LONG = "n".repeat(300);

    private final SoftRtc rtc = new SoftRtc(Ticks.system(), Instant.parse("2026-11-21T14:30:00Z"));

    @TempDir
    Path host;

    private Path content() throws IOException {
        return Files.write(host.resolve("new"), NEW);
    }

    private ServedBoard boot(Vfs files) throws IOException {
        return ServedBoard.boot(files, rtc, cable -> cable);
    }

    @Test
    void aFlashThatIsFullBeforeTheFileIsThere() throws IOException {
        var files = new MemoryVfs(rtc, 12_000);
        files.write("/data", OLD);
        try (var board = boot(files)) {
            for (String name : new String[] {"data", "other"}) {
                board.jumper("cp", content().toString(), ":" + name)
                        .fails(8, name + ": no space left (ENOSPC, errno 28); remove something first");
                assertEquals(1, files.list("/").size(), files.list("/").toString());
                assertArrayEquals(OLD, files.read("/data"));
            }
            try (var port = StreamUrl.open(board.path());
                    var typed = MicroPythonBoard.over(port, Ticks.system())) {
                var e = assertThrows(ErrnoException.class, () -> typed.files().write("/data", NEW));
                assertEquals(Errno.ENOSPC, e.errno());
            }
        }
    }

    @Test
    void aFlashWithoutRoomForADirectory() throws IOException {
        try (var board = boot(FailingFlash.failing(new MemoryVfs(rtc), "mkdir", Errno.ENOSPC))) {
            board.jumper("mkdir", ":d").fails(8, "d: no space left (ENOSPC, errno 28); remove something first");
            Files.createDirectories(host.resolve("tree/d"));
            board.jumper("cp", "-r", host.resolve("tree").toString(), ":")
                    .fails(8, "tree: no space left (ENOSPC, errno 28); remove something first");
        }
    }

    @Test
    void aFlashWithoutRoomForTheNewName() throws IOException {
        var files = new MemoryVfs(rtc);
        files.write("/data", OLD);
        try (var board = boot(FailingFlash.failing(files, "rename", Errno.ENOSPC))) {
            for (String name : new String[] {"data", "other"}) {
                board.jumper("cp", content().toString(), ":" + name)
                        .fails(8, name + ": no space left (ENOSPC, errno 28); remove something first");
                assertEquals(1, files.list("/").size(), files.list("/").toString());
                assertArrayEquals(OLD, files.read("/data"));
            }
            board.jumper("mv", ":data", ":other").fails(8, "no space left (ENOSPC, errno 28); remove something first");
        }
    }

    @Test
    void aFlashThatWearsOut() throws IOException {
        var files = new MemoryVfs(rtc);
        files.write("/data", OLD);
        try (var board = boot(FailingFlash.failing(files, "open", Errno.EIO))) {
            board.jumper("cp", content().toString(), ":data").fails(8, "data: input/output error (EIO, errno 5)");
            board.jumper("cp", ":data", host.resolve("back").toString())
                    .fails(8, "data: input/output error (EIO, errno 5)");
        }
        assertArrayEquals(OLD, files.read("/data"));
        assertEquals(false, Files.exists(host.resolve("back")));
    }

    @Test
    void aNameThatIsTooLong() throws IOException {
        Path flash = Files.createDirectory(host.resolve("flash"));
        try (var board = boot(HostVfs.over(flash, rtc))) {
            String expected = LONG + ": name too long (ENAMETOOLONG, errno 36); choose a shorter name";
            board.jumper("cp", content().toString(), ":" + LONG).fails(8, expected);
            board.jumper("mkdir", ":" + LONG).fails(8, expected);
            board.jumper("touch", ":" + LONG).fails(8, expected);
            board.jumper("exec", "open('f', 'w').close()", "+", "mv", ":f", ":" + LONG)
                    .fails(8, expected);
            board.jumper("ls").prints("f\n");
        }
    }
}
