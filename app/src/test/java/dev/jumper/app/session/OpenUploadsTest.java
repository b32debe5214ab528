package dev.jumper.app.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenUploadsTest {
    @TempDir
    Path temporary;

    private Path folder;
    private Path one;
    private Path other;
    private int asked;

    @BeforeEach
    void plugIn() throws IOException {
        folder = temporary.resolve("state/uploads");
        one = Files.createFile(temporary.resolve("ttyACM0"));
        other = Files.createFile(temporary.resolve("ttyACM1"));
    }

    private OpenUploads at(Object port) {
        return new OpenUploads(folder, port.toString());
    }

    /// Tells how often the board at `port` is asked, of two connections, if it has `files` to be removed.
    private int asksOfTwo(Object port, int files) throws IOException {
        asked = 0;
        for (int i = 0; i < 2; i++) {
            at(port).tidy(() -> asked++ == 0 ? files : 0);
        }
        return asked;
    }

    @Test
    void nobodyIsAskedIfNoUploadHasBegun() throws IOException {
        assertEquals(0, asksOfTwo(one, 1));
    }

    @Test
    void nobodyIsAskedIfTheUploadHasEnded() throws IOException {
        at(one).begin();
        at(one).end();
        assertEquals(0, asksOfTwo(one, 1));
    }

    @Test
    void theNextConnectionAsksOnceWhateverItFinds() throws IOException {
        at(one).begin();
        assertEquals(1, asksOfTwo(one, 1));
        at(one).begin();
        assertEquals(1, asksOfTwo(one, 0));
    }

    @Test
    void itAsksAgainIfThatFailed() throws IOException {
        at(one).begin();
        assertThrows(
                IOException.class,
                () -> at(one).tidy(() -> {
                    throw new IOException("unplugged");
                }));
        assertEquals(1, asksOfTwo(one, 1));
    }

    @Test
    void anotherPortIsNotAskedWhileThatIsThere() throws IOException {
        at(one).begin();
        assertEquals(0, asksOfTwo(other, 1));
        assertEquals(1, asksOfTwo(one, 1));
    }

    @Test
    void anotherPortIsAskedWhenThatIsAwayUntilSomethingIsFound() throws IOException {
        at(one).begin();
        Files.delete(one);
        assertEquals(2, asksOfTwo(other, 0));
        assertEquals(1, asksOfTwo(other, 1));
        assertEquals(0, asksOfTwo(other, 1));
    }

    @Test
    void aPortThatStaysAwayIsForgottenAfterADay() throws IOException {
        at(one).begin();
        Files.delete(one);
        try (var notes = Files.list(folder)) {
            Files.setLastModifiedTime(
                    notes.findFirst().orElseThrow(), FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        }
        assertEquals(1, asksOfTwo(other, 0));
    }

    @Test
    void aLinkIsTheSamePort() throws IOException {
        Path link = Files.createSymbolicLink(temporary.resolve("board"), one);
        at(link).begin();
        assertEquals(1, asksOfTwo(one, 0));
        at(one).begin();
        assertEquals(1, asksOfTwo(link, 0));
    }

    @Test
    void itsRateIsNotItsName() throws IOException {
        at(one + "?baud=9600").begin();
        assertEquals(1, asksOfTwo(one, 0));
    }

    @Test
    void autoMayBeAny() throws IOException {
        at("auto").begin();
        assertEquals(1, asksOfTwo("auto", 0));
        at("auto").begin();
        assertEquals(1, asksOfTwo(one, 1));
        at(one).begin();
        assertEquals(1, asksOfTwo("id:0001", 1));
    }

    @Test
    void aBoardOnTheNetworkIsNoOther() throws IOException {
        at("socket://board:8266").begin();
        assertEquals(0, asksOfTwo("socket://board:8267", 1));
        assertEquals(1, asksOfTwo("socket://board:8266", 0));
    }

    @Test
    void anUploadThatEndsAnswersForThePortThatIsAway() throws IOException {
        at(one).begin();
        Files.delete(one);
        at(other).end();
        assertEquals(0, asksOfTwo(other, 1));
    }

    @Test
    void aFolderThatCannotBeWrittenIsAsIfThereWereNoUploads() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.createFile(folder);
        at(one).begin();
        assertEquals(0, asksOfTwo(one, 1));
        at(one).end();
    }

    @Test
    void aNoteThatWasNotWrittenToItsEndIsOfAnyPort() throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("12345678"), "\n");
        assertEquals(1, asksOfTwo(one, 1));
        Files.write(folder.resolve("12345678"), new byte[] {0, -1, 7});
        assertEquals(1, asksOfTwo(one, 1));
    }
}
