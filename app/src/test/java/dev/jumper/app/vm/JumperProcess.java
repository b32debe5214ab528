package dev.jumper.app.vm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.gpio.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The command as a process of its own, in the virtual machine.
final class JumperProcess implements AutoCloseable {
    private static final int SECONDS = 120;

    private final Process process;
    private final Path err;
    private final BufferedReader out;

    private JumperProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
        this.out = process.inputReader(StandardCharsets.UTF_8);
    }

    /// Starts it with the words of `line`.
    static JumperProcess start(String line) throws IOException {
        var command = new ArrayList<>(VirtualMachine.java());
        command.add("dev.jumper.app.Jumper");
        command.addAll(List.of(line.split(" ")));
        var err = Files.createTempFile("jumper", ".err");
        return new JumperProcess(
                new ProcessBuilder(command).redirectError(err.toFile()).start(), err);
    }

    /// What a whole run came to.
    record Run(int status, String out, String err) {}

    /// Runs the words of `line` to the end.
    static Run run(String line) throws IOException, InterruptedException {
        try (var process = start(line)) {
            return process.end();
        }
    }

    /// Returns the next line that it prints, when it has printed it.
    String line() throws IOException {
        return out.readLine();
    }

    long id() {
        return process.pid();
    }

    /// Sends it a signal, such as `STOP`.
    void send(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("bash", "-c", "kill -" + signal + " " + process.pid())
                .inheritIO()
                .start();
        assertEquals(0, kill.waitFor());
    }

    /// Waits for its end, and returns what it came to, of its output what was not yet taken.
    Run end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        String rest = out.readAllAsString();
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), () -> "jumper did not end, and printed " + rest);
        return new Run(process.exitValue(), rest, Files.readString(err));
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        Files.delete(err);
    }
}
