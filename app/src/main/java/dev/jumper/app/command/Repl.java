package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.app.terminal.EchoedLine;
import dev.jumper.app.terminal.History;
import dev.jumper.app.terminal.Keys;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jline.terminal.Attributes;
import org.jline.terminal.TerminalBuilder;
import picocli.CommandLine.Command;

/// Opens the board's own prompt.
@Command(
        name = "repl",
        description = "Opens the board's prompt, with history and the board's completion; Ctrl-] leaves.")
public final class Repl implements Action {
    private static final int KEY_MILLIS = 50;
    private static final int INDENT = 4;
    private static final long QUIET_NANOS = 400_000_000;
    private static final long INPUT_NANOS = 2_000_000;
    private static final String PASTE_ON = "\033[?2004h";
    private static final String PASTE_OFF = "\033[?2004l";

    @Override
    public void run(Session session) throws IOException {
        var console = session.console();
        session.board();
        session.release();
        var link = new PromptLink(session.stream(), session.ticks(), console);
        if (console.inTerminal() && console.outTerminal()) {
            console.note("jumper: at the board's prompt; Ctrl-] leaves");
            interactive(session, link);
        } else {
            piped(session, link);
        }
    }

    private static void interactive(Session session, PromptLink link) throws IOException {
        var history = History.open(History.userFile());
        try (var terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(false)
                .nativeSignals(false)
                .encoding(StandardCharsets.UTF_8)
                .build()) {
            var saved = terminal.enterRawMode();
            var raw = terminal.getAttributes();
            raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
            terminal.setAttributes(raw);
            Runnable restore = () -> terminal.setAttributes(saved);
            var hook = new Thread(restore, "terminal-restore");
            Runtime.getRuntime().addShutdownHook(hook);
            try (link) {
                session.console().out().write(PASTE_ON.getBytes(StandardCharsets.US_ASCII));
                link.start();
                link.send("\r");
                var typist = new Typist(link, history);
                var keys = new Keys(typist);
                var reader = terminal.reader();
                while (!typist.left && link.alive()) {
                    int c = reader.read(KEY_MILLIS);
                    if (c >= 0) {
                        keys.feed((char) c);
                    } else if (c == -1) {
                        break;
                    } else {
                        keys.idle();
                    }
                    typist.remember();
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            } finally {
                session.console().out().write((PASTE_OFF + "\r\n").getBytes(StandardCharsets.US_ASCII));
                session.console().flush();
                restore.run();
                Runtime.getRuntime().removeShutdownHook(hook);
            }
            link.check();
        }
    }

    /// Without a terminal: what comes in is typed, and when it ends and the board has fallen silent, so do we.
    private static void piped(Session session, PromptLink link) throws IOException {
        try (link) {
            link.start();
            link.send("\r");
            var input = new FutureTask<>(session.console().in()::readAllBytes);
            // a read of standard input cannot be broken off: the end of the board is not to wait for it
            Thread.ofPlatform().daemon().name("prompt-input").start(input);
            while (link.alive() && !input.isDone() && !session.interrupted()) {
                session.ticks().delay(INPUT_NANOS);
            }
            if (input.isDone()) {
                String text = new String(read(input), StandardCharsets.UTF_8);
                link.sendPaced(text.replace("\r\n", "\r").replace('\n', '\r'));
                link.awaitQuiet(QUIET_NANOS);
            }
        }
        link.check();
    }

    private static byte[] read(FutureTask<byte[]> input) throws IOException {
        try {
            return input.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("repl: interrupted");
        }
    }

    /// Does what each key asks for.
    private static final class Typist implements Keys.Listener {
        private final PromptLink link;
        private final History history;
        private final EchoedLine line;
        private boolean left;

        Typist(PromptLink link, History history) {
            this.link = link;
            this.history = history;
            this.line = link.line();
        }

        @Override
        public void type(String text) {
            link.send(text);
        }

        @Override
        public void enter() {
            link.send("\r");
        }

        /// Adds to the history what the board has echoed to its end.
        void remember() {
            try {
                for (var text = line.takeFinished(); text.isPresent(); text = line.takeFinished()) {
                    history.add(text.get());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void up() {
            var typed = settled();
            if (typed.isEmpty()) {
                link.send("\033[A");
            } else {
                history.older(typed.get()).ifPresent(older -> link.sendPaced(erasing(typed.get()) + older));
            }
        }

        @Override
        public void down() {
            var typed = settled();
            if (typed.isEmpty()) {
                link.send("\033[B");
            } else {
                history.younger().ifPresent(younger -> link.sendPaced(erasing(typed.get()) + younger));
            }
        }

        private Optional<String> settled() {
            link.settle();
            remember();
            return line.typed();
        }

        private static String erasing(String typed) {
            return "\033[F" + "\177".repeat(typed.length());
        }

        @Override
        public void paste(String text) {
            String lines = text.replace("\r\n", "\r").replace('\n', '\r');
            var typed = settled();
            if (lines.indexOf('\r') < 0 || typed.isEmpty() || !line.atEnd()) {
                link.sendPaced(lines);
            } else if (line.atStatement()) {
                // the board's paste mode: no auto-indent, and nothing runs before all has arrived
                link.sendPaced(erasing(typed.get()) + "\005");
                link.sendPaced((typed.get() + lines).replaceAll("[\001-\010\016-\037]", ""));
                link.sendPaced("\004");
            } else {
                link.sendPaced(unindenting(lines));
            }
        }

        /// Takes back the indentation that the board adds to each new line of a statement that goes on.
        private static String unindenting(String lines) {
            var keys = new StringBuilder();
            int indent = 0;
            for (String line : lines.split("(?<=\r)")) {
                // more of them than there are spaces do no harm
                keys.append("\177".repeat(keys.isEmpty() ? 0 : indent + INDENT)).append(line);
                indent = Math.max(indent, line.length() - line.stripLeading().length());
            }
            return keys.toString();
        }

        @Override
        public void leave() {
            left = true;
        }
    }
}
