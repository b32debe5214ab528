package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints each change of pins.
@Command(
        name = "watch",
        description = {
            "Prints each change of pins with its time in seconds, until Ctrl-C.",
            "The first lines are the levels at the start."
        })
final class PinWatch implements Action {
    private static final long LOOK = 10_000_000;

    @Parameters(arity = "1..*", paramLabel = "PIN", description = "The pins.")
    private List<String> names;

    @Mixin
    private PullOption pull;

    @Option(names = "--for", paramLabel = "TIME", description = "End after this time: 300ms, 10s.")
    private String duration;

    @Option(names = "--count", paramLabel = "N", description = "End after so many changes.")
    private Integer count;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        pull.check();
        long end = duration == null ? Long.MAX_VALUE : Numbers.nanos("--for", duration);
        if (count != null && count < 1) {
            throw new IllegalArgumentException("--count: found " + count + ", expected 1 or more");
        }
        int most = count == null ? Integer.MAX_VALUE : count;
        var bench = where.open(session);
        var logs = new ArrayList<EdgeLog>();
        for (String name : names) {
            var pin = bench.pin(name);
            pull.apply(pin);
            logs.add(EdgeLog.start(name, pin, bench.ticks()));
        }
        var pace = Pace.of(session, bench);
        for (int i = 0; i < names.size(); i++) {
            print(session, 0, names.get(i), logs.get(i).firstLevel());
        }
        session.console().flush();
        int seen = 0;
        long now = 0;
        boolean on = true;
        while (on && now < end && seen < most) {
            now = Math.min(end, now + LOOK);
            on = pace.await(now);
            seen += show(session, logs, end, most - seen);
        }
        for (EdgeLog log : logs) {
            if (log.lost() > 0) {
                session.console().note("jumper: pin watch: " + log.lost() + " changes came too fast and were lost");
            }
            log.end();
        }
    }

    private static int show(Session session, List<EdgeLog> logs, long end, int most) throws IOException {
        var edges = new ArrayList<EdgeLog.Edge>();
        for (EdgeLog log : logs) {
            edges.addAll(log.take());
        }
        edges.removeIf(edge -> edge.nanos() > end);
        edges.sort(Comparator.comparingLong(EdgeLog.Edge::nanos));
        var shown = edges.subList(0, Math.min(edges.size(), most));
        for (var edge : shown) {
            print(session, edge.nanos(), edge.name(), edge.level());
        }
        if (!shown.isEmpty()) {
            session.console().flush();
        }
        return shown.size();
    }

    private static void print(Session session, long nanos, String name, int level) throws IOException {
        session.console().print(String.format(Locale.ROOT, "%.6f %s %d", nanos / 1e9, name, level));
    }
}
