package dev.jumper.app.fault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The plug is pulled, and the board loses its power, whatever it was doing: told within two seconds, status 8, the
/// port named; what was on the flash is whole when the board is back.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class UnpluggedTest {
    private static final byte[] OLD = FlashFolder.random(1, 5_000);
    private static final byte[] NEW = FlashFolder.random(2, 20_000);
    private static final int MEBIBYTE = 1 << 20;

    @TempDir
    Path temporary;

    private FlashFolder flash;
    private Path host;

    @BeforeEach
    void makeFolders() throws IOException {
        flash = new FlashFolder(Files.createDirectory(temporary.resolve("flash")));
        host = Files.createDirectory(temporary.resolve("host"));
    }

    private void fill() throws IOException {
        Files.createDirectories(flash.folder().resolve("d"));
        flash.put("old", OLD);
        flash.put("gone", OLD);
        Files.write(host.resolve("new"), NEW);
        Files.writeString(host.resolve("program.py"), "for i in range(300):\n    print(i, i * i)\n");
    }

    private List<String[]> commands() {
        String up = host.resolve("new").toString();
        return List.of(
                new String[] {"eval", "6*7"},
                new String[] {"exec", "print('x' * 2000)"},
                new String[] {"run", host.resolve("program.py").toString()},
                new String[] {"ls", "-l"},
                new String[] {"tree"},
                new String[] {"stat", ":old"},
                new String[] {"cat", ":old"},
                new String[] {"cp", up, ":old"},
                new String[] {"cp", ":old", host.resolve("back").toString()},
                new String[] {"cp", ":old", ":copy"},
                new String[] {"rm", ":gone"},
                new String[] {"mkdir", ":made"},
                new String[] {"mv", ":gone", ":d"},
                new String[] {"touch", ":old"},
                new String[] {"df"},
                new String[] {"sha256", ":old"},
                new String[] {"rtc", "--set"},
                new String[] {"reset", "--soft"},
                new String[] {"reset"},
                new String[] {"info"});
    }

    @Seeded(few = 1, all = 20)
    void everyOperationTellsItAndLeavesNoHalfFile(long seed) throws Exception {
        var random = new Random(seed);
        for (String[] command : commands()) {
            fill();
            var whole = flash.undisturbed(command);
            var done = state();
            clear();
            fill();
            long at = 1 + random.nextLong(whole.bytes());
            String what = String.join(" ", command) + " unplugged at byte " + at + " of " + whole.bytes();
            var end = flash.unplugAfter(at, command);
            if (end.outcome().status() != 0) {
                end.outcome().fails(8, end.port());
            } else { // only the farewell was cut off
                assertEquals(
                        whole.outcome().out().replaceAll("\\d+", "#"),
                        end.outcome().out().replaceAll("\\d+", "#"),
                        what);
                assertEquals(done, state(), what);
            }
            backAgain(what);
            clear();
        }
    }

    /// Returns the names and sizes of all files.
    private Map<Path, Long> state() throws IOException {
        var sizes = new TreeMap<Path, Long>();
        try (var files = Files.walk(temporary)) {
            for (Path file : files.toList()) {
                sizes.put(file, Files.isDirectory(file) ? 0 : Files.size(file));
            }
        }
        return sizes;
    }

    /// Demands of a board that is back that what is on it is whole, either as it was or as it was to become.
    private void backAgain(String what) throws IOException {
        try (var board = flash.boot(cable -> cable)) {
            board.jumper("ls").has("old");
            var names = new TreeSet<>(flash.names());
            assertTrue(names.removeAll(Set.of("old", "d")), what);
            names.removeAll(Set.of("gone", "copy", "made"));
            assertEquals(Set.of(), names, what);
            byte[] now = board.jumper("cat", ":old").bytes();
            assertArrayEquals(now.length == NEW.length ? NEW : OLD, now, what);
            Path copy = flash.folder().resolve("copy");
            if (Files.exists(copy)) {
                assertArrayEquals(OLD, Files.readAllBytes(copy), what);
            }
            Path back = host.resolve("back");
            if (Files.exists(back)) {
                assertArrayEquals(OLD, Files.readAllBytes(back), what);
            }
            try (var files = Files.list(host)) {
                assertTrue(
                        files.allMatch(
                                f -> f.getFileName().toString().matches("new|back|program.py|.back.jumper-part")),
                        what);
            }
            board.jumper("cp", host.resolve("new").toString(), ":old", "+", "cp", ":old", ":copy")
                    .prints("");
            board.jumper("cp", ":old", back.toString()).prints("");
            assertArrayEquals(NEW, flash.read("old"), what);
            assertArrayEquals(NEW, flash.read("copy"), what);
            assertArrayEquals(NEW, Files.readAllBytes(back), what);
            assertTrue(flash.names().stream().noneMatch(name -> name.endsWith(".jmp")), what);
            try (var files = Files.list(host)) {
                assertEquals(3, files.count(), what);
            }
        }
    }

    private void clear() throws IOException {
        for (String name : new String[] {"old", "gone", "copy", "d/gone", "d", "made"}) {
            Files.deleteIfExists(flash.folder().resolve(name));
        }
        Files.deleteIfExists(host.resolve("back"));
    }

    @Seeded(few = 3, all = 50)
    void anUploadLeavesTheOldFileWholeWhereverItIsBrokenOff(long seed) throws Exception {
        Path big = Files.write(host.resolve("big"), FlashFolder.random(seed, MEBIBYTE));
        flash.put("data", OLD);
        // escaping makes it longer, so every point is within the upload
        long at = 1 + new Random(seed).nextLong(MEBIBYTE);
        var end = flash.unplugAfter(at, "cp", big.toString(), ":data");
        assertTrue(end.pulled());
        end.outcome().fails(8, "serial port " + end.port());
        try (var board = flash.boot(cable -> cable)) {
            assertArrayEquals(OLD, board.jumper("cat", ":data").bytes());
            assertEquals(Set.of("data"), flash.names());
            board.jumper("cp", big.toString(), ":data").prints("");
        }
        assertArrayEquals(Files.readAllBytes(big), flash.read("data"));
        assertEquals(Set.of("data"), flash.names());
    }

    @Seeded(few = 2, all = 25)
    void aDownloadLeavesTheHostsFileWholeWhereverItIsBrokenOff(long seed) throws Exception {
        byte[] bytes = FlashFolder.random(seed, MEBIBYTE);
        flash.put("data", bytes);
        Path target = Files.write(host.resolve("data"), OLD);
        long at = 1 + new Random(seed).nextLong(MEBIBYTE);
        var end = flash.unplugAfter(at, "cp", ":data", target.toString());
        assertTrue(end.pulled());
        end.outcome().fails(8, "serial port " + end.port());
        assertArrayEquals(OLD, Files.readAllBytes(target));
        try (var left = Files.list(host)) {
            assertTrue(
                    left.map(file -> file.getFileName().toString())
                            .allMatch(Set.of("data", ".data.jumper-part")::contains),
                    "beside the file is more than what the next download goes on with");
        }
        assertArrayEquals(bytes, flash.read("data"));
    }
}
