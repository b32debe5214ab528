package dev.jumper.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameAFileInAFolderThatIsNotThereYet() {
        file = folder.resolve("state").resolve("history");
    }

    @Test
    void startsEmpty() throws Exception {
        var history = History.open(file);
        assertEquals(Optional.empty(), history.older("x"));
        assertEquals(Optional.empty(), history.younger());
    }

    @Test
    void goesBackAndForthAndEndsWithTheUnfinishedLine() throws Exception {
        var history = History.open(file);
        history.add("one");
        history.add("two");
        assertEquals(Optional.of("two"), history.older("thr"));
        assertEquals(Optional.of("one"), history.older("two"));
        assertEquals(Optional.empty(), history.older("one"));
        assertEquals(Optional.of("two"), history.younger());
        assertEquals(Optional.of("thr"), history.younger());
        assertEquals(Optional.empty(), history.younger());
    }

    @Test
    void startsAgainAtTheEndAfterALine() throws Exception {
        var history = History.open(file);
        history.add("one");
        history.add("two");
        history.older("");
        history.older("");
        history.add("one");
        assertEquals(Optional.of("one"), history.older(""));
        assertEquals(Optional.of("two"), history.older(""));
    }

    @Test
    void keepsNeitherBlankLinesNorTheSameTwice() throws Exception {
        var history = History.open(file);
        history.add("one");
        history.add("");
        history.add("    ");
        history.add("one");
        assertEquals(List.of("one"), Files.readAllLines(file));
    }

    @Test
    void lastsFromOneSessionToTheNext() throws Exception {
        History.open(file).add("größe = 1");
        var history = History.open(file);
        history.add("two");
        assertEquals(Optional.of("two"), history.older(""));
        assertEquals(Optional.of("größe = 1"), history.older(""));
    }

    @Test
    void shortensAFileThatHasGrownLong() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, IntStream.range(0, 2001).mapToObj(i -> "x" + i).toList());
        assertEquals(Optional.of("x2000"), History.open(file).older(""));
        assertEquals(1000, Files.readAllLines(file).size());
        assertEquals("x1001", Files.readAllLines(file).getFirst());
    }

    @Test
    void survivesBytesThatAreNotUtf8() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'a', (byte) 0xFF, '\n', 'b', '\n'});
        var history = History.open(file);
        assertEquals(Optional.of("b"), history.older(""));
        assertEquals(Optional.of("a\uFFFD"), history.older("b"));
    }
}
