package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The command as a process of its own, on a serial port whose board is in this one.
@Timeout(180)
@EnabledOnOs(OS.LINUX)
class ProcessTest {
    private static final int SECONDS = 60;

    @TempDir
    Path folder;

    private ServedBoard board;

    @BeforeEach
    void boot() throws IOException {
        board = ServedBoard.boot();
    }

    @AfterEach
    void switchOff() throws IOException {
        board.close();
    }

    private ProcessBuilder jumper(String... args) {
        var line = CommandProcess.of("-p", board.path());
        line.command().addAll(List.of(args));
        return line.redirectError(errors().toFile());
    }

    private Path errors() {
        return folder.resolve("stderr");
    }

    private Outcome run(String input, String... args) throws Exception {
        Path out = folder.resolve("stdout");
        var process = jumper(args).redirectOutput(out.toFile()).start();
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "still running: " + List.of(args));
            return new Outcome(process.exitValue(), Files.readAllBytes(out), Files.readString(errors()));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void printsNothingButTheValue() throws Exception {
        run("", "eval", "1+1").prints("2\n");
    }

    @Test
    void runsAProgramFromStandardInput() throws Exception {
        run("import sys\nprint(sys.implementation.name)\nprint('Grüße')\n", "run", "-")
                .prints("micropython\nGrüße\n");
    }

    @Test
    void copiesAMebibyteThereAndBackInOneConnection() throws Exception {
        byte[] bytes = new byte[1 << 20];
        new Random(1337).nextBytes(bytes);
        Path sent = Files.write(folder.resolve("sent.bin"), bytes);
        Path back = folder.resolve("back.bin");
        String[] line = {
            "-q",
            "mkdir",
            ":d",
            "+",
            "cp",
            sent.toString(),
            ":d/x",
            "+",
            "cp",
            ":d/x",
            back.toString(),
            "+",
            "rm",
            "-r",
            ":d",
            "+",
            "ls",
            "+",
            "rtc"
        };
        var outcome = run("", line);
        assertTrue(outcome.out().matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ\n"), outcome.out());
        outcome.prints(outcome.out());
        assertArrayEquals(bytes, Files.readAllBytes(back));
    }

    @Test
    void exitsWithTheStatusOfTheFailure() throws Exception {
        var outcome = run("", "exec", "1/0");
        assertTrue(outcome.err().endsWith("ZeroDivisionError: divide by zero\n"), outcome.err());
        assertEquals(1, outcome.status());
    }

    @Test
    void saysWhatToDoAboutAPortThatThisUserMayNotOpen() throws Exception {
        Files.setPosixFilePermissions(Path.of(board.path()), Set.of());
        var line = new ArrayList<>(jumper("eval", "1").command());
        // root may open anything, unless it gives that up
        line.addAll(0, List.of("setpriv", "--bounding-set", "-dac_override,-dac_read_search"));
        boolean root = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid") == 0;
        var process = new ProcessBuilder(root ? line : line.subList(3, line.size()))
                .redirectError(errors().toFile())
                .start();
        try {
            assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS));
            String said = Files.readString(errors());
            assertTrue(said.startsWith("jumper: serial port " + board.path() + ": permission denied for user "), said);
            assertEquals(4, process.exitValue(), said);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String firstLine(Process process) throws Exception {
        var first = new FutureTask<>(process.inputReader()::readLine);
        Thread.ofPlatform().daemon().start(first);
        return first.get(SECONDS, TimeUnit.SECONDS);
    }

    private static void interrupt(Process process) throws Exception {
        var kill = new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start();
        assertTrue(kill.waitFor(SECONDS, TimeUnit.SECONDS));
        assertTrue(process.waitFor(SECONDS, TimeUnit.SECONDS), "Ctrl-C did not end it");
        assertEquals(130, process.exitValue());
    }

    @Test
    void endsTheServiceOfTheEmbeddedBoardOnInterrupt() throws Exception {
        var process = jumper("-q", "sim", "--tcp", "127.0.0.1:0").start();
        try {
            String where = firstLine(process);
            assertTrue(where.startsWith("socket://127.0.0.1:"), where);
            Outcome.of("", "-q", "-p", where, "eval", "1+1").prints("2\n");
            interrupt(process);
            assertEquals("", Files.readString(errors()));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void endsTheServiceOfTheEmbeddedBoardWhileSomebodyIsConnected() throws Exception {
        var process = jumper("-q", "sim", "--tcp", "127.0.0.1:0").start();
        try {
            int port = Integer.parseInt(firstLine(process).replaceFirst(".*:", ""));
            try (var client = new Socket("127.0.0.1", port)) {
                client.setSoTimeout(SECONDS * 1000);
                client.getOutputStream().write('\r');
                assertTrue(client.getInputStream().read() >= 0);
                interrupt(process);
                client.getInputStream().readAllBytes(); // ends, for the service has closed the connection
            }
            assertEquals("", Files.readString(errors()));
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void breaksOffAnEndlessLoopOnInterrupt() throws Exception {
        var process = jumper("run", "-").start();
        try {
            try (var stdin = process.getOutputStream()) {
                stdin.write("print('on')\nwhile True: pass\n".getBytes(StandardCharsets.UTF_8));
            }
            assertEquals("on", firstLine(process));
            interrupt(process);
            assertEquals("", Files.readString(errors()));
        } finally {
            process.destroyForcibly();
        }
        board.jumper("eval", "'at the prompt'").prints("'at the prompt'\n");
    }

    @Test
    void endsMeasuringOnInterruptAndStillWritesItsChart() throws Exception {
        Path chart = folder.resolve("chart.svg");
        String circuit = "sim:" + Path.of("..", "examples", "weather", "weather.toml");
        var process = jumper("sense", "bme280", "--on", circuit, "--every", "50ms", "--svg", chart.toString())
                .start();
        try {
            String first = firstLine(process);
            assertTrue(first.startsWith("0.000  21.50 °C  "), first);
            interrupt(process);
            assertEquals("", Files.readString(errors()));
        } finally {
            process.destroyForcibly();
        }
        assertTrue(Files.readString(chart).contains("<polyline"));
    }
}
