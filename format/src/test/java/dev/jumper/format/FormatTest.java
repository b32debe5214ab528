package dev.jumper.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FormatTest {
    @TempDir
    Path root;

    private String mended(String source) throws IOException {
        Path file = Files.writeString(root.resolve("A.java"), source);
        assertEquals(List.of(), Format.complaints(root, true));
        return Files.readString(file);
    }

    /// Returns the only complaint about a source that must stay as it is.
    private String complaint(String source) throws IOException {
        Path file = Files.writeString(root.resolve("A.java"), source);
        var complaints = Format.complaints(root, true);
        assertEquals(source, Files.readString(file));
        assertEquals(1, complaints.size(), complaints.toString());
        return complaints.getFirst();
    }

    /// Returns words of `columns` columns in all.
    private static String words(int columns) {
        return "word ".repeat(columns).substring(0, columns - 1) + ".";
    }

    @Test
    void aLineOfDocumentationThatIsTooLongGoesOnInTheNext() throws IOException {
        String start = "/// " + words(100);
        assertEquals(
                start + " and more of\n/// it. It goes on.\nclass A {}\n",
                mended(start + " and more of it.\n/// It goes on.\nclass A {}\n"));
    }

    @Test
    void aLineThatIsTooLongOnceItIsIndentedIsRefusedRatherThanTornApart() throws IOException {
        String line = "/// " + words(112);
        assertEquals(
                "A.java:3: the formatter would tear this line of documentation apart; break it before column 116: "
                        + line,
                complaint("class A {\nclass B {\n" + line + "\nint b;\n}\n}\n"));
        assertEquals(
                "class A {\n    /// " + words(108) + "\n    int b;\n}\n",
                mended("class A {\n/// " + words(108) + "\nint b;\n}\n"));
    }

    @Test
    void aWordThatIsTooLongToBeBrokenIsRefusedOrStays() throws IOException {
        String source = "/// https://example.org/" + "a".repeat(120) + "\nclass A {}\n";
        assertEquals(source, mended(source));
    }

    @Test
    void whatCannotBeParsedIsTold() throws IOException {
        assertEquals(
                "A.java: cannot be parsed: 1:11: error: reached end of file while parsing", complaint("class A {\n"));
    }
}
