package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.devices.Chip;
import dev.jumper.devices.Chips;
import dev.jumper.hal.time.Rtc;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the time of a clock chip.
@Command(
        name = "read",
        description = {
            "Prints the time of a clock chip, in UTC.",
            "Says so on standard error if it cannot be trusted, because the clock had stopped or was never set."
        })
final class ClockRead implements Action {
    @Parameters(paramLabel = "CHIP", description = "The chip: ds3231, ds1307.")
    private String name;

    @Mixin
    private ChipOptions how;

    @Mixin
    private BenchOptions where;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        var chip = Chips.named(name);
        var clock = open(chip, how, session, where);
        boolean trusted = clock.trusted();
        Instant time = clock.now().truncatedTo(ChronoUnit.SECONDS);
        if (json) {
            session.console()
                    .print(new Json()
                            .with("utc", time.toString())
                            .with("seconds", time.getEpochSecond())
                            .with("trusted", trusted)
                            .toString());
            return;
        }
        session.console().print(time.toString());
        if (!trusted) {
            session.console()
                    .note("jumper: " + chip.name()
                            + ": the clock had stopped, so its time is wrong; set it by clock set, and check"
                            + " its battery");
        }
    }

    /// Opens a clock chip.
    ///
    /// @throws IllegalArgumentException if the chip is none
    static Rtc open(Chip<?> chip, ChipOptions how, Session session, BenchOptions where) throws IOException {
        if (chip.kind().equals("clock") && how.open(chip, where.open(session)) instanceof Rtc clock) {
            return clock;
        }
        throw new IllegalArgumentException(
                "clock: " + chip.name() + " is a " + chip.kind() + ", expected a chip of the kind clock");
    }
}
