package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lines that another process holds, and what becomes of them when it ends.
@Tag("vm")
class GpioProcessTest extends PluggedChip {
    private static final String LABEL = "jumper-shared";

    GpioProcessTest() {
        super(LABEL);
    }

    private static final class Holder implements AutoCloseable {
        private final Process process;
        private final BufferedReader output;

        Holder(String... arguments) throws IOException {
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-XX:-UsePerfData",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    LineHolder.class.getName()));
            command.addAll(List.of(arguments));
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
            output = process.inputReader();
        }

        String says() throws IOException {
            return output.readLine();
        }

        /// Ends it as `kill -9` does, and returns its status.
        int kill() throws InterruptedException {
            process.destroyForcibly();
            return end();
        }

        int end() throws InterruptedException {
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "ends");
            return process.exitValue();
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void aLineOfAnotherProcessIsRefusedWithItsNameUntilThatIsKilled() throws Exception {
        try (var other = new Holder(LABEL, "2", "the doorbell", "stays")) {
            assertEquals("held", other.says());
            var e = assertThrows(GpioException.class, () -> chip.request(2, LineOptions.DEFAULT));
            assertEquals(
                    chip + " line 2: Device or resource busy (errno 16); line 2 is held by the doorbell; end that"
                            + " program, or take another line",
                    e.getMessage());
            assertEquals(128 + 9, other.kill(), "SIGKILL");
            assertFalse(chip.line(2).used());
            chip.request(2, LineOptions.DEFAULT.output(true)).close();
        }
    }

    @Test
    void aProgramThatEndsWithoutClosingReleasesItsLinesAndIsNotKeptByItsListener() throws Exception {
        try (var other = new Holder(LABEL, "0", "forgetful", "goes")) {
            assertEquals("held", other.says());
            assertEquals(0, other.end());
            assertFalse(chip.line(0).used());
        }
    }
}
