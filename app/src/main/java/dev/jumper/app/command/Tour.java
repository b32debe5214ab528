package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Session;
import dev.jumper.app.session.Settings;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.Progress;
import dev.jumper.devices.board.RemoteException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows what Jumper does, on the embedded board and a simulated circuit.
@Command(
        name = "tour",
        description = "Shows in a few seconds what Jumper does, on a simulated board and a simulated circuit.")
public final class Tour implements Action {
    private static final String PROGRAM = """
        import sys
        def primes(limit):
            found = []
            for n in range(2, limit):
                if all(n % p for p in found):
                    found.append(n)
            return found
        print('Python', sys.version.split(';')[0], 'on', sys.platform)
        print('primes below 50:', *primes(50))
        """;
    private static final String LOOP = """
        import time
        n = 0
        while True:
            print('still running', n)
            n += 1
            time.sleep(0.1)
        """;
    private static final int LINES_BEFORE_INTERRUPT = 3;

    @Option(
            names = "--files",
            paramLabel = "DIR",
            description = "Where to leave the waveform of the circuit (default: jumper-tour).")
    private Path folder = Path.of("jumper-tour");

    @Override
    public void run(Session session) throws IOException {
        var console = session.console();
        long start = session.ticks().nanos();
        var settings = new Settings(
                "sim:", OptionalInt.empty(), MicroPythonBoard.DEFAULT_TIMEOUT, MicroPythonBoard.DEFAULT_TIMEOUT);
        try (var visit = new Session(console, settings, session.ticks())) {
            title(console, "1. A board boots: a real MicroPython, inside this Java program");
            var board = visit.board();
            Info.print(console, board.info(), board.files().space());

            title(console, "2. It runs a program");
            console.print(PROGRAM.strip().indent(2).stripTrailing());
            console.print("  prints:");
            Execution.stream(visit, PROGRAM);

            title(console, "3. Its clock is set, and files are copied to it and back");
            board.clock().set(Instant.now());
            console.print("the board's clock says " + board.clock().now().truncatedTo(ChronoUnit.SECONDS));
            copyBothWays(console, board);

            title(console, "4. Its files, dated by its clock");
            list(console, board);

            title(console, "5. An endless loop is broken off");
            breakOff(visit, board);
        }
        title(console, "6. A chip on a simulated circuit, read over a bus that is made of two pins");
        TourCircuit.show(console, folder);
        title(console, "7. Three chips on a circuit that a file describes, over three kinds of bus");
        TourChips.show(console);
        title(
                console,
                "That took %.1f s. What to type next:"
                        .formatted((session.ticks().nanos() - start) / 1e9));
        console.print("""
            ./jumper -p sim: repl           the prompt of a fresh simulated board (Ctrl-] leaves)
            ./jumper sim                    the simulated board as a serial port, for any program
            ./jumper devs                   the serial ports of this machine
            ./jumper run main.py            your program on your board; -p PORT if there are several
            ./jumper cp -r src/. : + ls -l  your files to your board, and a listing
            ./jumper wave %s --decode i2c:scl,sda
                                            the waveform once more; --svg and --png for pictures
            ./jumper chips                  the chips that are known, and how each is attached
            ./jumper sense bme280 --on sim:examples/weather/weather.toml --every 1s --plot
                                            a chip on a circuit of your own; jumper pin, i2c, ... the same way
            ./jumper --help                 everything else\
            """.formatted(folder.resolve("i2c.vcd")));
    }

    private static void title(Console console, String text) throws IOException {
        console.print("");
        console.print(console.bold(text));
        console.flush();
    }

    private static Map<String, byte[]> folder() {
        byte[] every = new byte[256];
        for (int i = 0; i < every.length; i++) {
            every[i] = (byte) i;
        }
        byte[] noise = new byte[20_000];
        new Random(1).nextBytes(noise);
        var files = new LinkedHashMap<String, byte[]>();
        files.put("main.py", PROGRAM.getBytes(StandardCharsets.UTF_8));
        files.put("every-byte.bin", every);
        files.put("empty", new byte[0]);
        files.put("grüße.txt", "Grüße, 世界\n".getBytes(StandardCharsets.UTF_8));
        files.put("noise.bin", noise);
        return files;
    }

    private static void copyBothWays(Console console, MicroPythonBoard board) throws IOException {
        var files = board.files();
        files.mkdir("tour");
        for (var file : folder().entrySet()) {
            String path = "tour/" + file.getKey();
            byte[] content = file.getValue();
            files.upload(path, new ByteArrayInputStream(content), content.length, Progress.NONE);
            var back = new ByteArrayOutputStream();
            files.download(path, back, Progress.NONE);
            byte[] here = sha256(content);
            boolean same = Arrays.equals(here, sha256(back.toByteArray()))
                    && files.sha256(path)
                            .map(there -> Arrays.equals(here, there))
                            .orElse(true);
            if (!same) {
                throw new IOException(
                        "tour: " + path + ": came back with other bytes than were sent, expected the same");
            }
            console.print("%-15s %6d bytes there and back, SHA-256 %s... the same in all three places"
                    .formatted(file.getKey(), content.length, HexFormat.of().formatHex(here, 0, 6)));
            console.flush();
        }
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void list(Console console, MicroPythonBoard board) throws IOException {
        for (var entry : board.files().list("tour")) {
            console.print("%10d  %s  %s"
                    .formatted(entry.stat().size(), Ls.time(entry.stat().mtime()), entry.name()));
        }
    }

    private static void breakOff(Session visit, MicroPythonBoard board) throws IOException {
        var lines = new AtomicInteger();
        var console = visit.console();
        try {
            board.exec(
                    LOOP,
                    bytes -> {
                        while (bytes.hasRemaining()) {
                            byte b = bytes.get();
                            if (b != '\r') {
                                console.out().write(b);
                            }
                            if (b == '\n' && lines.incrementAndGet() == LINES_BEFORE_INTERRUPT) {
                                board.interrupt();
                            }
                        }
                        console.flush();
                    },
                    Duration.ofSeconds(5));
        } catch (RemoteException e) {
            if (!e.interrupted()) {
                throw e;
            }
            console.print("-> " + e.type() + " in line " + e.line()
                    + "; the board is at its prompt again, and 6 * 7 is " + board.eval("6 * 7"));
            return;
        }
        throw new IOException("tour: the endless loop ended by itself, expected it to be broken off");
    }
}
