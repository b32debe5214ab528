package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.devices.board.BoardFiles;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.Progress;
import dev.jumper.devices.board.VerificationException;
import dev.jumper.emulator.BoardModel;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.serial.FaultPlan;
import dev.jumper.serial.FaultPlan.Faults;
import dev.jumper.serial.FaultStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Downloads that a lost connection has cut off, and the connection after it.
@Timeout(120)
class ResumedDownloadTest {
    private static final BoardModel MODEL = BoardModel.esp8266(115_200, 115_200);
    private static final byte[] OLD = random(1000);
    private static final int LENGTH = 60_000;

    @TempDir
    private Path folder;

    private Path target;
    private final VirtualTicks ticks = new VirtualTicks(0);
    private final SoftRtc rtc = new SoftRtc(ticks, Instant.parse("2026-03-04T05:06:07Z"));
    private final MemoryVfs files = new MemoryVfs(rtc, MODEL.flash());

    @BeforeEach
    void needsTheInterpreter() throws IOException {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
        target = Files.write(folder.resolve("data"), OLD);
    }

    private interface Work {
        void on(MicroPythonBoard board) throws IOException;
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
        return Arrays.copyOf(text.toString().getBytes(StandardCharsets.US_ASCII), length);
    }

    private Work downloading(Progress progress) {
        return board -> board.files().download("/data", target, progress);
    }

    /// Has a line that goes dead after so many bytes from the board cut off a download.
    private void cut(int after) throws IOException {
        cut(after, downloading(Progress.NONE));
    }

    private void cut(int after, Work work) throws IOException {
        var plan = new FaultPlan(1, Faults.NONE, Faults.NONE.withHangUp(after));
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, MODEL);
                var line = FaultStream.over(embedded.stream(), plan, ticks)) {
            assertThrows(IOException.class, () -> work.on(MicroPythonBoard.over(line, ticks)));
        }
        assertArrayEquals(OLD, Files.readAllBytes(target));
    }

    /// Does `work` over a good line, and returns how many bytes came from the board.
    private long connected(Work work) throws IOException {
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, MODEL);
                var line = FaultStream.over(embedded.stream(), FaultPlan.both(1, Faults.NONE), ticks)) {
            work.on(MicroPythonBoard.over(line, ticks));
            return line.received().bytes();
        }
    }

    /// As [#connected], with a board that has memory for what others do without.
    private long connectedToALargeBoard(Work work) throws IOException {
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks);
                var line = FaultStream.over(embedded.stream(), FaultPlan.both(1, Faults.NONE), ticks)) {
            work.on(MicroPythonBoard.over(line, ticks));
            return line.received().bytes();
        }
    }

    private List<String> names() throws IOException {
        try (var all = Files.list(folder)) {
            return all.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private long kept() throws IOException {
        return Files.size(BoardFiles.partial(target));
    }

    private void isThere(byte[] content) throws IOException {
        assertArrayEquals(content, Files.readAllBytes(target));
        assertEquals(List.of("data"), names());
    }

    @Test
    void goesOnWhereTheLostConnectionEnded() throws IOException {
        files.write("/data", random(LENGTH));
        cut(40_000);
        assertEquals(List.of(".data.jumper-part", "data"), names());
        long kept = kept();
        assertTrue(kept > 36_000 && kept < 40_000, kept + " bytes kept");
        var seen = new ArrayList<Long>();
        long received = connected(downloading((done, total) -> {
            assertEquals(LENGTH, total);
            seen.add(done);
        }));
        assertTrue(received < 1.1 * (LENGTH - kept), received + " bytes for the rest of 60000");
        assertEquals(kept, seen.getFirst());
        assertEquals(LENGTH, seen.getLast());
        isThere(random(LENGTH));
    }

    @Test
    void goesOnWithAFileThatTravelsDeflated() throws IOException {
        files.write("/data", text(120_000));
        long whole = connected(downloading(Progress.NONE));
        Files.write(target, OLD);
        cut((int) whole * 3 / 4);
        long received = connected(downloading(Progress.NONE));
        assertTrue(received < whole / 2, received + " bytes for the rest, " + whole + " for all");
        isThere(text(120_000));
    }

    @Test
    void asksOnlyForTheHashIfAllHadCome() throws IOException {
        files.write("/data", random(LENGTH));
        Files.write(BoardFiles.partial(target), random(LENGTH));
        long received = connected(downloading(Progress.NONE));
        assertTrue(received < 2000, received + " bytes for nothing");
        isThere(random(LENGTH));
    }

    @Test
    void beginsAgainIfTheFileIsAnother() throws IOException {
        files.write("/data", random(LENGTH));
        cut(40_000);
        files.write("/data", random(LENGTH + 1));
        connected(downloading(Progress.NONE));
        isThere(random(LENGTH + 1));
    }

    @Test
    void beginsAgainIfWhatIsLeftIsLongerThanTheFile() throws IOException {
        files.write("/data", random(LENGTH));
        cut(40_000);
        files.write("/data", Arrays.copyOf(random(LENGTH), 5000));
        connected(downloading(Progress.NONE));
        isThere(Arrays.copyOf(random(LENGTH), 5000));
    }

    @Test
    void takesTheRestOfAFileThatHasGrown() throws IOException {
        byte[] content = random(LENGTH);
        files.write("/data", Arrays.copyOf(content, 45_000));
        cut(40_000);
        files.write("/data", content);
        long kept = kept();
        long received = connected(downloading(Progress.NONE));
        assertTrue(received < 1.1 * (LENGTH - kept), received + " bytes for the rest of 60000");
        isThere(content);
    }

    @Test
    void beginsAgainOnceIfTheFileChangesWhereItNeedNotCome() throws IOException {
        byte[] other = random(LENGTH);
        other[3]++;
        files.write("/data", random(LENGTH));
        cut(40_000);
        var seen = new ArrayList<Long>();
        connected(downloading((done, total) -> {
            if (seen.isEmpty()) {
                replace(other);
            }
            seen.add(done);
        }));
        assertTrue(seen.getFirst() > 0, seen.toString());
        assertTrue(seen.contains(0L), seen.toString());
        isThere(other);
    }

    @Test
    void isNoMixtureOfAFileThatKeepsChanging() throws IOException {
        byte[] content = random(LENGTH);
        files.write("/data", content);
        cut(40_000);
        assertThrows(
                VerificationException.class,
                () -> connected(downloading((done, total) -> {
                    content[0]++;
                    replace(content);
                })));
        isThere(OLD);
    }

    private void replace(byte[] content) {
        try {
            files.write("/data", content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void beginsAgainOnABoardThatCannotHash() throws IOException {
        files.write("/data", random(LENGTH));
        cut(40_000);
        long received = connectedToALargeBoard(board -> {
            board.exec("import sys\nsys.modules['hashlib']=sys");
            downloading(Progress.NONE).on(board);
        });
        assertTrue(received > LENGTH, received + " bytes for all of 60000");
        isThere(random(LENGTH));
    }

    @Test
    void beginsAgainAsText() throws IOException {
        files.write("/data", random(5000));
        Files.write(BoardFiles.partial(target), Arrays.copyOf(random(5000), 2000));
        connectedToALargeBoard(board -> {
            board.exec("class int: pass"); // no int.from_bytes, and so no blocks
            downloading(Progress.NONE).on(board);
        });
        isThere(random(5000));
    }

    @Test
    void canBeCutOffAgainAndAgain() throws IOException {
        files.write("/data", random(LENGTH));
        long before = 0;
        for (int i = 0; i < 4; i++) {
            cut(15_000);
            assertTrue(kept() > before + 10_000, kept() + " bytes after " + before);
            before = kept();
        }
        cut(200); // before the first block
        assertEquals(before, kept());
        connected(downloading(Progress.NONE));
        isThere(random(LENGTH));
    }

    @Test
    void keepsNothingBeforeTheFirstByte() throws IOException {
        files.write("/data", random(LENGTH));
        cut(300);
        assertEquals(List.of("data"), names());
    }

    @Test
    void keepsNothingOfAnInterruptedOne() throws IOException {
        files.write("/data", random(LENGTH));
        assertThrows(
                InterruptedIOException.class,
                () -> connected(downloading((done, total) -> {
                    if (done > LENGTH / 2) {
                        Thread.currentThread().interrupt();
                    }
                })));
        assertTrue(Thread.interrupted(), "the interrupt got lost");
        isThere(OLD);
    }

    @Test
    void keepsNothingOfOneWhoseListenerHasEnough() throws IOException {
        files.write("/data", random(LENGTH));
        var enough = new IllegalStateException("enough");
        assertSame(
                enough,
                assertThrows(
                        IllegalStateException.class,
                        () -> connected(downloading((done, total) -> {
                            if (done > 0) {
                                throw enough;
                            }
                        }))));
        isThere(OLD);
    }

    @Test
    void keepsNothingIfTheFileIsGone() throws IOException {
        files.write("/data", random(LENGTH));
        cut(40_000);
        files.remove("/data");
        assertThrows(NoSuchFileException.class, () -> connected(downloading(Progress.NONE)));
        isThere(OLD);
    }

    @Test
    void twoAtOnceDoNotMix() throws IOException {
        files.write("/data", random(LENGTH));
        var begun = new ArrayList<Long>();
        connected(downloading((done, total) -> {
            if (begun.isEmpty()) {
                begun.add(done);
                alongside();
            }
        }));
        isThere(random(LENGTH));
    }

    private void alongside() {
        try {
            files.write("/other", random(3000));
            connected(board -> board.files().download("/other", target, Progress.NONE));
            assertArrayEquals(random(3000), Files.readAllBytes(target));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void findsWhatIsLeftOfAFileOfTheLongestName() throws IOException {
        target = Files.write(folder.resolve("n".repeat(255)), OLD);
        files.write("/data", random(LENGTH));
        cut(40_000);
        assertTrue(kept() > 36_000);
        connected(downloading(Progress.NONE));
        assertEquals(List.of("data", "n".repeat(255)), names());
    }

    @Test
    void followsALink() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), target);
        files.write("/data", random(LENGTH));
        cut(40_000, board -> board.files().download("/data", link, Progress.NONE));
        assertEquals(List.of(".data.jumper-part", "data", "link"), names());
        connected(board -> board.files().download("/data", link, Progress.NONE));
        assertTrue(Files.isSymbolicLink(link));
        assertArrayEquals(random(LENGTH), Files.readAllBytes(target));
        assertEquals(List.of("data", "link"), names());
    }

    @Test
    void aTargetThatCannotBeIsToldBeforeTheBoardIsAsked() throws IOException {
        try (var embedded = EmbeddedBoard.boot(files, rtc, ticks, MODEL);
                var line = FaultStream.over(embedded.stream(), FaultPlan.both(1, Faults.NONE), ticks)) {
            var board = MicroPythonBoard.over(line, ticks).files();
            var directory =
                    assertThrows(FileSystemException.class, () -> board.download("/data", folder, Progress.NONE));
            assertEquals(Errno.EISDIR, Errno.of(directory));
            var absent = assertThrows(
                    NoSuchFileException.class, () -> board.download("/data", folder.resolve("no/data"), Progress.NONE));
            assertEquals(folder.resolve("no").toString(), absent.getFile());
            var file = assertThrows(
                    NotDirectoryException.class, () -> board.download("/data", target.resolve("x"), Progress.NONE));
            assertEquals(target.toString(), file.getFile());
            assertEquals(0, line.sent().bytes());
        }
        assertFalse(Files.exists(folder.resolve("no")));
        isThere(OLD);
    }
}
