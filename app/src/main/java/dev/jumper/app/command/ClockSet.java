package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.devices.Chips;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Sets a clock chip.
@Command(name = "set", description = "Sets a clock chip to this host's time, or to another, and prints it in UTC.")
final class ClockSet implements Action {
    @Parameters(index = "0", paramLabel = "CHIP", description = "The chip: ds3231, ds1307.")
    private String name;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TIME",
            description = "The time, such as 2026-11-21T14:30:00Z or 2026-11-21T15:30+01:00; without a zone it is UTC.")
    private String time;

    @Mixin
    private ChipOptions how;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        Instant wanted = time == null ? null : parse(time);
        var chip = Chips.named(name);
        var clock = ClockRead.open(chip, how, session, where);
        clock.set(wanted == null ? Instant.now() : wanted);
        session.console().print(clock.now().truncatedTo(ChronoUnit.SECONDS).toString());
    }

    private static Instant parse(String text) {
        try {
            return text.matches(".*T.*([zZ]|[+-][0-9:]+)")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            var cause = e.getCause() instanceof DateTimeException inner ? inner : e;
            String why = cause == e ? "" : " (" + cause.getMessage() + ")";
            throw new IllegalArgumentException(
                    "clock set " + text + ": found no time" + why + ", expected one such as 2026-11-21T14:30:00Z", e);
        }
    }
}
