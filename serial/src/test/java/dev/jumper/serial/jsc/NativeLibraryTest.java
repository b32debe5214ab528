package dev.jumper.serial.jsc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rule 5 of serial ports: the native part comes from a directory that only this user can write.
class NativeLibraryTest {
    private static final String NAME = "Linux/x86_64/libjSerialComm.so";

    @TempDir
    private Path home;

    @Test
    void unpacksIntoAPrivateDirectoryAndMendsAFileThatWasChanged() throws Exception {
        assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"));
        var wanted = home.resolve("cache/native");
        assertEquals(wanted, NativeLibrary.fill(wanted, "Linux", "amd64"));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(wanted)));
        byte[] good = Files.readAllBytes(wanted.resolve(NAME));
        assertTrue(good.length > 10_000);
        Files.writeString(wanted.resolve(NAME), "evil");
        NativeLibrary.fill(wanted, "Linux", "amd64");
        org.junit.jupiter.api.Assertions.assertArrayEquals(good, Files.readAllBytes(wanted.resolve(NAME)));
    }

    @Test
    void goesElsewhereWhenOthersMayWriteThere() throws Exception {
        assumeTrue(home.getFileSystem().supportedFileAttributeViews().contains("posix"));
        var wanted = Files.createDirectory(home.resolve("shared"));
        Files.setPosixFilePermissions(wanted, PosixFilePermissions.fromString("rwxrwxrwx"));
        var used = NativeLibrary.fill(wanted, "Linux", "amd64");
        assertNotEquals(wanted, used);
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(used)));
        Files.delete(used.resolve(NAME));
        Files.delete(used.resolve(NAME).getParent());
        Files.delete(used.resolve(NAME).getParent().getParent());
        Files.delete(used);
    }

    @Test
    void saysWhenThereIsNoNativePartForTheSystem() {
        var e = assertThrows(IOException.class, () -> NativeLibrary.fill(home, "Plan 9", "mips"));
        assertTrue(e.getMessage().startsWith("serial library: found system Plan 9 on mips"), e.getMessage());
    }
}
