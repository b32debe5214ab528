package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Shows or sets the board's clock.
@Command(name = "rtc", description = "Shows the board's clock in UTC, or sets it.")
public final class RtcCommand implements Action {
    @Option(
            names = "--set",
            arity = "0..1",
            fallbackValue = "now",
            paramLabel = "TIME",
            description = "Set it first: to this host's time, or with --set=TIME to one such as 2026-11-21T14:30:00Z.")
    private String set;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        Instant time = set == null || set.equals("now") ? null : parse(set);
        var clock = session.board().clock();
        if (set != null) {
            clock.set(time == null ? Instant.now() : time);
        }
        Instant shown = clock.now().truncatedTo(ChronoUnit.SECONDS);
        session.console()
                .print(
                        json
                                ? new Json()
                                        .with("utc", shown.toString())
                                        .with("seconds", shown.getEpochSecond())
                                        .toString()
                                : shown.toString());
    }

    private static Instant parse(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "rtc --set=" + text + ": found no time, expected one such as 2026-11-21T14:30:00Z", e);
        }
    }
}
