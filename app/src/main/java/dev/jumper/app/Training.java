package dev.jumper.app;

import dev.jumper.app.session.Console;
import dev.jumper.emulator.Bridge;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.serial.Pty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// What the launcher has the JVM watch to make its ahead-of-time cache: the usual commands on a serial port with a
/// simulated board at its other end, a chip on a circuit, then one on the embedded board. Expected to be run with
/// its output thrown away.
final class Training {
    private Training() {}

    /// Trains, and exits as [Jumper#main] does.
    public static void main(String[] args) throws IOException {
        if (EmbeddedBoard.available() && System.getProperty("os.name").equals("Linux")) {
            onAPort();
        }
        onACircuit();
        Jumper.main(new String[] {"-q", "-p", "sim:", "eval", "1+1"});
    }

    /// Runs commands on a serial port whose board is in this process.
    ///
    /// @return the status that the command ended with
    static int onAPort() throws IOException {
        var ticks = Ticks.system();
        var rtc = new SoftRtc(ticks, Instant.now());
        var file = Files.createTempFile("jumper-training", null);
        try (var board = EmbeddedBoard.boot(new MemoryVfs(rtc), rtc, ticks);
                var port = Pty.open(ticks);
                var _ = Bridge.join(board.stream(), port, ticks)) {
            Files.writeString(file, "print('hello')\n".repeat(100));
            String line = "-q -p %s eval 1+1 + exec pass + cp %2$s :x.py + cp -f :x.py %2$s + cat :x.py + ls -l"
                    .formatted(port.path(), file);
            return run(line);
        } finally {
            Files.delete(file);
        }
    }

    /// Reads a chip on the circuit of a file.
    ///
    /// @return the status that the command ended with
    static int onACircuit() throws IOException {
        var file = Files.createTempFile("jumper-training", ".toml");
        try {
            Files.writeString(file, """
                net = { SCL = "up", SDA = "up" }
                host = { scl = "SCL", sda = "SDA" }
                part.chip = { kind = "bme280", scl = "SCL", sda = "SDA", celsius = [[0, 20], [10, 21.5]] }
                """);
            return run("-q sense bme280 --on sim:%s + i2c scan".formatted(file));
        } finally {
            Files.delete(file);
        }
    }

    private static int run(String line) {
        var silent = new Console(
                InputStream.nullInputStream(),
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                false,
                false,
                false);
        return new Jumper(silent, Map.of(), Ticks.system())
                .run(List.of(line.split(" ")))
                .status();
    }
}
