package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.devices.board.LocalFile;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.Progress;
import dev.jumper.emulator.BoardModel;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.serial.FaultStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many files copied to a board behind a serial line, in the line's own time.
@Timeout(120)
class ManyFilesTest {
    private final VirtualTicks ticks = new VirtualTicks(0);
    private final SoftRtc rtc = new SoftRtc(ticks, Instant.parse("2026-03-04T05:06:07Z"));

    @BeforeEach
    void needsTheInterpreter() {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
    }

    private static LocalFile file(String path, byte[] content) {
        return new LocalFile(path, content.length, () -> new ByteArrayInputStream(content));
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /// Files of all sorts: empty, of text, of random bytes, with names that Python must quote, one too large to
    /// travel with others.
    private static Map<String, byte[]> tree(long seed) {
        var random = new Random(seed);
        var tree = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 40; i++) {
            byte[] content = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(600)];
            if (random.nextBoolean()) {
                random.nextBytes(content);
            }
            tree.put("/d/" + (i % 3 == 0 ? "sub/" : "") + (i % 5 == 0 ? "it's \"é\" " : "f") + i, content);
        }
        byte[] large = new byte[9000];
        random.nextBytes(large);
        tree.put("/d/large", large);
        tree.put("/d/last", text("x = 1\n"));
        return tree;
    }

    private static List<LocalFile> sources(Map<String, byte[]> tree) {
        return tree.entrySet().stream().map(e -> file(e.getKey(), e.getValue())).toList();
    }

    private static void check(Map<String, byte[]> tree, MemoryVfs flash, String told) throws IOException {
        for (var entry : tree.entrySet()) {
            assertArrayEquals(entry.getValue(), flash.read(entry.getKey()), told + ", " + entry.getKey());
        }
        assertEquals(1, flash.list("/").size(), told);
        long inside =
                tree.keySet().stream().filter(path -> !path.contains("sub/")).count();
        assertEquals(inside + 1, flash.list("/d").size(), told);
    }

    @ParameterizedTest
    @ValueSource(ints = {32 << 10, 38 << 10, 1 << 20})
    void arriveWholeOnAnyHeap(int heap) throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200).withHeap(heap);
        var flash = new MemoryVfs(rtc, model.flash());
        var tree = tree(heap);
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            MicroPythonBoard.over(embedded.stream(), ticks)
                    .files()
                    .uploadAll(List.of("/d", "/d/sub"), sources(tree), false, LocalFile.Watch.NONE);
        }
        check(tree, flash, "heap " + heap);
    }

    @Test
    void takeFewCommandsAndAreLeftAloneTheSecondTime() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200);
        var flash = new MemoryVfs(rtc, model.flash());
        var random = new Random(1);
        var tree = new LinkedHashMap<String, byte[]>();
        for (int i = 0; i < 100; i++) {
            byte[] content = new byte[200];
            random.nextBytes(content);
            tree.put("/d/f" + i, content);
        }
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model);
                var line = new CountedLine(embedded.stream())) {
            var board = MicroPythonBoard.over(line, ticks);
            board.connect();
            long start = ticks.nanos();
            board.files().uploadAll(List.of("/d"), sources(tree), false, LocalFile.Watch.NONE);
            assertTrue(line.commands() < 40, line.commands() + " commands for 100 files");
            assertTrue(ticks.nanos() - start < 6_000_000_000L, ticks.nanos() - start + " ns for 20000 bytes");
            var events = new ArrayList<String>();
            var changed = new LinkedHashMap<>(tree);
            changed.put("/d/f7", text("new"));
            board.files().uploadAll(List.of("/d"), sources(changed), false, new LocalFile.Watch() {
                @Override
                public Progress begins(LocalFile file) {
                    events.add("begins " + file.path());
                    return (done, total) -> events.add(done + " of " + total);
                }

                @Override
                public void ends(LocalFile file) {
                    events.add("ends " + file.path());
                }
            });
            assertEquals(List.of("begins /d/f7", "3 of 3", "ends /d/f7"), events);
            assertArrayEquals(text("new"), flash.read("/d/f7"));
        }
    }

    @Test
    void arriveOverALineThatDamagesOneByteInAHundred() throws IOException {
        for (int seed = 0; seed < 3; seed++) {
            var model = BoardModel.esp8266(115_200, 115_200);
            var flash = new MemoryVfs(rtc, model.flash());
            var plan = BadLine.oneByteInAHundred(seed);
            var tree = tree(seed);
            try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model);
                    var line = FaultStream.over(embedded.stream(), plan, ticks)) {
                MicroPythonBoard.over(line, ticks)
                        .files()
                        .uploadAll(List.of("/d", "/d/sub"), sources(tree), false, LocalFile.Watch.NONE);
            }
            check(tree, flash, "seed " + seed);
        }
    }

    @Test
    void nothingIsCopiedIfADirectoryIsInAPlaceOfOne() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200);
        var flash = new MemoryVfs(rtc, model.flash());
        flash.mkdir("/dir");
        flash.write("/file", text("old"));
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            var files = MicroPythonBoard.over(embedded.stream(), ticks).files();
            var sources = List.of(file("/a", text("a")), file("/dir", text("b")));
            var e = assertThrows(
                    FileSystemException.class, () -> files.uploadAll(List.of(), sources, false, LocalFile.Watch.NONE));
            assertEquals("/dir: is a directory (EISDIR, errno 21)", e.getMessage());
            assertThrows(
                    NotDirectoryException.class,
                    () -> files.uploadAll(List.of("/dir", "/file"), List.of(), false, LocalFile.Watch.NONE));
            var nowhere = List.of(file("/none/a", text("a")));
            var missing = assertThrows(
                    NoSuchFileException.class, () -> files.uploadAll(List.of(), nowhere, false, LocalFile.Watch.NONE));
            assertEquals("/none/a", missing.getFile());
            var unnamed = List.of(file("/", text("a")));
            var misuse = assertThrows(
                    IllegalArgumentException.class,
                    () -> files.uploadAll(List.of(), unnamed, false, LocalFile.Watch.NONE));
            assertEquals("upload: found '/', expected the name of a file", misuse.getMessage());
        }
        assertEquals(2, flash.list("/").size());
        assertArrayEquals(text("old"), flash.read("/file"));
    }

    @Test
    void aFullFlashIsToldOfTheFileThatDidNotFitAndThoseBeforeItAreThere() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200);
        var flash = new MemoryVfs(rtc, 4000);
        var sources = new ArrayList<LocalFile>();
        for (int i = 0; i < 10; i++) {
            byte[] content = new byte[1000];
            new Random(i).nextBytes(content);
            sources.add(file("/f" + i, content));
        }
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            var files = MicroPythonBoard.over(embedded.stream(), ticks).files();
            var e = assertThrows(
                    FileSystemException.class, () -> files.uploadAll(List.of(), sources, false, LocalFile.Watch.NONE));
            int there = flash.list("/").size();
            assertEquals("/f" + there + ": no space left (ENOSPC, errno 28)", e.getMessage());
            assertTrue(there >= 2, "" + there);
        }
    }

    @Test
    void arriveAsTextWhereTheBoardLacksWhatBlocksNeed() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200).withHeap(1 << 20);
        var flash = new MemoryVfs(rtc, model.flash());
        var tree = tree(5);
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            board.exec("class int: pass"); // no int.from_bytes
            board.files().uploadAll(List.of("/d", "/d/sub"), sources(tree), false, LocalFile.Watch.NONE);
            var skipped = new ArrayList<LocalFile>();
            board.files().uploadAll(List.of("/d", "/d/sub"), sources(tree), false, new LocalFile.Watch() {
                @Override
                public void skips(LocalFile file) {
                    skipped.add(file);
                }
            });
            assertEquals(tree.size(), skipped.size());
        }
        check(tree, flash, "as text");
    }
}
