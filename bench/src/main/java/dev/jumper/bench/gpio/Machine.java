package dev.jumper.bench.gpio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// The virtual machine, whose kernel has simulated GPIO chips.
final class Machine {
    private static final int MINUTES = 6;

    private final Path boot;
    private final Path folder;

    /// Makes the machine that `boot` boots, with its output in `folder`.
    Machine(Path boot, Path folder) {
        this.boot = boot;
        this.folder = folder;
    }

    /// Runs a class of this class path in the machine, and returns what it printed.
    List<String> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var output = folder.resolve("output");
        var command = new ArrayList<String>(List.of(boot.toString(), folder.toString()));
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Djava.io.tmpdir=/run",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                        .map(entry -> Path.of(entry).toAbsolutePath().toString())
                        .collect(Collectors.joining(java.io.File.pathSeparator)),
                main.getName()));
        command.addAll(List.of(arguments));
        var machine = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = machine.waitFor(MINUTES, TimeUnit.MINUTES);
        if (!ended) {
            machine.descendants().forEach(ProcessHandle::destroyForcibly);
            machine.destroyForcibly();
        }
        var lines = Files.readString(output).lines().map(String::strip).toList();
        if (!ended || machine.exitValue() != 0) {
            throw new IOException("bench: the virtual machine ended with "
                    + (ended ? "status " + machine.exitValue() : "nothing after " + MINUTES + " minutes") + ": "
                    + String.join("\n", lines));
        }
        return lines;
    }
}
