package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.Pty;
import dev.jumper.serial.SerialOptions;
import dev.jumper.serial.SerialPort;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes wrong with ports, cables, boards and files: each with its status, and one line that says what, what
/// was found, what was expected and what to do.
@Tag("fault")
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class BadInputTest {
    @TempDir
    Path folder;

    private static InputStream nothing() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Test
    void aPathWhereThereIsNothing() {
        Outcome.of("", "-p", "/dev/ttyABSENT", "eval", "1")
                .fails(3, "serial port /dev/ttyABSENT", "there is no", "the ports there are: ");
    }

    @Test
    void whatIsNoSerialPort() throws IOException {
        String file = Files.writeString(folder.resolve("plain"), "x").toString();
        Outcome.of("", "-p", file, "ls").fails(3, file, "found a plain file, expected a serial port");
        Outcome.of("", "-p", folder.toString(), "ls").fails(3, "found a directory, expected a serial port");
        Outcome.of("", "-p", "/dev/null", "ls").fails(3, "/dev/null: found a device that is not a serial port");
    }

    @Test
    void aPortThatAnotherProgramHas() throws IOException {
        try (var pty = Pty.open(Ticks.system());
                var other = SerialPort.open(pty.path(), SerialOptions.DEFAULT, Ticks.system())) {
            Outcome.of("", "-p", pty.path(), "eval", "1").fails(5, pty.path(), "in use by", "close it there");
            assertEquals(0, other.ioctl(SerialPort.DISCARD_INPUT, 0)); // still open, and not disturbed
        }
    }

    @Test
    void aBoardThatNeverAnswers() throws IOException {
        try (var pty = Pty.open(Ticks.system())) {
            Outcome.of("", "--timeout", "1", "-p", pty.path(), "eval", "1")
                    .fails(6, "not one byte within 1 s, expected a MicroPython prompt", "Reset it");
        }
    }

    @Test
    void aBoardThatAnswersGarbage() throws Exception {
        var over = new AtomicBoolean();
        try (var pty = Pty.open(Ticks.system())) {
            var noise = Thread.ofPlatform().start(() -> {
                var random = new Random(7);
                byte[] bytes = new byte[200];
                try {
                    while (!over.get()) {
                        random.nextBytes(bytes);
                        pty.write(ByteBuffer.wrap(bytes));
                        Ticks.system().delay(5_000_000);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            try {
                Outcome.of("", "--timeout", "1", "-p", pty.path(), "eval", "1")
                        .fails(
                                6,
                                "bytes within 1 s but no raw prompt among them",
                                "that is no text",
                                "another baud rate");
            } finally {
                over.set(true);
                noise.join(10_000);
            }
            assertFalse(noise.isAlive());
        }
    }

    @Test
    void thePlugIsPulledWhileTheBoardTalks() throws IOException {
        try (var board = ServedBoard.boot()) {
            board.jumper(nothing(), unplugging(board), "exec", "print('on')\nwhile True: print('x' * 50)")
                    .fails(8, "the connection ended: unplugged", "connect it again");
        }
    }

    @Test
    void thePlugIsPulledWhileTheBoardComputes() throws IOException {
        try (var board = ServedBoard.boot()) {
            board.jumper(nothing(), unplugging(board), "exec", "print('on')\nwhile True: pass")
                    .fails(
                            8,
                            "jumper: serial port " + board.path() + ": the connection ended: unplugged",
                            "connect it again");
        }
    }

    @Test
    void thePlugIsPulledAtThePromptWhileNobodyTypes() throws IOException {
        try (var board = ServedBoard.boot();
                var silent = new PipedOutputStream();
                var in = new PipedInputStream(silent)) {
            board.jumper(in, unplugging(board), "repl")
                    .fails(8, "serial port " + board.path() + ": the connection ended: unplugged", "connect it again");
        }
    }

    @Test
    void thePlugIsPulledDuringAnUpload() throws IOException {
        var plug = new AtomicReference<Runnable>(() -> {});
        Path big = Files.write(folder.resolve("big"), noise(200_000));
        try (var board = ServedBoard.boot(
                cable -> Cable.counting(cable, 100_000, () -> plug.get().run()))) {
            plug.set(() -> unplug(board));
            board.jumper("cp", big.toString(), ":big").fails(8, "the connection ended: unplugged", "connect it again");
        }
    }

    /// Bytes that no packing makes fewer.
    private static byte[] noise(int length) {
        var bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static OutputStream unplugging(ServedBoard board) {
        return new OutputStream() {
            @Override
            public void write(int b) {
                unplug(board);
            }
        };
    }

    private static void unplug(ServedBoard board) {
        try {
            board.unplug();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    @Timeout(180)
    void aFileThatArrivesDamagedAtTheBoard() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "A".repeat(5_000));
        // the first block of each stretch, whatever is in it
        try (var board = ServedBoard.boot(cable -> Cable.damaging(cable, "\u0016 ", "\u0016!"))) {
            board.jumper("exec", "open('f', 'w').write('old')").prints("");
            board.jumper("cp", file.toString(), ":f").fails(7, ": f: the same 30 bytes arrived damaged", "try again");
            board.jumper("cat", ":f", "+", "ls").prints("oldf\n");
        }
    }

    @Test
    void aFileThatArrivesDamagedFromTheBoard() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "old");
        try (var board = ServedBoard.boot(cable -> Cable.damaging(cable, "AAAAAAAA", "AAABAAAA"))) {
            board.jumper("exec", "open('f', 'w').write('A' * 5000)").prints("");
            board.jumper("cp", ":f", file.toString())
                    .fails(7, ": f: the same bytes, from offset 0, arrived damaged", "try again");
        }
        assertEquals("old", Files.readString(file));
        try (var left = Files.list(folder)) {
            assertEquals(1, left.count(), "a partial file was left behind");
        }
    }

    @Test
    void aPythonErrorKeepsItsTracebackAndTheConnection() throws IOException {
        try (var board = ServedBoard.boot()) {
            var outcome = board.jumper("exec", "def f():\n  return {}['Schlüssel']\nf()");
            assertEquals("""
                Traceback (most recent call last):
                  File "<stdin>", line 3, in <module>
                  File "<stdin>", line 2, in f
                KeyError: Schlüssel
                """, outcome.err());
            assertEquals("", outcome.out());
            assertEquals(1, outcome.status());
            assertEquals(1, board.jumper("eval", "1 +").status());
            assertTrue(board.jumper("eval", "1 +").err().endsWith("SyntaxError: invalid syntax\n"));
            board.jumper("eval", "1").prints("1\n");
        }
    }

    @Test
    void aDirectoryWhereAFileIsExpectedAndTheOtherWayRound() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "x");
        Path host = Files.createDirectory(folder.resolve("d"));
        String expected = "found a directory, expected a file";
        try (var board = ServedBoard.boot()) {
            board.jumper("mkdir", ":d", "+", "cp", file.toString(), ":f").prints("");
            board.jumper("cat", ":d").fails(8, "d: " + expected);
            board.jumper("cp", ":d", file.toString()).fails(8, ":d: " + expected);
            board.jumper("rm", ":d").fails(8, "d: found a directory");
            board.jumper("run", host.toString()).fails(8, host + ": " + expected);
            board.jumper("cp", host.toString(), ":").fails(8, host + ": " + expected);
            board.jumper("cp", "-r", host.toString(), ":f").fails(8, ":f: found a file, expected a directory");
            board.jumper("cp", "-r", ":d", file.toString()).fails(8, file + ": found a file, expected a directory");
            board.jumper("cp", file.toString(), ":f/").fails(8, ":f/: found a file, expected a directory");
            board.jumper("ls", ":f/x").fails(8, "f/x: ");
            board.jumper("mkdir", ":f/x").fails(8, "f/x: ");
            board.jumper("mkdir", ":f").fails(8, "f: found something of that name");
            board.jumper("cat", ":f").prints("x");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cp a :b ls -l | ls", "cp a :b ls | ls", "cp -r a :b ls -R : | ls", "cat :a rm :b | rm",
                "eval 1 eval 2 | eval", "mv :a :b ls | ls", "mkdir :d cp a :b | cp", "reset ls | ls",
            })
    void aCommandWithoutThePlusBeforeIt(String line, String command) {
        Outcome.of("", ("-p /dev/absent " + line).split(" "))
                .fails(2, "; if the command " + command + " was meant, put + before it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"cat :absent", "ls :absent", "rm :absent", "rm -r :absent", "stat :absent", "mkdir :absent/x"})
    void aFileThatTheBoardHasNot(String line) {
        Outcome.of("", ("-q -p sim: " + line).split(" ")).fails(8, "absent", "found nothing of that name");
    }

    @Test
    void aFileThatThisHostHasNot() throws IOException {
        String absent = folder.resolve("nicht da").toString();
        for (String[] command : new String[][] {{"run", absent}, {"cp", absent, ":"}, {"cp", "-r", absent, ":"}}) {
            var args = new ArrayList<>(List.of("-q", "-p", "sim:"));
            args.addAll(List.of(command));
            Outcome.of("", args.toArray(String[]::new)).fails(8, absent + ": found nothing of that name");
        }
        String deep = folder.resolve("nicht/da").toString();
        Outcome.of("", "-q", "-p", "sim:", "exec", "open('f', 'w').close()", "+", "cp", ":f", deep)
                .fails(8, "nicht: found nothing of that name");
    }
}
