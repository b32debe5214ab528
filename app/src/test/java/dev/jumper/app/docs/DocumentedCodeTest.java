package dev.jumper.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The Java code of the pages is code of the tests: a comment before each block names the file and the region
/// between `@start` and `@end` that it shows.
class DocumentedCodeTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK = Pattern.compile("(?s)([^\n]*)\n```java\n(.*?)```\n");
    private static final Pattern SOURCE = Pattern.compile("<!-- (\\S+)#(\\S+) -->");

    static List<Path> pages() throws IOException {
        var pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            docs.filter(p -> p.toString().endsWith(".md")).sorted().forEach(pages::add);
        }
        return pages;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void showsOnlyCodeThatTheBuildCompilesAndRuns(Path page) throws IOException {
        var blocks = BLOCK.matcher(Files.readString(page));
        while (blocks.find()) {
            var source = SOURCE.matcher(blocks.group(1));
            assertTrue(source.matches(), page + ": a block of Java without a comment that names its region");
            String code = Files.readString(ROOT.resolve(source.group(1)));
            assertEquals(region(code, source), blocks.group(2), page + ": differs from " + source.group());
        }
    }

    @Test
    void theReadmeShowsHowToUseItFromJava() throws IOException {
        assertTrue(BLOCK.matcher(Files.readString(ROOT.resolve("README.md"))).find());
    }

    private static String region(String code, Matcher source) {
        var found = Pattern.compile(
                        "(?s)// @start region=%1$s\n(.*?) *// @end region=%1$s\n".formatted(source.group(2)))
                .matcher(code);
        assertTrue(found.find(), source.group() + ": no such region");
        return found.group(1).stripTrailing().stripIndent() + "\n";
    }
}
