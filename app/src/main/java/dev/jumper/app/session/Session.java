package dev.jumper.app.session;

import dev.jumper.app.bench.Bench;
import dev.jumper.devices.board.BoardFiles;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.RemoteException;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One run of the command: a console, and one connection that all chained commands share, made when the first of
/// them needs it.
///
/// Used by one thread, except for [#interrupt].
public final class Session implements AutoCloseable {
    private final Console console;
    private final Settings settings;
    private final Ticks ticks;
    private volatile ByteStream stream;
    private volatile MicroPythonBoard board;
    private volatile boolean interrupted;
    private volatile Ending ending;
    private String advice = "";
    private final Map<String, Bench> benches = new LinkedHashMap<>();
    private Optional<Bench> latest = Optional.empty();
    private boolean connected;
    private boolean tidied;

    /// Ends something.
    @FunctionalInterface
    public interface Ending {
        /// Ends it.
        void end() throws IOException;
    }

    /// Makes a session that has connected to nothing yet.
    public Session(Console console, Settings settings, Ticks ticks) {
        this.console = console;
        this.settings = settings;
        this.ticks = ticks;
    }

    /// Returns where to read and write.
    public Console console() {
        return console;
    }

    /// Returns how the board is reached.
    public Settings settings() {
        return settings;
    }

    /// Returns the clock for times and deadlines.
    public Ticks ticks() {
        return ticks;
    }

    /// Returns the stream to the board, opened but with nothing said yet.
    public ByteStream stream() throws IOException {
        if (stream == null) {
            long start = ticks.nanos();
            var url = StreamUrl.parse(settings.port());
            if (settings.baud().isPresent()) {
                url = url.withDefault("baud", Integer.toString(settings.baud().getAsInt()));
            }
            stream = url.open();
            console.time("open " + url, ticks.nanos() - start);
        }
        return stream;
    }

    /// Returns the board at its raw prompt, with nothing on it that a broken upload has left.
    public MicroPythonBoard board() throws IOException {
        var found = boardAsLeft();
        tidy();
        return found;
    }

    /// Removes what a broken upload has left on the board, if there is reason to think that something is there.
    public void tidy() throws IOException {
        if (!tidied) {
            tidied = true;
            var files = boardAsLeft().files();
            openUploads().tidy(() -> removeLeftovers(files));
        }
    }

    private static int removeLeftovers(BoardFiles files) throws IOException {
        try {
            return files.removeLeftovers();
        } catch (RemoteException e) {
            if (e.interrupted()) {
                throw e;
            }
            return 0; // a board without files
        } catch (FileSystemException e) {
            return 0; // or with broken ones: the command that comes next may not care
        }
    }

    /// Returns the notes of uploads that have begun.
    public OpenUploads openUploads() {
        return new OpenUploads(StateFolder.path("uploads"), settings.port());
    }

    /// Returns the board at its raw prompt, as it is: what a broken upload has left may be gone on with.
    public MicroPythonBoard boardAsLeft() throws IOException {
        if (board == null) {
            board = MicroPythonBoard.over(stream(), ticks).timeout(settings.timeout());
        }
        if (!connected) {
            long start = ticks.nanos();
            board.connect();
            connected = true;
            console.time("connect", ticks.nanos() - start);
        }
        return board;
    }

    /// Gives the board back to its friendly prompt, so that somebody else may talk over [#stream]; the next
    /// [#board] connects again.
    public void release() throws IOException {
        if (connected) {
            connected = false;
            board.close();
            board = null;
        }
    }

    /// Returns the bench that `where` names, the same for all commands of a chain; if it names none, that of the
    /// command before.
    ///
    /// @throws IllegalArgumentException if there was none before
    public Bench bench(Optional<String> where) throws IOException {
        if (where.isPresent()) {
            var bench = benches.get(where.get());
            if (bench == null) {
                bench = Bench.open(where.get());
                benches.put(where.get(), bench);
            }
            latest = Optional.of(bench);
        }
        return latest.orElseThrow(() -> new IllegalArgumentException(
                "found no --on, expected where the pins are, such as --on sim:circuit.toml or --on pi"));
    }

    /// Sets what ends a command that waits for something other than the board.
    public void onInterrupt(Ending how) {
        ending = how;
    }

    /// Sets what to add to the message about the failure that is about to be thrown.
    public void advise(String text) {
        advice = text;
    }

    /// Returns what to add to the message about a failure, often nothing.
    public String advice() {
        return advice;
    }

    /// Breaks off what the board is doing, or what was set by [#onInterrupt]. From any thread.
    public void interrupt() throws IOException {
        interrupted = true;
        var how = ending;
        if (how != null) {
            how.end();
        }
        var running = board;
        if (running != null) {
            running.interrupt();
        }
    }

    /// Tells whether [#interrupt] was called.
    public boolean interrupted() {
        return interrupted;
    }

    /// Leaves the board at its friendly prompt and closes the connection, and the benches.
    @Override
    public void close() throws IOException {
        try {
            for (Bench bench : benches.values()) {
                bench.close();
            }
        } finally {
            benches.clear();
            disconnect();
        }
    }

    private void disconnect() throws IOException {
        long start = ticks.nanos();
        var opened = stream;
        if (opened == null) {
            return;
        }
        stream = null;
        try (opened) {
            if (connected) {
                connected = false;
                board.close();
            }
        }
        console.time("close", ticks.nanos() - start);
    }
}
