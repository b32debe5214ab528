package dev.jumper.bench.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A program in another process, and what it has printed.
final class Peer implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 120;

    private final Process process;
    private final String where;

    private Peer(Process process, String where) {
        this.process = process;
        this.where = where;
    }

    /// Compiles the C program into `folder`.
    static Path compile(Path source, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var program = folder.resolve("link");
        output("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program.toString(), source.toString());
        return program;
    }

    /// Starts a program that serves until its standard input ends, and prints where first.
    static Peer start(List<String> command) throws IOException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Peer(process, process.inputReader().readLine());
    }

    /// Returns what the program printed first: a path.
    String where() {
        return where;
    }

    /// Runs a program to its end and returns the figures it prints, each after its name.
    static Map<String, Double> figures(List<String> command) throws IOException, InterruptedException {
        var figures = new HashMap<String, Double>();
        for (String line : output(command.toArray(String[]::new)).lines().toList()) {
            figures.put(line.split(" ")[0], Double.valueOf(line.split(" ")[1]));
        }
        return figures;
    }

    /// Runs a program to its end and returns all that it prints.
    static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + ": not done after " + TIMEOUT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": ended with " + process.exitValue());
        }
        return printed;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
