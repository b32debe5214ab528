package dev.jumper.gpio.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The programs of `src/test/pi4j` in a JVM of their own, whose plugins Pi4J finds by itself.
class Pi4jProgramTest {
    private static final Path SOURCES = Path.of("src/test/pi4j");
    private static final int SECONDS = 120;

    /// Where a JVM finds all that a program needs.
    private enum Way {
        CLASS_PATH {
            @Override
            List<String> arguments(String path, String main) {
                return List.of("-cp", path, main);
            }
        },
        MODULE_PATH {
            @Override
            List<String> arguments(String path, String main) {
                return List.of("-p", path, "-m", "sample/" + main);
            }
        };

        abstract List<String> arguments(String path, String main);
    }

    @TempDir
    static Path program;

    @BeforeAll
    static void compile() throws IOException {
        var arguments = new ArrayList<String>(List.of("-Xlint:all", "-Werror", "-d", program.toString()));
        arguments.addAll(List.of("-p", libraries("")));
        try (Stream<Path> files = Files.walk(SOURCES)) {
            files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
        }
        var compiler = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(0, compiler.run(System.out, System.err, arguments.toArray(String[]::new)));
        String services = "META-INF/services/com.pi4j.extension.Plugin";
        Files.createDirectories(program.resolve(services).getParent());
        Files.copy(SOURCES.resolve(services), program.resolve(services));
    }

    @ParameterizedTest
    @EnumSource
    void aProgramThatKnowsPi4jOnlyRunsOnACircuit(Way way) throws Exception {
        assertEquals(
                List.of(
                        "event HIGH",
                        "button HIGH",
                        "event LOW",
                        "button LOW",
                        "event HIGH",
                        "button HIGH",
                        "event LOW",
                        "button LOW"),
                output(way, "sample.LoopProgram", "pi4j-plugin-mock"));
    }

    @ParameterizedTest
    @EnumSource
    void anOutputOfPi4jIsAPin(Way way) throws Exception {
        assertEquals(List.of("output HIGH", "output LOW"), output(way, "sample.PinProgram", ""));
    }

    /// Returns what a program prints; Pi4J takes the first plugin that it finds, so that one may have to be left
    /// out.
    private static List<String> output(Way way, String main, String without) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto"));
        command.addAll(way.arguments(program + File.pathSeparator + libraries(without), main));
        var printed = Files.createTempFile("jumper-pi4j", ".txt");
        try {
            var jvm = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(printed.toFile())
                    .start();
            boolean ended = jvm.waitFor(SECONDS, TimeUnit.SECONDS);
            if (!ended) {
                jvm.destroyForcibly();
            }
            String text = Files.readString(printed);
            assertTrue(ended, () -> main + " did not end in " + SECONDS + " s:\n" + text);
            assertEquals(0, jvm.exitValue(), text);
            return text.lines().toList();
        } finally {
            Files.delete(printed);
        }
    }

    /// Returns what this test runs with, but for its own classes, which are no module, and for one library.
    private static String libraries(String without) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes") && !entry.isEmpty())
                .filter(entry -> without.isEmpty() || !entry.contains(without))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
