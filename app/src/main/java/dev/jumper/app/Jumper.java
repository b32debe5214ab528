package dev.jumper.app;

import dev.jumper.app.command.Action;
import dev.jumper.app.session.Complaint;
import dev.jumper.app.session.Console;
import dev.jumper.app.session.ExitCode;
import dev.jumper.app.session.Session;
import dev.jumper.devices.board.RemoteException;
import dev.jumper.hal.time.Ticks;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The `jumper` command.
public final class Jumper {
    private static final int HOOK_SECONDS = 5;

    private final Console console;
    private final Map<String, String> environment;
    private final Ticks ticks;
    private volatile Session session;

    /// Makes the command over a console and an environment.
    public Jumper(Console console, Map<String, String> environment, Ticks ticks) {
        this.console = console;
        this.environment = environment;
        this.ticks = ticks;
    }

    /// Runs the command and exits with its status.
    public static void main(String[] args) {
        String terminals = System.getProperty("jumper.terminals");
        if (terminals == null) {
            var system = System.console();
            terminals = system != null && system.isTerminal() ? "012" : "";
        }
        var console = new Console(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals.contains("0"),
                terminals.contains("1"),
                terminals.contains("2"));
        var jumper = new Jumper(console, System.getenv(), Ticks.system());
        var over = new CountDownLatch(1);
        // Ctrl-C, and every other polite end, comes as a shutdown: the board is broken off and left at its prompt, and
        // the JVM then exits with 130 by itself.
        Runtime.getRuntime().addShutdownHook(new Thread(() -> jumper.stop(over), "jumper-stop"));
        ExitCode code;
        try {
            code = jumper.run(List.of(args));
        } finally {
            over.countDown();
        }
        System.exit(code.status());
    }

    private void stop(CountDownLatch over) {
        try {
            var running = session;
            if (over.getCount() > 0 && running != null) {
                running.interrupt();
                if (!over.await(HOOK_SECONDS, TimeUnit.SECONDS)) {
                    running.close();
                }
            }
        } catch (IOException e) {
            // the connection is gone, and with it what there was to break off
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs what `args` say; failures are told on the console, and come back as a status.
    public ExitCode run(List<String> args) {
        ExitCode code;
        try {
            code = execute(args);
            console.flush();
        } catch (IOException | RuntimeException e) {
            code = fail(e instanceof UncheckedIOException u ? u.getCause() : e);
        }
        return session != null && session.interrupted() ? ExitCode.INTERRUPTED : code;
    }

    private ExitCode execute(List<String> args) throws IOException {
        long start = ticks.nanos();
        var line = PlainLine.read(args).orElseGet(() -> CommandLineReader.read(args));
        var globals = line.globals();
        boolean color = !globals.noColor()
                && environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "").equals("dumb");
        console.tell(globals.quiet(), globals.verbosity(), color && console.errTerminal());
        if (line.help().isPresent()) {
            console.out().write(line.help().get().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return ExitCode.OK;
        }
        if (globals.version()) {
            console.print("jumper " + Version.current());
            return ExitCode.OK;
        }
        if (globals.verbosity() > 0) {
            var age = ProcessAge.nanos();
            if (age.isPresent()) {
                console.time("start of the JVM", age.getAsLong() - (ticks.nanos() - start));
            }
        }
        console.time("reading the command line", ticks.nanos() - start);
        try (var opened = new Session(console, globals.settings(environment.get("JUMPER_PORT")), ticks)) {
            session = opened;
            for (Action action : line.actions()) {
                action.run(opened);
            }
            console.flush();
        }
        console.time("all but the start", ticks.nanos() - start);
        return ExitCode.OK;
    }

    private ExitCode fail(Exception failure) {
        boolean stopped = session != null && session.interrupted();
        try {
            if (stopped) {
                console.flush();
            } else if (failure instanceof RemoteException remote) {
                console.err(remote.traceback().stripTrailing().replace("\r\n", "\n") + "\n");
            } else {
                console.complain(Complaint.of(failure) + (session == null ? "" : session.advice()));
            }
            if (console.verbosity() > 1 && !stopped) {
                var trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                console.err(trace.toString());
            }
        } catch (IOException e) {
            // there is nowhere left to tell it
        }
        return ExitCode.of(failure);
    }
}
