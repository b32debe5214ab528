package dev.jumper.app.command;

import dev.jumper.app.session.Settings;
import dev.jumper.devices.board.MicroPythonBoard;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/// The options before the first command.
@Command(
        name = "jumper",
        synopsisHeading = "Usage: ",
        customSynopsis = "jumper [OPTIONS] [COMMAND [ARGUMENTS]] [+ COMMAND [ARGUMENTS]]...",
        description = {
            "",
            "Talks to MicroPython boards: on a serial port, over the network, or simulated in this program.",
            ":name is a file on the board. Several commands joined by + share one connection.",
            "Without a command: opens the board's prompt.",
            ""
        },
        optionListHeading = "Options:%n",
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "Exit status: 0 done, 1 exception on the board, 2 usage, 3 no such port or several, 4 permission, 5 busy,",
            "6 no prompt or no answer in time, 7 verification failed, 8 connection lost or I/O error,",
            "9 chip does not answer or answers wrongly, 130 interrupted."
        })
public final class Globals {
    @Option(
            names = {"-p", "--port"},
            paramLabel = "PORT",
            description = {
                "The board: a path, COM3, auto, id:SERIAL, socket://HOST:PORT, spy://PORT, sim:",
                "(default: the environment's JUMPER_PORT, else auto)"
            })
    private String port;

    @Option(
            names = {"-b", "--baud"},
            paramLabel = "RATE",
            description = "The rate of a serial port (default: 115200).")
    private Integer baud;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = {
                "How long the board may be silent before that is an error",
                "(default: 10, and without bound for programs of run and exec)"
            })
    private Double timeout;

    @Option(
            names = {"-v", "--verbose"},
            description = "Tell the time of each phase; twice, also the stack traces of errors.")
    private boolean[] verbose = {};

    @Option(
            names = {"-q", "--quiet"},
            description = "Tell no progress.")
    private boolean quiet;

    @Option(names = "--no-color", description = "Use no colours (as does the environment's NO_COLOR).")
    private boolean noColor;

    @Option(names = "--version", description = "Print the version.")
    private boolean version;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Print what there is to know of a command.")
    private boolean help;

    /// Takes the options that `words` begin with, in their plainest form.
    ///
    /// @return how many words they are, or -1 if there is anything here that picocli has to read; this object is of
    ///     no more use then
    public int takes(List<String> words) {
        var seen = new HashSet<String>();
        int at = 0;
        while (at < words.size() && words.get(at).startsWith("-")) {
            String option = words.get(at++);
            String value = at < words.size() ? words.get(at) : "-";
            boolean understood = switch (option) {
                case "-p", "--port" -> {
                    port = value;
                    at++;
                    yield !value.startsWith("-") && !Actions.isKnown(value) && seen.add("port");
                }
                case "-q", "--quiet" -> quiet = seen.add("quiet");
                case "-v", "--verbose" -> {
                    verbose = new boolean[verbose.length + 1];
                    yield true;
                }
                case "--no-color" -> noColor = seen.add("no-color");
                case "--version" -> version = seen.add("version");
                default -> false;
            };
            if (!understood) {
                return -1;
            }
        }
        return at;
    }

    /// Returns how to reach the board.
    ///
    /// @throws IllegalArgumentException if an option is out of range
    public Settings settings(String environmentPort) {
        if (baud != null && baud < 1) {
            throw new IllegalArgumentException("--baud " + baud + ": expected a rate of 1 or more, such as 115200");
        }
        if (timeout != null && !(timeout > 0 && timeout <= 86_400)) {
            throw new IllegalArgumentException(
                    "--timeout " + timeout + ": expected seconds, more than 0, 86400 at most");
        }
        String chosen =
                port != null ? port : environmentPort == null || environmentPort.isBlank() ? "auto" : environmentPort;
        return new Settings(
                chosen,
                baud == null ? OptionalInt.empty() : OptionalInt.of(baud),
                timeout == null ? MicroPythonBoard.DEFAULT_TIMEOUT : Duration.ofNanos((long) (timeout * 1e9)),
                timeout == null ? MicroPythonBoard.UNTIL_INTERRUPTED : Duration.ofNanos((long) (timeout * 1e9)));
    }

    /// Returns how often `-v` was given.
    public int verbosity() {
        return verbose.length;
    }

    /// Tells whether progress is unwanted.
    public boolean quiet() {
        return quiet;
    }

    /// Tells whether colours are unwanted.
    public boolean noColor() {
        return noColor;
    }

    /// Tells whether only the version is asked for.
    public boolean version() {
        return version;
    }
}
