package dev.jumper.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The program in C that runs the same loops.
final class CProgram {
    /// What it is compiled with.
    static final String FLAGS = "-O2";

    private static final long TIMEOUT_SECONDS = 120;

    /// What one loop took.
    ///
    /// @param loop `spi`, `spi-fixed`, `i2c-write` or `i2c-read`
    /// @param way `functions` or `direct`
    /// @param best nanoseconds a byte in the best run
    /// @param median nanoseconds a byte in the median run
    record Figure(String loop, String way, double best, double median) {}

    private final Path program;
    private final String compiler;

    private CProgram(Path program, String compiler) {
        this.program = program;
        this.compiler = compiler;
    }

    /// Compiles the program into `folder`; nothing if there is no gcc.
    static Optional<CProgram> compile(Path sources, Path folder) throws IOException, InterruptedException {
        String compiler;
        try {
            compiler = output(List.of("gcc", "--version")).getFirst();
        } catch (IOException e) {
            System.err.println("bench: no gcc, so nothing to compare with; install it (Debian: apt-get install gcc): "
                    + e.getMessage());
            return Optional.empty();
        }
        Files.createDirectories(folder);
        var program = folder.resolve("loops");
        output(List.of(
                "gcc",
                FLAGS,
                "-Wall",
                "-Wextra",
                "-Werror",
                "-o",
                program.toString(),
                sources.resolve("bench.c").toString(),
                sources.resolve("pins.c").toString()));
        return Optional.of(new CProgram(program, compiler));
    }

    /// Returns the name and the version of the compiler.
    String compiler() {
        return compiler;
    }

    /// Measures all loops once.
    List<Figure> run() throws IOException, InterruptedException {
        var figures = new ArrayList<Figure>();
        for (String line : output(List.of(program.toString()))) {
            String[] words = line.split(" ");
            figures.add(new Figure(words[0], words[1], Double.parseDouble(words[2]), Double.parseDouble(words[3])));
        }
        return figures;
    }

    private static List<String> output(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = process.inputReader().readAllLines();
        if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(String.join(" ", command) + ": not done after " + TIMEOUT_SECONDS + " s");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": ended with " + process.exitValue());
        }
        return lines;
    }
}
