package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every command in this process, on the embedded board. The status numbers are those of the README.
@Timeout(60)
class CommandsTest {
    @TempDir
    Path folder;

    private static Outcome jumper(String input, String... args) {
        return Outcome.of(input, args);
    }

    private static Outcome sim(String... args) {
        var all = new ArrayList<>(List.of("-q", "-p", "sim:"));
        all.addAll(List.of(args));
        return jumper("", all.toArray(String[]::new));
    }

    private static void prints(String expected, Outcome outcome) {
        outcome.prints(expected);
    }

    private static void fails(int status, String message, Outcome outcome) {
        outcome.fails(status, message);
    }

    @Test
    void printsAValueAsPythonWritesIt() {
        prints("2\n", sim("eval", "1+1"));
        prints("'Gr\\xfc\\xdfe'\n", sim("eval", "'Gr\u00fc\u00dfe'"));
        prints("-1\n", sim("eval", "-1"));
    }

    @Test
    void printsWhatCodePrintsWithTheLineEndsOfThisHost() {
        prints("a\nb\n", sim("exec", "print('a')\nprint('b')"));
    }

    @Test
    void showsTheTracebackOfAnExceptionAndExitsWithOne() {
        var outcome = sim("exec", "print('before')\n1/0");
        assertEquals("before\n", outcome.out());
        assertTrue(outcome.err().startsWith("Traceback (most recent call last):\n"), outcome.err());
        assertTrue(outcome.err().endsWith("ZeroDivisionError: divide by zero\n"), outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void runsAFileAndStandardInput() throws IOException {
        Path program = Files.writeString(folder.resolve("grüße.py"), "print('from a file')\n");
        prints("from a file\n", sim("run", program.toString()));
        prints("from input\n", jumper("print('from input')", "-p", "sim:", "run", "-"));
        fails(8, "expected a file", sim("run", folder.toString()));
        fails(
                8,
                "found nothing of that name",
                sim("run", folder.resolve("absent.py").toString()));
        Path noise = Files.write(folder.resolve("noise.py"), new byte[] {(byte) 0xFF, (byte) 0xFE});
        fails(8, "no UTF-8", sim("run", noise.toString()));
    }

    @Test
    void chainsCommandsOverOneConnection() {
        prints("7\n", sim("exec", "x = 7", "+", "eval", "x"));
    }

    @Test
    void stopsTheChainAtTheFirstFailure() {
        var outcome = sim("exec", "raise ValueError('no')", "+", "eval", "1");
        assertEquals("", outcome.out());
        assertEquals(1, outcome.status());
    }

    @Test
    void makesListsAndRemovesDirectories() {
        prints("d/\n", sim("mkdir", ":d", "+", "ls", ":", "+", "rm", "-r", ":d"));
        fails(8, "found a directory", sim("mkdir", ":d", "+", "rm", ":d"));
        fails(8, "found nothing of that name", sim("rm", ":absent"));
        fails(2, "found the root", sim("rm", "-r", ":"));
    }

    @Test
    void copiesAFolderThereAndBackWithEveryByteValue() throws IOException {
        Path source = Files.createDirectories(folder.resolve("src/deep"));
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        Files.write(source.resolve("every.bin"), every);
        Files.write(source.resolve("empty"), new byte[0]);
        Files.writeString(source.getParent().resolve("grüße 世界.txt"), "Grüße\n");
        Path back = folder.resolve("back");
        prints("", sim("cp", "-r", source.getParent().toString(), ":up", "+", "cp", "-r", ":up", back.toString()));
        assertArrayEquals(every, Files.readAllBytes(back.resolve("deep/every.bin")));
        assertEquals(0, Files.size(back.resolve("deep/empty")));
        assertEquals("Grüße\n", Files.readString(back.resolve("grüße 世界.txt")));
    }

    @Test
    void printsAFileByteForByte() throws IOException {
        Path file = Files.write(folder.resolve("f"), new byte[] {0, 13, 10, 4, 3, (byte) 0xFF});
        var outcome = sim("cp", file.toString(), ":f", "+", "cat", ":f");
        assertArrayEquals(Files.readAllBytes(file), outcome.bytes());
        assertEquals(0, outcome.status());
    }

    @Test
    void tellsWhatIsWrongWithACopy() throws IOException {
        Path file = Files.writeString(folder.resolve("f"), "x");
        fails(
                8,
                "found nothing of that name",
                sim("cp", folder.resolve("absent").toString(), ":"));
        fails(8, "found nothing of that name", sim("cp", ":absent", folder.toString()));
        fails(8, "expected a file", sim("cp", folder.toString(), ":"));
        fails(2, "two paths of this host", sim("cp", file.toString(), folder.toString()));
        fails(8, "found nothing of that name", sim("cp", file.toString(), ":absent/"));
    }

    @Test
    void setsAndShowsTheClock() {
        var outcome = sim("rtc", "--set=2026-11-21T14:30:00Z");
        assertTrue(outcome.out().startsWith("2026-11-21T14:30:0"), outcome.out());
        fails(2, "found no time", sim("rtc", "--set=noon"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "ls --nonsense", "cat", "cat x", "-b 0 ls", "--timeout -1 ls", "ls +", "eval"})
    void refusesACommandLineThatMakesNoSense(String line) {
        fails(2, "", jumper("", line.split(" ")));
    }

    @Test
    void tellsWhereThereIsNoPort() throws IOException {
        fails(3, "/dev/absent", jumper("", "-p", "/dev/absent", "eval", "1"));
        Path file = Files.writeString(folder.resolve("plain"), "x");
        fails(3, file.toString(), jumper("", "-p", file.toString(), "eval", "1"));
    }

    @Test
    void tellsItsVersionAndEveryCommand() {
        prints("jumper 0.1.0\n", jumper("", "--version"));
        var help = jumper("", "--help");
        assertEquals(0, help.status());
        for (String name : List.of("tour", "devs", "repl", "exec", "eval", "run", "ls", "cat", "cp", "sim")) {
            assertTrue(help.out().contains("\n  " + name + " "), help.out());
        }
    }

    @Test
    void typesWhatIsPipedIntoThePrompt() {
        var outcome = jumper("1+2\n", "-p", "sim:", "repl");
        assertTrue(outcome.out().contains(">>> 1+2\r\n3\r\n>>> "), outcome.out());
        assertEquals(0, outcome.status());
    }
}
