package dev.jumper.app;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The command as a process of its own, on the module path, as people run it.
public final class CommandProcess {
    private CommandProcess() {}

    /// Returns how to start the command with these arguments.
    public static ProcessBuilder of(String... args) {
        var line = new ArrayList<>(List.of(
                // whoever started the tests may have had interrupts ignored, which a JVM would inherit
                "env",
                "--default-signal=INT",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-DontCompileHugeMethods",
                "-Djumper.terminals=",
                "--enable-native-access=dev.jumper.serial,dev.jumper.gpio,com.fazecast.jSerialComm",
                "-p",
                modulePath(),
                "-m",
                "dev.jumper.app/dev.jumper.app.Jumper"));
        line.addAll(List.of(args));
        return new ProcessBuilder(line);
    }

    /// Returns all that the command is made of; the tests themselves run on the class path.
    static String modulePath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry ->
                        !entry.matches(".*(test-classes|-tests\\.jar|junit|opentest4j|apiguardian|jspecify).*"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
