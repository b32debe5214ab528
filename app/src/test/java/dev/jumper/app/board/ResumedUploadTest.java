package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.devices.board.BoardFiles;
import dev.jumper.devices.board.LocalFile;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.emulator.BoardModel;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.serial.FaultPlan;
import dev.jumper.serial.FaultPlan.Faults;
import dev.jumper.serial.FaultStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Uploads that a lost connection has cut off, and the connection after it.
@Timeout(120)
class ResumedUploadTest {
    private static final BoardModel MODEL = BoardModel.esp8266(115_200, 115_200);

    private final VirtualTicks ticks = new VirtualTicks(0);
    private final SoftRtc rtc = new SoftRtc(ticks, Instant.parse("2026-03-04T05:06:07Z"));
    private final MemoryVfs files = new MemoryVfs(rtc, MODEL.flash());

    @BeforeEach
    void needsTheInterpreter() {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
    }

    private interface Work {
        void on(BoardFiles files) throws IOException;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static byte[] text(int length) {
        var text = new StringBuilder();
        var random = new Random(length);
        while (text.length() < length) {
            text.append("value_").append(random.nextInt(500)).append(" = read(pin)\n");
        }
        return Arrays.copyOf(text.toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII), length);
    }

    /// Does `work` over a line that goes dead after so many bytes towards the board, and switches the board off.
    private void cut(int after, Work work) {
        var plan = new FaultPlan(1, Faults.NONE.withHangUp(after), Faults.NONE);
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, MODEL);
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            assertThrows(
                    IOException.class,
                    () -> work.on(MicroPythonBoard.over(line, ticks).files()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /// Does `work` over a good line, and returns how many bytes went to the board.
    private long connected(Work work) throws IOException {
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, MODEL);
                var line = FaultStream.over(embedded.stream(), FaultPlan.both(1, Faults.NONE), ticks)) {
            work.on(MicroPythonBoard.over(line, ticks).files());
            return line.sent().bytes();
        }
    }

    private List<String> names(String folder) throws IOException {
        return files.list(folder).stream().map(Vfs.Entry::name).toList();
    }

    @Test
    void goesOnWhereTheLostConnectionEnded() throws IOException {
        byte[] content = random(60_000);
        cut(40_000, board -> board.write("/data", content));
        assertEquals(1, names("/").size());
        long sent = connected(board -> board.write("/data", content));
        assertTrue(sent < 35_000, sent + " bytes for the rest of 60000");
        assertArrayEquals(content, files.read("/data"));
        assertEquals(List.of("data"), names("/"));
    }

    @Test
    void goesOnWithAFileThatTravelsDeflated() throws IOException {
        byte[] content = text(120_000);
        long whole = connected(board -> board.write("/whole", content));
        cut((int) whole * 3 / 4, board -> board.write("/data", content));
        long sent = connected(board -> board.write("/data", content));
        assertTrue(sent < whole / 2, sent + " bytes for the rest, " + whole + " for all");
        assertArrayEquals(content, files.read("/data"));
        assertEquals(List.of("data", "whole"), names("/"));
    }

    @Test
    void beginsAgainIfTheContentIsAnother() throws IOException {
        byte[] content = random(30_000);
        cut(20_000, board -> board.write("/data", random(30_001)));
        connected(board -> board.write("/data", content));
        assertArrayEquals(content, files.read("/data"));
        assertEquals(List.of("data"), names("/"));
    }

    @Test
    void beginsAgainIfWhatIsLeftIsLongerThanTheFile() throws IOException {
        cut(20_000, board -> board.write("/data", random(30_000)));
        byte[] content = Arrays.copyOf(random(30_000), 5000);
        connected(board -> board.write("/data", content));
        assertArrayEquals(content, files.read("/data"));
        assertEquals(List.of("data"), names("/"));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 2500, 3000, 5000, 9000, 12_000, 20_000, 29_000})
    void leavesTheOldFileWholeAndNothingBesideItWhereverTheLineGoesDead(int after) throws IOException {
        byte[] old = random(2000);
        files.mkdir("/lib");
        files.write("/lib/data", old);
        cut(after, board -> board.write("/lib/data", random(30_000)));
        assertArrayEquals(old, files.read("/lib/data"));
        connected(board -> assertEquals(
                List.of("data"),
                board.list("/lib").stream().map(Vfs.Entry::name).toList()));
        assertEquals(List.of("data"), names("/lib"));
        assertEquals(List.of("lib"), names("/"));
    }

    @Test
    void anyOperationThatCouldMeetWhatWasLeftRemovesIt() throws IOException {
        List<Work> operations = List.of(
                board -> board.list("/"),
                board -> board.mkdir("/new"),
                board -> board.remove("/old"),
                board -> board.rename("/old", "/older"),
                board -> board.touch("/old"),
                board -> board.read("/old"),
                board -> board.write("/old", random(10)),
                board -> board.open("/old").close());
        for (int i = 0; i < operations.size(); i++) {
            files.write("/old", random(100));
            cut(8000, board -> board.write("/data", random(30_000)));
            assertTrue(names("/").toString().contains(".jmp"), "operation " + i + ": " + names("/"));
            connected(operations.get(i)::on);
            assertTrue(!names("/").toString().contains(".jmp"), "operation " + i + ": " + names("/"));
        }
    }

    @Test
    void filesWithNamesLikeTemporaryOnesStayIfTheyAreNone() throws IOException {
        files.write("/~backup.jmp", random(3));
        files.write("/~1234567.txt", random(3));
        connected(board -> board.list("/"));
        assertEquals(List.of("~1234567.txt", "~backup.jmp"), names("/"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3000, 6500, 8000, 9500, 11_000, 13_000})
    void manyFilesAreEachWholeOrNotThereWhereverTheLineGoesDead(int after) throws IOException {
        var sources = new java.util.ArrayList<LocalFile>();
        for (int i = 0; i < 60; i++) {
            byte[] content = random(200 + i);
            sources.add(new LocalFile("/many/f" + i, content.length, () -> new ByteArrayInputStream(content)));
        }
        cut(after, board -> board.uploadAll(List.of("/many"), sources, false, LocalFile.Watch.NONE));
        if (names("/").contains("many")) {
            for (var entry : files.list("/many")) {
                if (!entry.name().endsWith(".jmp")) {
                    int i = Integer.parseInt(entry.name().substring(1));
                    assertArrayEquals(random(200 + i), files.read("/many/" + entry.name()));
                }
            }
        }
        connected(board -> board.uploadAll(List.of("/many"), sources, false, LocalFile.Watch.NONE));
        assertEquals(List.of("many"), names("/"));
        assertEquals(60, names("/many").size());
        for (int i = 0; i < 60; i++) {
            assertArrayEquals(random(200 + i), files.read("/many/f" + i));
        }
    }

    @Test
    void goesOnAlsoWhenTheBoardStaysOn() throws IOException {
        byte[] content = random(60_000);
        var plan = new FaultPlan(1, Faults.NONE.withHangUp(40_000), Faults.NONE);
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, MODEL)) {
            var line = FaultStream.over(new StaysOpen(embedded.stream()), plan, ticks);
            assertThrows(
                    IOException.class,
                    () -> MicroPythonBoard.over(line, ticks).files().write("/data", content));
            line.close();
            var next = FaultStream.over(new StaysOpen(embedded.stream()), FaultPlan.both(1, Faults.NONE), ticks);
            MicroPythonBoard.over(next, ticks).files().write("/data", content);
            assertTrue(next.sent().bytes() < 35_000, next.sent().bytes() + " bytes for the rest of 60000");
            next.close();
        }
        assertArrayEquals(content, files.read("/data"));
        assertEquals(List.of("data"), names("/"));
    }

    /// A stream that its user does not close.
    private record StaysOpen(ByteStream under) implements ByteStream {
        @Override
        public int read(ByteBuffer target) throws IOException {
            return under.read(target);
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return under.write(source);
        }

        @Override
        public long ioctl(int request, long argument) throws IOException {
            return under.ioctl(request, argument);
        }

        @Override
        public void close() {
            // its owner does
        }
    }
}
