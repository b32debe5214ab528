package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Prints the levels of pins.
@Command(name = "read", description = "Prints the level of each pin, 0 or 1.")
final class PinRead implements Action {
    @Parameters(arity = "1..*", paramLabel = "PIN", description = "The pins.")
    private List<String> names;

    @Mixin
    private PullOption pull;

    @Mixin
    private BenchOptions where;

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        pull.check();
        var bench = where.open(session);
        var records = new ArrayList<Json>();
        for (String name : names) {
            var pin = bench.pin(name);
            pull.apply(pin);
            int level = pin.isHigh() ? 1 : 0;
            if (json) {
                records.add(new Json().with("pin", name).with("level", level));
            } else {
                session.console().print(names.size() == 1 ? Integer.toString(level) : name + " " + level);
            }
        }
        if (json) {
            session.console().print(Json.text(records));
        }
    }
}
