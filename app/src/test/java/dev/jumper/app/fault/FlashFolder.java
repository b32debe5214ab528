package dev.jumper.app.fault;

import dev.jumper.app.Cable;
import dev.jumper.app.Outcome;
import dev.jumper.app.ServedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.HostVfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

/// The flash of a board: a folder, which outlives the board that is booted on it.
record FlashFolder(Path folder) {
    /// A failure is to be told so soon after the plug was pulled.
    static final long LIMIT_SECONDS = 2;

    private static final long PATIENCE_SECONDS = 60;

    static byte[] random(long seed, int length) {
        var bytes = new byte[length];
        new java.util.Random(seed).nextBytes(bytes);
        return bytes;
    }

    ServedBoard boot(UnaryOperator<ByteStream> wrapping) throws IOException {
        var rtc = new SoftRtc(Ticks.system(), Instant.parse("2026-11-21T14:30:00Z"));
        return ServedBoard.boot(HostVfs.over(folder, rtc), rtc, wrapping);
    }

    Path put(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    /// Returns the names in the folder, sorted.
    TreeSet<String> names() throws IOException {
        try (var names = Files.list(folder)) {
            var sorted = new TreeSet<String>();
            names.forEach(path -> sorted.add(path.getFileName().toString()));
            return sorted;
        }
    }

    /// What a command came to that nothing disturbed.
    ///
    /// @param bytes that went over the cable
    record Undisturbed(Outcome outcome, long bytes) {}

    /// Runs a command that nothing disturbs, which must end well.
    Undisturbed undisturbed(String... command) throws IOException {
        var cable = new AtomicReference<Cable>();
        try (var board = boot(stream -> {
            cable.set(Cable.counting(stream, Long.MAX_VALUE, () -> {}));
            return cable.get();
        })) {
            var outcome = board.jumper(command);
            if (outcome.status() != 0) {
                throw new AssertionError(outcome.err());
            }
            return new Undisturbed(outcome, cable.get().passed());
        }
    }

    /// What became of a command whose board was unplugged.
    ///
    /// @param port where the board was
    record Unplugged(Outcome outcome, String port, boolean pulled) {}

    /// Runs a command and pulls the plug when `bytes` have gone over the cable; demands its end within
    /// [#LIMIT_SECONDS] of that.
    Unplugged unplugAfter(long bytes, String... command) throws Exception {
        var plug = new AtomicReference<ServedBoard>();
        var pulled = new AtomicLong();
        var out = new CountDownLatch(1);
        try (var board = boot(stream -> Cable.counting(stream, bytes, () -> {
            try {
                pulled.set(System.nanoTime());
                plug.get().unplug();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                out.countDown();
            }
        }))) {
            plug.set(board);
            var run = new FutureTask<>(() -> {
                try {
                    return board.jumper(command);
                } finally {
                    out.countDown(); // it may be over before
                }
            });
            var thread = Thread.ofPlatform().daemon().start(run);
            if (!out.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("neither ended nor reached byte " + bytes);
            }
            Outcome outcome;
            try {
                outcome = run.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                var where = new AssertionError("unplugged at byte " + bytes + ", still here: " + command[0]);
                where.setStackTrace(thread.getStackTrace());
                throw where;
            }
            if (pulled.get() != 0) {
                SeedSource.took(System.nanoTime() - pulled.get());
            }
            return new Unplugged(outcome, board.path(), pulled.get() != 0);
        }
    }
}
