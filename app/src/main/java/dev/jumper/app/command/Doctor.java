package dev.jumper.app.command;

import dev.jumper.app.machine.Checkup;
import dev.jumper.app.machine.Finding;
import dev.jumper.app.machine.Machine;
import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Looks for what keeps pins, buses and ports from working.
@Command(
        name = "doctor",
        description = {
            "Tells what keeps pins, buses and ports of this machine from working, and what to do about it.",
            "Each finding is ok, off (not there, which may be as it should), taken (by somebody else) or wrong.",
            "Changes nothing. Exits with 8 if anything is wrong."
        })
public final class Doctor implements Action {
    private static final String INDENT = "  ";

    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        show(session, Checkup.of(Machine.system()), json);
    }

    /// Shows `findings`.
    ///
    /// @throws IOException after that, if anything is wrong
    static void show(Session session, List<Finding> findings, boolean json) throws IOException {
        var console = session.console();
        if (json) {
            console.print(Json.text(findings.stream().map(Doctor::record).toList()));
        } else {
            int states = findings.stream()
                    .mapToInt(f -> f.state().toString().length())
                    .max()
                    .orElse(0);
            int subjects =
                    findings.stream().mapToInt(f -> f.subject().length()).max().orElse(0);
            String margin = "\n" + " ".repeat(states + subjects) + INDENT.repeat(2);
            for (Finding finding : findings) {
                String state = finding.state().toString();
                console.print(colour(finding.state(), state, console.outColour())
                        + " ".repeat(states - state.length())
                        + INDENT
                        + finding.subject()
                        + " ".repeat(subjects - finding.subject().length())
                        + INDENT
                        + finding.found()
                        + (finding.expected().isEmpty() ? "" : margin + "expected: " + finding.expected())
                        + (finding.remedy().isEmpty() ? "" : margin + "remedy: " + finding.remedy()));
            }
        }
        long wrong = findings.stream()
                .filter(finding -> finding.state() == Finding.State.WRONG)
                .count();
        if (wrong > 0) {
            throw new IOException("doctor: found " + (wrong == 1 ? "1 thing" : wrong + " things")
                    + " wrong, expected none; each is told with its remedy");
        }
    }

    private static String colour(Finding.State state, String text, boolean coloured) {
        if (!coloured) {
            return text;
        }
        return switch (state) {
                    case OK -> "\033[32m";
                    case OFF, TAKEN -> "\033[33m";
                    case WRONG -> "\033[31m";
                }
                + text + "\033[0m";
    }

    private static Json record(Finding finding) {
        return new Json()
                .with("state", finding.state().toString())
                .with("subject", finding.subject())
                .with("found", finding.found())
                .with("expected", finding.expected().isEmpty() ? null : finding.expected())
                .with("remedy", finding.remedy().isEmpty() ? null : finding.remedy());
    }
}
