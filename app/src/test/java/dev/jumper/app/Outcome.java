package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.session.Console;
import dev.jumper.hal.time.Ticks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// What one run of the command came to: its status, and what it wrote.
public record Outcome(int status, byte[] bytes, String err) {
    /// Runs the command in this process, with `input` as its standard input.
    public static Outcome of(String input, String... args) {
        return of(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                OutputStream.nullOutputStream(),
                args);
    }

    /// Runs the command in this process; `watch` sees what it prints as soon as it does.
    public static Outcome of(InputStream input, OutputStream watch, String... args) {
        var out = new ByteArrayOutputStream();
        var both = new OutputStream() {
            @Override
            public void write(int b) throws java.io.IOException {
                out.write(b);
                watch.write(b);
            }
        };
        var err = new ByteArrayOutputStream();
        var console = new Console(input, both, err, false, false, false);
        int status =
                new Jumper(console, Map.of(), Ticks.system()).run(List.of(args)).status();
        return new Outcome(status, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
    }

    public String out() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /// Demands success, `expected` on standard output, and nothing on standard error.
    public void prints(String expected) {
        assertEquals("", err);
        assertEquals(expected, out());
        assertEquals(0, status);
    }

    /// Demands success, `part` somewhere on standard output, and nothing on standard error.
    public void has(String part) {
        prints(out());
        assertTrue(out().contains(part), out());
    }

    /// Demands `expected` as the status, and one line on standard error with each of `words` in it.
    public void fails(int expected, String... words) {
        for (String word : words) {
            assertTrue(err.contains(word), word + " is not in: " + err);
        }
        assertEquals(1, err.lines().count(), err);
        assertTrue(err.startsWith("jumper: "), err);
        assertEquals(expected, status, err);
    }
}
