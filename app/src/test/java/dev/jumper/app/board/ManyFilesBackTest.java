package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.emulator.BoardModel;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.serial.FaultStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many files read from a board behind a serial line, in the line's own time.
@Timeout(120)
class ManyFilesBackTest {
    private final VirtualTicks ticks = new VirtualTicks(0);
    private final SoftRtc rtc = new SoftRtc(ticks, Instant.parse("2026-03-04T05:06:07Z"));
    private final List<String> paths = new ArrayList<>();
    private final List<byte[]> contents = new ArrayList<>();

    @BeforeEach
    void needsTheInterpreter() {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
    }

    private void put(MemoryVfs flash, String path, byte[] content) throws IOException {
        flash.write(path, content);
        paths.add(path);
        contents.add(content);
    }

    /// Files of all sorts: empty, of random bytes, with names that Python must quote, one too large for the heap.
    private void fill(MemoryVfs flash, long seed) throws IOException {
        var random = new Random(seed);
        for (int i = 0; i < 40; i++) {
            byte[] content = new byte[random.nextInt(3) == 0 ? 0 : random.nextInt(600)];
            random.nextBytes(content);
            put(flash, (i % 5 == 0 ? "/it's \"é\" " : "/f") + i, content);
        }
        byte[] large = new byte[40_000];
        random.nextBytes(large);
        put(flash, "/large", large);
        put(flash, "/last", "x = 1\n".getBytes(StandardCharsets.US_ASCII));
    }

    private void check(List<byte[]> read, String told) {
        assertEquals(contents.size(), read.size(), told);
        for (int i = 0; i < read.size(); i++) {
            assertArrayEquals(contents.get(i), read.get(i), told + ", " + paths.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32 << 10, 38 << 10, 1 << 20})
    void comeWholeFromAnyHeap(int heap) throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200).withHeap(heap);
        var flash = new MemoryVfs(rtc, model.flash());
        fill(flash, heap);
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            check(MicroPythonBoard.over(embedded.stream(), ticks).files().read(paths), "heap " + heap);
        }
    }

    @Test
    void takeFewCommands() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200);
        var flash = new MemoryVfs(rtc, model.flash());
        var random = new Random(1);
        for (int i = 0; i < 100; i++) {
            byte[] content = new byte[200];
            random.nextBytes(content);
            put(flash, "/f" + i, content);
        }
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model);
                var line = new CountedLine(embedded.stream())) {
            var board = MicroPythonBoard.over(line, ticks);
            board.connect();
            long start = ticks.nanos();
            check(board.files().read(paths), "100 files");
            assertTrue(line.commands() < 40, line.commands() + " commands for 100 files");
            assertTrue(ticks.nanos() - start < 6_000_000_000L, ticks.nanos() - start + " ns for 20000 bytes");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2})
    void comeOverALineThatDamagesOneByteInAHundred(long seed) throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200);
        var flash = new MemoryVfs(rtc, model.flash());
        fill(flash, seed);
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model);
                var line = FaultStream.over(embedded.stream(), BadLine.oneByteInAHundred(seed), ticks)) {
            check(MicroPythonBoard.over(line, ticks).files().read(paths), "seed " + seed);
        }
    }

    @Test
    void oneThatIsNotThereOrADirectoryIsTold() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200);
        var flash = new MemoryVfs(rtc, model.flash());
        fill(flash, 3);
        flash.mkdir("/dir");
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            var files = MicroPythonBoard.over(embedded.stream(), ticks).files();
            var missing = assertThrows(NoSuchFileException.class, () -> files.read(List.of("/f1", "/none", "/f2")));
            assertEquals("/none", missing.getFile());
            var directory = assertThrows(FileSystemException.class, () -> files.read(List.of("/f1", "/dir")));
            assertEquals("/dir: is a directory (EISDIR, errno 21)", directory.getMessage());
            assertEquals(List.of(), files.read(List.of()));
        }
    }

    @Test
    void comeAgainFromABoardThatIsResetInTheMiddle() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200);
        var flash = new MemoryVfs(rtc, model.flash());
        fill(flash, 4);
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            var files = MicroPythonBoard.over(embedded.stream(), ticks).files();
            check(files.read(paths), "before");
            embedded.stream().ioctl(ByteStream.SET_MODEM, ByteStream.RTS);
            embedded.stream().ioctl(ByteStream.SET_MODEM, 0);
            check(files.read(paths), "after the reset");
        }
    }

    @Test
    void comeAsTextWhereTheBoardLacksWhatBlocksNeed() throws IOException {
        var model = BoardModel.esp8266(115_200, 115_200).withHeap(1 << 20);
        var flash = new MemoryVfs(rtc, model.flash());
        fill(flash, 5);
        try (var embedded = EmbeddedBoard.boot(flash, rtc, ticks, model)) {
            var board = MicroPythonBoard.over(embedded.stream(), ticks);
            board.exec("class int: pass"); // no int.from_bytes
            check(board.files().read(paths), "as text");
        }
    }
}
