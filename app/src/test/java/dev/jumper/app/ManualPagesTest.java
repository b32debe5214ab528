package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.command.Actions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The manual pages that the build has written.
class ManualPagesTest {
    private static final Path PAGES = Path.of("target", "man", "man1");
    /// The macros of man(7) that the pages use; anything else at the start of a line would be lost in the page.
    private static final Set<String> MACROS = Set.of("TH", "SH", "SS", "TP", "PP", "B", "BR", "RS", "RE", "nf", "fi");

    private static final Pattern OPTION = Pattern.compile("(?<=[ ,])--?[A-Za-z][a-z-]*");

    static Set<String> pages() throws IOException {
        try (var pages = Files.list(PAGES)) {
            return pages.map(page -> page.getFileName().toString()).collect(Collectors.toSet());
        }
    }

    private static String text(String page) throws IOException {
        return Files.readString(PAGES.resolve(page)).replace("\\-", "-");
    }

    @Test
    void thereIsOneForEachCommandAndOneForAll() throws IOException {
        var expected = new HashSet<>(Set.of("jumper.1"));
        String all = text("jumper.1");
        for (String name : Actions.names()) {
            expected.add("jumper-" + name + ".1");
            assertTrue(all.contains("\n.BR jumper-" + name + " (1)\n"), name);
        }
        assertEquals(expected, pages());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLineIsTextOrAMacroThatIsThere(String page) throws IOException {
        for (String line : Files.readAllLines(PAGES.resolve(page))) {
            assertTrue(line.chars().allMatch(c -> c >= ' ' && c < 0x7F), line);
            assertTrue(!line.startsWith("'"), line);
            assertTrue(
                    !line.startsWith(".") || MACROS.contains(line.substring(1).split(" ")[0]), line);
            assertTrue(line.length() <= 80 || line.startsWith("."), line);
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void tellsOfEveryOptionThatTheHelpTellsOf(String page) throws IOException {
        String command = page.replaceFirst("jumper-?", "").replaceFirst("\\.1$", "");
        var help = command.isEmpty() ? Outcome.of("", "--help") : Outcome.of("", command, "--help");
        String text = text(page);
        var options = OPTION.matcher(
                help.out().lines().filter(l -> l.startsWith("  ")).collect(Collectors.joining("\n")));
        int count = 0;
        while (options.find()) {
            assertTrue(text.contains(options.group()), options.group());
            count++;
        }
        assertTrue(count >= 2, help.out());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasTheSectionsOfAManualPageInTheirOrder(String page) throws IOException {
        String sections = text(page)
                .lines()
                .filter(line -> line.startsWith(".SH "))
                .map(line -> line.substring(4))
                .collect(Collectors.joining(", "));
        assertEquals(
                page.equals("jumper.1")
                        ? "NAME, SYNOPSIS, DESCRIPTION, OPTIONS, COMMANDS, EXIT STATUS, ENVIRONMENT"
                        : "NAME, SYNOPSIS, DESCRIPTION, OPTIONS, SEE ALSO",
                sections);
    }

    @Test
    void tellsEveryExitStatus() throws IOException {
        String text = text("jumper.1");
        for (var code : dev.jumper.app.session.ExitCode.values()) {
            assertTrue(text.contains("\n.TP\n.B " + code.status() + "\n"), code.name());
        }
    }
}
