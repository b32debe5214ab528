package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/// What is to be in an EEPROM.
final class EepromContent {
    @ArgGroup(multiplicity = "1")
    private Source source;

    /// Where it comes from.
    static final class Source {
        @Option(names = "--file", paramLabel = "FILE", description = "The content: a file; - is standard input.")
        private String file;

        @Option(names = "--hex", paramLabel = "DIGITS", description = "The content in hexadecimal: \"48 65 6c\".")
        private String hex;

        @Option(names = "--text", paramLabel = "TEXT", description = "The content as text, in UTF-8.")
        private String text;
    }

    /// Returns the bytes.
    byte[] bytes(Session session) throws IOException {
        if (source.text != null) {
            return source.text.getBytes(StandardCharsets.UTF_8);
        }
        if (source.hex != null) {
            try {
                return HexFormat.of().parseHex(source.hex.replace(" ", ""));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "--hex: found " + source.hex + ", expected pairs of hexadecimal digits", e);
            }
        }
        return source.file.equals("-")
                ? session.console().in().readAllBytes()
                : Files.readAllBytes(Path.of(source.file));
    }
}
