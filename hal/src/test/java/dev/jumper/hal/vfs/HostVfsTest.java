package dev.jumper.hal.vfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.Rtc;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostVfsTest extends VfsContract {
    @TempDir
    Path folder;

    private Path root;

    @Override
    Vfs fresh(Rtc rtc) throws IOException {
        root = Files.createTempDirectory(folder, "with space ");
        return HostVfs.over(root, rtc);
    }

    @Test
    void refusesLinksThatLeadOutOrNowhere() throws Exception {
        Files.writeString(folder.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("file"), folder.resolve("secret"));
        Files.createSymbolicLink(root.resolve("up"), Path.of(".."));
        Files.createSymbolicLink(root.resolve("nowhere"), folder.resolve("none"));
        Files.createSymbolicLink(root.resolve("circle"), Path.of("circle"));
        for (String path : List.of("/file", "/up", "/up/secret", "/nowhere", "/circle")) {
            assertThrows(AccessDeniedException.class, () -> vfs.stat(path), path);
            assertThrows(AccessDeniedException.class, () -> vfs.read(path), path);
            assertThrows(AccessDeniedException.class, () -> vfs.write(path, bytes("1")), path);
            assertThrows(
                    AccessDeniedException.class,
                    () -> vfs.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE),
                    path);
            assertThrows(AccessDeniedException.class, () -> vfs.remove(path), path);
            assertThrows(AccessDeniedException.class, () -> vfs.rename(path, "/x"), path);
        }
        assertEquals(List.of(), vfs.list("/"));
        assertEquals("secret", Files.readString(folder.resolve("secret")));
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void followsLinksThatStayInside() throws Exception {
        vfs.write("/real", bytes("1"));
        Files.createSymbolicLink(root.resolve("link"), Path.of("real"));
        assertArrayEquals(bytes("1"), vfs.read("/link"));
        vfs.write("/link", bytes("2"));
        assertArrayEquals(bytes("2"), vfs.read("/real"));
        assertTrue(Files.isSymbolicLink(root.resolve("link")));
        vfs.remove("/link");
        assertArrayEquals(bytes("2"), vfs.read("/real"));
    }

    @Test
    void leavesNoTemporaryFileBehind() throws Exception {
        vfs.write("/a", bytes("1"));
        vfs.write("/a", bytes("2"));
        try (var files = Files.list(root)) {
            assertEquals(List.of(root.resolve("a")), files.toList());
        }
    }

    @Test
    void saysThatANameIsTooLongForTheHost() {
        // 255 bytes are the most on Linux (path_resolution(7), NAME_MAX), macOS and Windows
        String name = "n".repeat(300);
        var e = assertThrows(ErrnoException.class, () -> vfs.write(name, bytes("1")));
        assertEquals(Errno.ENAMETOOLONG, e.errno());
        assertEquals(name + ": name too long (ENAMETOOLONG, errno 36)", e.getMessage());
    }

    @Test
    void keepsHostPathsOutOfItsErrors() {
        var e = assertThrows(NoSuchFileException.class, () -> vfs.read("/none"));
        assertFalse(e.getMessage().contains(root.toString()), e.getMessage());
    }

    @Test
    void needsAFolder() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "1");
        assertThrows(NotDirectoryException.class, () -> HostVfs.over(file, rtc));
        assertThrows(NoSuchFileException.class, () -> HostVfs.over(folder.resolve("none"), rtc));
    }
}
