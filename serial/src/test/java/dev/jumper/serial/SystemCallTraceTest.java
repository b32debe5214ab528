package dev.jumper.serial;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.time.Ticks;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Rule 8 of serial ports, as the system calls of another JVM show it: the modem lines are never driven one by one,
/// and the port is left with the mark cleared that would drop them on close.
class SystemCallTraceTest {
    /// Opens and closes the port that is named by its argument.
    static final class Opened {
        private Opened() {}

        public static void main(String[] arguments) throws Exception {
            SerialPort.open(arguments[0], SerialOptions.DEFAULT, Ticks.system()).close();
        }
    }

    @Test
    void openingAndClosingLeavesTheModemLinesToEachOther(@TempDir Path directory) throws Exception {
        var strace = Path.of("/usr/bin/strace");
        assumeTrue(Posix.available() && Files.isExecutable(strace), "strace is not installed");
        var trace = directory.resolve("trace.txt");
        var said = directory.resolve("said.txt");
        try (var board = Pty.open(Ticks.system())) {
            var command =
                    new ArrayList<>(List.of(strace.toString(), "-f", "-e", "trace=ioctl", "-o", trace.toString()));
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("-classpath");
            command.add(String.join(":", where(Opened.class), where(SerialPort.class), where(Ticks.class), library()));
            command.add(Opened.class.getName());
            command.add(board.path());
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(said.toFile())
                    .start();
            boolean ended = process.waitFor(60, SECONDS);
            process.destroyForcibly();
            assertTrue(ended, "the traced JVM did not end within 60 s");
            String output = Files.readString(said);
            assumeTrue(!output.contains("ptrace"), output);
            assertEquals("", output);
        }
        var calls = Files.readAllLines(trace);
        assertTrue(calls.stream().anyMatch(call -> call.contains("TIOCEXCL")), "the port was not opened");
        assertFalse(
                calls.stream().anyMatch(call -> call.matches(".*TIOCM(BIS|BIC).*")),
                () -> "lines driven one by one: " + calls);
        var settings = calls.stream().filter(call -> call.contains("TCSETS")).toList();
        assertFalse(settings.isEmpty());
        assertTrue(settings.stream().noneMatch(call -> call.contains("HUPCL")), settings::toString);
    }

    private static String library() {
        return Path.of(com.fazecast
                        .jSerialComm
                        .SerialPort
                        .class
                        .getModule()
                        .getLayer()
                        .configuration()
                        .findModule("com.fazecast.jSerialComm")
                        .orElseThrow()
                        .reference()
                        .location()
                        .orElseThrow())
                .toString();
    }

    private static String where(Class<?> type) throws Exception {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }
}
