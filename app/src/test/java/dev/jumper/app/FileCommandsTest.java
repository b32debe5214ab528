package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Commands on the board's files, on a board with 256 KiB of flash whose clock is moved by the test.
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class FileCommandsTest {
    /// Of the text "abc": FIPS 180-2, appendix "SHA-256 Example (One-Block Message)".
    private static final String SHA_256_OF_ABC = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    private final VirtualTicks clock = new VirtualTicks(0);

    @TempDir
    Path folder;

    private ServedBoard board;

    @BeforeEach
    void boot() throws IOException {
        board = ServedBoard.boot(256 << 10, clock);
        board.jumper("mkdir", ":d", ":e", "+", "exec", "for n in ('f', 'g', 'd/f'): open(n, 'w').write('abc')")
                .prints("");
    }

    @AfterEach
    void switchOff() throws IOException {
        board.close();
    }

    private Outcome jumper(String line) {
        return board.jumper(line.split(" "));
    }

    @Test
    void drawsEverythingBelow() {
        jumper("mkdir :d/deep + touch :d/deep/x + tree").prints("""
            :/
            ├── d/
            │   ├── deep/
            │   │   └── x
            │   └── f
            ├── e/
            ├── f
            └── g
            """);
        jumper("tree -s :d :f :e").prints("""
            :d/
            ├── deep/
            │   └── x  0
            └── f  3
            :f  3
            :e/
            """);
        jumper("tree :absent").fails(8, "absent: found nothing of that name");
    }

    @Test
    void renamesAndReplacesAFile() {
        jumper("exec open('g','w').write('old') + mv :f :g + ls + cat :g").prints("d/\ne/\ng\nabc");
    }

    @Test
    void movesIntoADirectory() {
        jumper("mv :f :g :e + ls :e").prints("f\ng\n");
        jumper("mv :e/f : + mv :d :e/ + ls -R").prints("e/\ne/d/\ne/d/f\ne/g\nf\n");
    }

    @Test
    void renamesADirectoryAndReplacesAnEmptyOne() {
        jumper("mv :d :h + ls -R").prints("e/\nf\ng\nh/\nh/f\n");
        jumper("mkdir :e/h + mv :h :e + ls -R").prints("e/\ne/h/\ne/h/f\nf\ng\n");
        jumper("mv :e/ :new/ + ls").prints("f\ng\nnew/\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "8 | mv :f :absent :d | absent: found nothing of that name",
                "8 | mv :f :g :h | :h: found nothing of that name",
                "8 | mv :d :e :f | :f: found a file, expected a directory",
                "8 | mv :f :h/ | :h/: found nothing of that name",
                "8 | mv :f :g/ | :g/: found a file, expected a directory",
                "8 | mv :f/ :h | :f/: found a file, expected a directory",
                "8 | mv :d :f | :f: found a file, expected a directory",
                "2 | mv :f :f | mv :f :f: found one file, expected two names; choose another target",
                "2 | mv :f :/f | mv :f :/f: found one file, expected two names",
                "2 | mv :f :d/f :e | mv: found two sources for :e/f, expected one; the second would replace the first",
                "2 | mv :d :d/f :e | mv: found :d/f within :d, expected sources apart; name one of them",
                "2 | mv :d :d | mv :d :d/d: found a target within the source, expected one outside it",
                "2 | mv :d :/d/new | mv :d :/d/new: found a target within the source, expected one outside it",
                "2 | mv : :d | mv :/: found no name, expected a file or directory; name what to move",
                "2 | mv :d/. :e | mv :d/.: found no name, expected a file or directory; name what to move",
                "2 | mv :f x | found x, a path of this host, expected only paths on the board; use cp to copy between"
                        + " the two",
                "2 | mv x :f | found x, a path of this host, expected only paths on the board; use cp to copy between"
                        + " the two",
                "2 | mv :f | requires at least 2 values",
            })
    void movesNothingUnlessAllCanBe(int status, String line, String message) {
        jumper(line).fails(status, message);
        jumper("ls -R").prints("d/\nd/f\ne/\nf\ng\n");
    }

    @Test
    void replacesNeitherAFullDirectoryNorADirectoryByAFile() {
        jumper("mkdir :e/d + touch :e/d/x + mkdir :e/f").prints("");
        jumper("mv :g :d :e").fails(8, ":e/d: found entries in it, expected an empty directory");
        jumper("mv :g :f :e").fails(8, ":e/f: found a directory, expected a file or nothing; choose another name");
        jumper("ls -R").prints("d/\nd/f\ne/\ne/d/\ne/d/x\ne/f/\nf\ng\n");
    }

    @Test
    void createsEmptyFilesAndDatesOthers() {
        jumper("touch :new :d/new").prints("");
        assertEquals(mtime("new"), mtime("f"));
        clock.delay(100_000_000_000L);
        jumper("touch :new :f + cat :f").prints("abc");
        assertEquals(mtime("g") + 100, mtime("f"));
        assertEquals(mtime("g") + 100, mtime("new"));
        jumper("stat :new").has("\n  size   0\n");
        jumper("touch :d").fails(8, ":d: found a directory, expected a file; a directory cannot be dated");
        jumper("touch :absent/x").fails(8, "absent/x: found nothing of that name");
        jumper("touch x").fails(2, "touch x: found a path of this host, expected one on the board; write :x");
    }

    private long mtime(String name) {
        return Long.parseLong(board.jumper("eval", "__import__('os').stat('" + name + "')[8]")
                .out()
                .strip());
    }

    @Test
    void tellsHowFullTheBoardIs() {
        var lines = jumper("df").out().lines().toList();
        assertEquals("     total       used       free   use  path", lines.get(0));
        assertTrue(lines.get(1).matches(" +262\\.1 kB +\\d+ B +26\\d\\.\\d kB +1%  :/"), lines.get(1));
        assertEquals(2, lines.size());
        board.jumper("exec", "import sys\nsys.modules['vfs'] = object()", "+", "df")
                .prints(String.join("\n", lines) + "\n"); // older boards cannot list their mounts
        jumper("df :absent").fails(8, "absent: found nothing of that name");
    }

    @Test
    void printsHashesAsTheBoardComputesThem() {
        jumper("sha256 :f :/d/f").prints(SHA_256_OF_ABC + "  :f\n" + SHA_256_OF_ABC + "  :/d/f\n");
        jumper("sha256 :d").fails(8, "d: found a directory, expected a file");
        jumper("sha256 :absent").fails(8, "absent: found nothing of that name");
    }

    @Test
    void downloadsWhatTheBoardCannotHash() {
        board.jumper("exec", "import sys\nsys.modules['hashlib'] = object()", "+", "sha256", ":f")
                .prints(SHA_256_OF_ABC + "  :f\n");
    }

    private Outcome loud(String... args) {
        var all = new ArrayList<>(List.of("-p", board.path()));
        all.addAll(List.of(args));
        return Outcome.of("", all.toArray(String[]::new));
    }

    @Test
    void leavesAloneWhatIsTheSameAlready() throws IOException {
        String host = Files.writeString(folder.resolve("f"), "abc").toString();
        clock.delay(100_000_000_000L);
        for (String[] pair : new String[][] {{host, ":f"}, {":f", host}, {":f", ":g"}}) {
            var outcome = loud("cp", pair[0], pair[1]);
            assertEquals(
                    pair[0] + " -> " + pair[1] + " (not copied: the same SHA-256 already)\n", outcome.err(), pair[0]);
            assertEquals(0, outcome.status());
        }
        assertEquals(mtime("d/f"), mtime("f"));
        assertEquals(mtime("d/f"), mtime("g"));
    }

    @Test
    void copiesTheSameWhenForced() throws IOException {
        String host = Files.writeString(folder.resolve("f"), "abc").toString();
        clock.delay(100_000_000_000L);
        var outcome = loud("cp", "-f", host, ":f", "+", "cp", "-f", ":f", ":g");
        assertTrue(outcome.err().contains(" -> :f (verified, 3 B, "), outcome.err());
        assertEquals(mtime("d/f") + 100, mtime("f"));
        assertEquals(mtime("d/f") + 100, mtime("g"));
    }

    @Test
    void copiesWhatHasOnlyTheSizeInCommon() throws IOException {
        String host = Files.writeString(folder.resolve("f"), "abd").toString();
        board.jumper("cp", host, ":f", "+", "cat", ":f").prints("abd");
        board.jumper("cp", ":g", host).prints("");
        assertEquals("abc", Files.readString(Path.of(host)));
        board.jumper("cp", ":f", ":g", "+", "cat", ":g").prints("abd");
    }

    @Test
    void keepsTheOldFileIfTheNewOneIsLargerThanTheFlash() throws IOException {
        String big = Files.write(folder.resolve("big"), new byte[300_000]).toString();
        board.jumper("cp", big, ":f").fails(8, "f: no space left (ENOSPC, errno 28); remove something first");
        jumper("cat :f + ls").prints("abcd/\ne/\nf\ng\n");
        String small = Files.write(folder.resolve("small"), new byte[100_000]).toString();
        board.jumper("cp", small, ":f", "+", "stat", ":f").has("\n  size   100000\n");
    }
}
