package dev.jumper.app;

import dev.jumper.emulator.Bridge;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.serial.Pty;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/// The embedded board at the far end of a serial port made of software, as a board on a cable is.
public final class ServedBoard implements AutoCloseable {
    private final EmbeddedBoard board;
    private final Pty port;
    private final Bridge bridge;

    private ServedBoard(EmbeddedBoard board, Pty port, Bridge bridge) {
        this.board = board;
        this.port = port;
        this.bridge = bridge;
    }

    public static ServedBoard boot() throws IOException {
        return boot(cable -> cable);
    }

    /// Boots a board with `flash` bytes for files, whose clock keeps `clock`, beginning with 2026-11-21T14:30:00Z.
    public static ServedBoard boot(long flash, Ticks clock) throws IOException {
        var ticks = Ticks.system();
        var port = Pty.open(ticks);
        var rtc = new SoftRtc(clock, Instant.parse("2026-11-21T14:30:00Z"));
        rtc.set(Instant.parse("2026-11-21T14:30:00Z"));
        var board = EmbeddedBoard.boot(new MemoryVfs(rtc, flash), rtc, ticks);
        return new ServedBoard(board, port, Bridge.join(board.stream(), port, ticks));
    }

    /// Boots a board whose cable is what `wrapping` makes of it.
    public static ServedBoard boot(UnaryOperator<ByteStream> wrapping) throws IOException {
        var ticks = Ticks.system();
        var rtc = new SoftRtc(ticks, Instant.now());
        return boot(new MemoryVfs(rtc), rtc, wrapping);
    }

    /// Boots a board with these files and this clock, whose cable is what `wrapping` makes of it.
    public static ServedBoard boot(Vfs files, Rtc rtc, UnaryOperator<ByteStream> wrapping) throws IOException {
        var ticks = Ticks.system();
        var port = Pty.open(ticks);
        var board = EmbeddedBoard.boot(files, rtc, ticks);
        return new ServedBoard(board, port, Bridge.join(wrapping.apply(board.stream()), port, ticks));
    }

    public String path() {
        return port.path();
    }

    /// Runs the command in this process, quietly, on this board, which it knows by the name `port`.
    public static Outcome jumperAt(Path port, String... args) {
        return Outcome.of("", quietly(port.toString(), args));
    }

    /// Runs the command in this process, quietly, on this board.
    public Outcome jumper(String... args) {
        return Outcome.of("", line(args));
    }

    public Outcome jumper(InputStream input, OutputStream watch, String... args) {
        return Outcome.of(input, watch, line(args));
    }

    private String[] line(String... args) {
        return quietly(path(), args);
    }

    private static String[] quietly(String port, String... args) {
        var all = new ArrayList<>(List.of("-q", "-p", port));
        all.addAll(List.of(args));
        return all.toArray(String[]::new);
    }

    /// Presses the board's reset button.
    public void reset() {
        board.reset();
    }

    /// Pulls the plug.
    public void unplug() throws IOException {
        port.close();
    }

    @Override
    public void close() throws IOException {
        try (board;
                port;
                bridge) {
            // all three are closed, whichever fails
        }
    }
}
