package dev.jumper.app.command;

import dev.jumper.app.bench.Bench;
import dev.jumper.app.session.Session;
import dev.jumper.devices.Chips;
import dev.jumper.devices.memory.Eeprom24;
import dev.jumper.hal.stream.Exact;
import dev.jumper.hal.time.Deadline;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which EEPROM, and where in it.
final class EepromOptions {
    /// The largest chip takes some ten seconds at 100 kHz, and as long to burn its pages.
    private static final Duration LIMIT = Duration.ofMinutes(10);

    @Parameters(index = "0", paramLabel = "CHIP", description = "The chip, by its size: 24c02, 24c32, ...")
    private String name;

    @Option(names = "--from", paramLabel = "N", description = "The first byte (default: 0).")
    private String from = "0";

    @Mixin
    private ChipOptions how;

    @Mixin
    private BenchOptions where;

    /// Returns how many bytes the chip has.
    ///
    /// @throws IllegalArgumentException if it is no EEPROM
    int size() {
        var chip = Chips.named(name);
        for (var size : Eeprom24.Size.values()) {
            if (chip.name().equals(size.toString())) {
                return size.bytes();
            }
        }
        throw new IllegalArgumentException(
                "eeprom: " + chip.name() + " is a " + chip.kind() + ", expected an EEPROM such as 24c32");
    }

    /// Returns where to begin.
    int first() {
        return Numbers.whole("--from", from, 0, size() - 1);
    }

    /// Checks that `count` bytes fit from the first one on, before anything is written.
    void requireRoom(int count) {
        int room = size() - first();
        if (count > room) {
            throw new IllegalArgumentException(
                    "eeprom: found %d bytes to write from %d on, expected at most %d, for a %s has %d"
                            .formatted(count, first(), room, Chips.named(name).name(), size()));
        }
    }

    /// Reads as many bytes as `target` has room for, from the first one on, and returns what the chip is called.
    String read(Session session, byte[] target) throws IOException {
        var bench = where.open(session);
        var memory = open(bench);
        Exact.over(memory, bench.ticks()).readFully(ByteBuffer.wrap(target), Deadline.after(bench.ticks(), LIMIT));
        return memory.toString();
    }

    /// Writes all of `bytes`, from the first one on, each page verified.
    void write(Session session, byte[] bytes) throws IOException {
        var bench = where.open(session);
        var memory = open(bench).verified();
        memory.ioctl(Eeprom24.SEEK, first());
        Exact.over(memory, bench.ticks()).writeFully(ByteBuffer.wrap(bytes), Deadline.after(bench.ticks(), LIMIT));
    }

    private Eeprom24 open(Bench bench) throws IOException {
        var memory = (Eeprom24) how.open(Chips.named(name), bench);
        memory.ioctl(Eeprom24.SEEK, first());
        return memory;
    }
}
