package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.CommandProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// All as processes: a simulated board that is killed, and the command that talks to it.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class KilledOwnerTest {
    private static final byte[] OLD = FlashFolder.random(1, 5_000);
    private static final int MEBIBYTE = 1 << 20;
    private static final int SECONDS = 60;

    @TempDir
    Path temporary;

    private Path link;
    private Path errors;

    @BeforeEach
    void nameFiles() {
        link = temporary.resolve("port");
        errors = temporary.resolve("errors");
    }

    /// What was killed has left it behind.
    @AfterEach
    void removeLink() throws IOException {
        Files.deleteIfExists(link);
    }

    private Process board(Path flash) throws Exception {
        var process = CommandProcess.of("-q", "sim", "--link", link.toString(), "--files", flash.toString())
                .start();
        var first = new FutureTask<>(process.inputReader()::readLine);
        Thread.ofPlatform().daemon().start(first);
        assertEquals(link.toString(), first.get(SECONDS, TimeUnit.SECONDS));
        return process;
    }

    private Process jumper(String... args) throws IOException {
        var line = CommandProcess.of("-q", "-p", link.toString());
        line.command().addAll(List.of(args));
        return line.redirectError(errors.toFile()).start();
    }

    private void tellsIt(Process command, Process killed) throws Exception {
        long start = System.nanoTime();
        killed.destroyForcibly(); // SIGKILL
        assertTrue(command.waitFor(FlashFolder.LIMIT_SECONDS, TimeUnit.SECONDS), "still running");
        SeedSource.took(System.nanoTime() - start);
        String said = Files.readString(errors);
        assertEquals(8, command.exitValue(), said);
        assertTrue(said.startsWith("jumper: serial port " + link + ": "), said);
        assertEquals(1, said.lines().count(), said);
    }

    @Seeded(few = 1, all = 10)
    void isToldInAnUploadAndTheOldFileIsWhole(long seed) throws Exception {
        var flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        flash.put("data", OLD);
        Path big = Files.write(temporary.resolve("big"), FlashFolder.random(seed, 8 * MEBIBYTE));
        long enough = 1 + new Random(seed).nextInt(MEBIBYTE);
        var first = board(flash.folder());
        try {
            var command = jumper("cp", big.toString(), ":data");
            try {
                awaitGrowth(flash, enough, command);
                tellsIt(command, first);
            } finally {
                command.destroyForcibly();
            }
        } finally {
            first.destroyForcibly();
        }
        assertArrayEquals(OLD, flash.read("data"));
        assertEquals(2, flash.names().size(), "nothing was left to be removed");
        var second = board(flash.folder());
        try {
            if (seed % 2 == 0) {
                var eval = jumper("eval", "1+1");
                assertEquals("2", eval.inputReader().readLine());
                assertTrue(eval.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
                assertEquals(Set.of("data"), flash.names());
            }
            ends("cp", big.toString(), ":data");
            assertArrayEquals(Files.readAllBytes(big), flash.read("data"));
            assertEquals(Set.of("data"), flash.names());
        } finally {
            second.destroyForcibly();
        }
    }

    @Seeded(few = 1, all = 10)
    void isToldInADownloadWhichThenGoesOn(long seed) throws Exception {
        var flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        byte[] content = FlashFolder.random(seed, 8 * MEBIBYTE);
        flash.put("big", content);
        Path host = Files.createDirectory(temporary.resolve("host"));
        Path target = Files.write(host.resolve("data"), OLD);
        long enough = 1 + new Random(seed).nextInt(MEBIBYTE);
        var first = board(flash.folder());
        try {
            var command = jumper("cp", ":big", target.toString());
            try {
                awaitGrowth(new FlashFolder(host), enough, command);
                tellsIt(command, first);
            } finally {
                command.destroyForcibly();
            }
        } finally {
            first.destroyForcibly();
        }
        assertArrayEquals(OLD, Files.readAllBytes(target));
        assertEquals(Set.of(".data.jumper-part", "data"), new FlashFolder(host).names());
        var second = board(flash.folder());
        try {
            ends("cp", ":big", target.toString());
            assertArrayEquals(content, Files.readAllBytes(target));
            assertEquals(Set.of("data"), new FlashFolder(host).names());
            assertEquals(Set.of("big"), flash.names());
        } finally {
            second.destroyForcibly();
        }
    }

    @Seeded(few = 1, all = 10)
    void isTheCommandItselfWhichThenGoesOnOrLeavesNothing(long seed) throws Exception {
        var flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        var host = new FlashFolder(Files.createDirectory(temporary.resolve("host")));
        byte[] content = FlashFolder.random(seed, 8 * MEBIBYTE);
        Path big = Files.write(temporary.resolve("big"), content);
        flash.put("data", content);
        long enough = 1 + new Random(seed).nextInt(MEBIBYTE);
        var board = board(flash.folder());
        try {
            kill(host, enough, "cp", ":data", host.folder().resolve("back").toString());
            assertEquals(Set.of(".back.jumper-part"), host.names());
            ends("cp", ":data", host.folder().resolve("back").toString());
            assertArrayEquals(content, host.read("back"));
            assertEquals(Set.of("back"), host.names());
            kill(flash, enough, "cp", "-f", big.toString(), ":new");
            assertEquals(2, flash.names().size());
            ends("eval", "1+1");
            assertEquals(Set.of("data"), flash.names());
        } finally {
            board.destroyForcibly();
        }
    }

    private void kill(FlashFolder growing, long enough, String... args) throws Exception {
        var command = jumper(args);
        try {
            awaitGrowth(growing, enough, command);
        } finally {
            command.destroyForcibly(); // SIGKILL
            assertTrue(command.waitFor(SECONDS, TimeUnit.SECONDS));
        }
    }

    private void ends(String... args) throws Exception {
        var command = jumper(args);
        assertTrue(command.waitFor(SECONDS, TimeUnit.SECONDS), "still running");
        assertEquals(0, command.exitValue(), Files.readString(errors));
    }

    /// Waits until more than `bytes` of a new file are on the flash.
    private static void awaitGrowth(FlashFolder flash, long bytes, Process command) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (command.isAlive() && System.nanoTime() < end) {
            for (String name : flash.names()) {
                if (!name.equals("data") && Files.size(flash.folder().resolve(name)) > bytes) {
                    return;
                }
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no upload to be seen");
    }

    @Seeded(few = 1, all = 5)
    void isToldWhileAProgramRuns(long seed) throws Exception {
        var board = board(Files.createDirectory(temporary.resolve("flash")));
        try {
            var command = jumper("exec", seed % 2 == 0 ? "print('on')\nwhile True: pass" : "while True: print('on')");
            try {
                assertEquals("on", command.inputReader().readLine());
                tellsIt(command, board);
            } finally {
                command.destroyForcibly();
            }
        } finally {
            board.destroyForcibly();
        }
    }
}
