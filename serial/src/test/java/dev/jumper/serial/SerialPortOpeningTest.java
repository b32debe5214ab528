package dev.jumper.serial;

import static dev.jumper.serial.PortFixture.TICKS;
import static dev.jumper.serial.PortFixture.all;
import static dev.jumper.serial.PortFixture.exactly;
import static dev.jumper.serial.PortFixture.port;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How a port is opened, configured, kept from others, and refused.
@SuppressWarnings("try") // closing in the middle is what many of these are about
class SerialPortOpeningTest {
    @BeforeEach
    void onLinux() {
        assumeTrue(Posix.available(), "pseudo-terminals are Linux only");
    }

    // Rule 4

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void refusesABaudRateBelowOneBeforeAnythingIsOpened(int baud) {
        var e = assertThrows(IllegalArgumentException.class, () -> SerialOptions.DEFAULT.withBaud(baud));
        assertEquals("baud rate: found " + baud + ", expected 1 or more, usually 115200", e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void changesTheBaudRateAndRefusesZero(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            assertEquals(115_200, port.ioctl(ByteStream.BAUD, 74_880));
            assertThrows(IllegalArgumentException.class, () -> port.ioctl(ByteStream.BAUD, 0));
            assertEquals(74_880, port.ioctl(ByteStream.BAUD, ByteStream.QUERY));
            all(board, new byte[] {0x11, 0x13, 0x03, 0x0D});
            assertArrayEquals(new byte[] {0x11, 0x13, 0x03, 0x0D}, exactly(port, 4));
        }
    }

    /// A pseudo-terminal takes any rate; here another program sets it, as a driver does that rounds.
    @Test
    void tellsTheRateThatTheTerminalHasRatherThanTheOneAskedFor() throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, true)) {
            for (int baud : new int[] {1, 74_880, 250_000, 4_000_000, Integer.MAX_VALUE}) {
                port.ioctl(ByteStream.BAUD, baud);
                assertEquals(baud, port.ioctl(ByteStream.BAUD, ByteStream.QUERY));
            }
            run("stty", "-F", board.path(), "19200");
            assertEquals(19_200, port.ioctl(ByteStream.BAUD, ByteStream.QUERY));
            assertEquals(19_200, port.ioctl(ByteStream.BAUD, 9600));
            assertEquals("9600", run("stty", "-F", board.path(), "speed"));
        }
    }

    @ParameterizedTest
    @CsvSource({"115200, 112896, true", "115200, 112895, false", "115200, 117504, true", "115200, 117505, false"})
    void aRateWithinTwoPercentIsTheOneAskedFor(int asked, int taken, boolean same) {
        assertEquals(
                same
                        ? Optional.empty()
                        : Optional.of("asked for 115200 baud, but its driver took " + taken
                                + "; choose a rate that it can make, usually 115200 or one that divides it"),
                SerialOptions.missedBaud(asked, taken));
    }

    // Rule 6

    @Test
    void keepsASecondOpenerOutAndNamesTheHolder() throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, true)) {
            var e = assertThrows(StreamOpenException.class, () -> port(board, true));
            assertEquals(Reason.BUSY, e.reason(), e.getMessage());
            assertEquals(
                    "serial port " + board.path() + ": in use by this program itself (process "
                            + ProcessHandle.current().pid() + "); close it there and try again",
                    e.getMessage());
            port.close();
            port(board, true).close();
        }
    }

    @Test
    void keepsAnotherUserOutWhoKnowsNothingOfLocks() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv"))
                && System.getProperty("user.name").equals("root"));
        try (var board = Pty.open(TICKS)) {
            Files.setPosixFilePermissions(
                    Path.of(board.path()), java.nio.file.attribute.PosixFilePermissions.fromString("rw-rw-rw-"));
            assertEquals("", openedAsNobody(board.path()));
            try (var _ = port(board, true)) {
                assertTrue(openedAsNobody(board.path()).contains("busy"));
            }
            assertEquals("", openedAsNobody(board.path()));
        }
    }

    private static String openedAsNobody(String path) throws Exception {
        return run(
                "/usr/bin/setpriv",
                "--reuid=65534",
                "--regid=65534",
                "--clear-groups",
                "--bounding-set=-all",
                "--inh-caps=-all",
                "/bin/sh",
                "-c",
                ": <> " + path);
    }

    /// Runs a program of the system and returns all that it says.
    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertTrue(process.waitFor(10, SECONDS));
        return said;
    }
    // Rule 8

    @Test
    void doesNotHangUpTheModemLinesOnClose() throws Exception {
        try (var board = Pty.open(TICKS)) {
            int peer = Posix.open(board.path());
            try (var port = port(board, true)) {
                assertEquals(0, Posix.controlFlags(peer) & Posix.HUPCL);
                port.ioctl(ByteStream.BAUD, 9600);
                assertEquals(0, Posix.controlFlags(peer) & Posix.HUPCL);
            } finally {
                Posix.close(peer);
            }
        }
    }

    /// Linux throws received bytes away for a break that is to interrupt (termios(3), BRKINT).
    @Test
    void aBreakInterruptsNothing() throws Exception {
        try (var board = Pty.open(TICKS)) {
            int peer = Posix.open(board.path());
            try (var port = port(board, true)) {
                assertEquals(0, Posix.inputFlags(peer) & Posix.BRKINT);
                port.ioctl(ByteStream.BAUD, 9600);
                assertEquals(0, Posix.inputFlags(peer) & Posix.BRKINT);
            } finally {
                Posix.close(peer);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatAPseudoTerminalHasNoModemLines(boolean descriptor) throws Exception {
        try (var board = Pty.open(TICKS);
                var port = port(board, descriptor)) {
            var e = assertThrows(UnsupportedOperationException.class, () -> port.ioctl(ByteStream.SET_MODEM, 3));
            assertEquals(
                    "serial port " + board.path() + ": SET_MODEM is not supported: it has no modem lines",
                    e.getMessage());
            assertThrows(IllegalArgumentException.class, () -> port.ioctl(ByteStream.SET_MODEM, 4));
        }
    }

    // Rule 9

    @Test
    void saysThatThereIsNoSuchPort() {
        var e = assertThrows(
                StreamOpenException.class, () -> SerialPort.open("/dev/ttyNone7", SerialOptions.DEFAULT, TICKS));
        assertEquals(Reason.ABSENT, e.reason());
        assertTrue(
                e.getMessage()
                        .startsWith("serial port /dev/ttyNone7: there is no /dev/ttyNone7; the ports there are: "),
                e.getMessage());
    }

    @Test
    void saysThatAFileOrADirectoryIsNoPort(@TempDir Path directory) throws Exception {
        var file = Files.writeString(directory.resolve("plain"), "x");
        for (Path path : new Path[] {directory, file, Path.of("/dev/null")}) {
            var e = assertThrows(
                    StreamOpenException.class, () -> SerialPort.open(path.toString(), SerialOptions.DEFAULT, TICKS));
            assertEquals(Reason.UNSUITABLE, e.reason(), e.getMessage());
            assertTrue(e.getMessage().contains(path.toString()), e.getMessage());
        }
        assertEquals("x", Files.readString(file));
    }
}
