package dev.jumper.gpio;

import dev.jumper.gpio.mmio.Registers;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// The registers of a board that QEMU emulates, read and written from outside while its processor stands still.
///
/// Source: QEMU, "QTest Device Emulation Testing Framework", the protocol's `writel` and `readl`.
final class EmulatedRegisters implements Registers, AutoCloseable {
    static final String EMULATOR = "qemu-system-aarch64";

    /// An emulator that has not answered by then is ended.
    private static final int SECONDS = 120;

    private final Process process;
    private final Writer commands;
    private final BufferedReader answers;
    private final long base;

    private EmulatedRegisters(Process process, long base) {
        this.process = process;
        this.commands = process.outputWriter();
        this.answers = process.inputReader();
        this.base = base;
    }

    /// Starts QEMU's `machine`, whose GPIO registers begin at `base`.
    static EmulatedRegisters of(String machine, long base) throws IOException {
        var process = new ProcessBuilder(List.of(
                        EMULATOR,
                        "-M",
                        machine,
                        "-S",
                        "-accel",
                        "tcg",
                        "-display",
                        "none",
                        "-nodefaults",
                        "-qtest",
                        "stdio",
                        "-qtest-log",
                        "/dev/null"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        return new EmulatedRegisters(process, base);
    }

    @Override
    public int read(int offset) {
        return (int) Long.parseLong(ask("readl 0x%x".formatted(base + offset)).substring("OK 0x".length()), 16);
    }

    @Override
    public void write(int offset, int value) {
        ask("writel 0x%x 0x%x".formatted(base + offset, value));
    }

    private String ask(String command) {
        try {
            commands.write(command + "\n");
            commands.flush();
            String answer = answers.readLine();
            if (answer == null || !answer.startsWith("OK")) {
                throw new IOException(EMULATOR + ": answered " + command + " with " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
