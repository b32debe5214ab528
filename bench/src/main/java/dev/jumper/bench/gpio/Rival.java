package dev.jumper.bench.gpio;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The program in C, which measures what it is told to.
final class Rival implements AutoCloseable {
    private static final long TIMEOUT_SECONDS = 60;

    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    private Rival(Process process) {
        this.process = process;
        this.answers = process.inputReader();
        this.commands = process.outputWriter();
    }

    /// Compiles the program into `folder`.
    static Path compile(Path source, Path folder) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var program = folder.resolve("gpio");
        var compiler = new ProcessBuilder(
                        "gcc",
                        "-O2",
                        "-Wall",
                        "-Wextra",
                        "-Werror",
                        "-pthread",
                        "-o",
                        program.toString(),
                        source.toString())
                .inheritIO()
                .start();
        if (!compiler.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || compiler.exitValue() != 0) {
            compiler.destroyForcibly();
            throw new IOException("bench: gcc did not compile " + source);
        }
        return program;
    }

    /// Starts the program.
    static Rival start(Path program, String... arguments) throws IOException {
        var command = new ArrayList<String>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        return new Rival(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /// Tells the program to begin with `what`, `times` times.
    void begin(String what, int times) throws IOException {
        commands.write(what + " " + times + "\n");
        commands.flush();
    }

    /// Returns what the program measured, in nanoseconds.
    double answer() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new IOException("bench: the program in C ended");
        }
        return Double.parseDouble(line);
    }

    @Override
    public void close() throws IOException {
        commands.close();
        process.destroy();
    }
}
