package dev.jumper.bench.link;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program in another process, and what it has printed.
final class Peer implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 120;

    private final Process process;
    private final BufferedReader output;

    private Peer(Process process) {
        this.process = process;
        output = process.inputReader();
    }

    /// Compiles the C program into `folder`.
    static Path compile(Path source, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var program = folder.resolve("link");
        output("gcc", "-O2", "-Wall", "-Wextra", "-Werror", "-o", program.toString(), source.toString());
        return program;
    }

    /// Starts a program that serves until its standard input ends.
    static Peer start(List<String> command) throws IOException {
        return new Peer(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /// Returns the next line that it prints, a path or figures.
    String line() throws IOException {
        String line = output.readLine();
        if (line == null) {
            throw new IOException(process.info().command().orElse("a peer") + ": ended early");
        }
        return line;
    }

    /// Gives it a line, and returns the one that it prints then.
    String ask(String question) throws IOException {
        process.getOutputStream().write((question + "\n").getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        return line();
    }

    /// Runs a program to its end and returns all that it prints.
    static String output(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(Path.of("/dev/null").toFile())
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
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
