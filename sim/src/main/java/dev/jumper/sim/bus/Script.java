package dev.jumper.sim.bus;

import dev.jumper.hal.DeviceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The transactions that a playback expects, in order.
final class Script {
    private final String bus;
    private final List<Step> steps = new ArrayList<>();
    private int done;
    private boolean closed;

    /// Makes an empty script for a bus that is called `bus` in messages.
    Script(String bus) {
        this.bus = bus;
    }

    void add(Step step) {
        steps.add(step);
    }

    /// Makes the step that was added last fail.
    void fail(DeviceException.Kind kind, int index) {
        if (steps.isEmpty()) {
            throw new IllegalStateException(bus + ": nothing to fail yet; expect a transaction first");
        }
        String message = "%s, step %d: %s: %s, as its script says"
                .formatted(bus, steps.size(), steps.getLast().request(), kind);
        steps.set(steps.size() - 1, steps.getLast().failing(new Failure(Optional.of(kind), index, message)));
    }

    /// Returns the next step, which stays the next.
    Optional<Step> peek() {
        return done < steps.size() ? Optional.of(steps.get(done)) : Optional.empty();
    }

    /// Goes on by one step, which must be `request`, and returns its answer.
    String play(String request) throws IOException {
        if (closed) {
            throw new IllegalStateException(bus + " is closed");
        }
        var next = peek();
        done++;
        var step = next.orElseThrow(
                () -> new AssertionError("step %d: %s, after the end of the script".formatted(done, request)));
        if (!step.request().equals(request)) {
            throw new AssertionError("step %d: %s, expected %s".formatted(done, request, step.request()));
        }
        if (step.failure().isPresent()) {
            throw step.failure().get().error();
        }
        return step.answer();
    }

    void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (done < steps.size()) {
            throw new AssertionError("%d of %d steps never happened, first step %d: %s"
                    .formatted(
                            steps.size() - done,
                            steps.size(),
                            done + 1,
                            steps.get(done).request()));
        }
    }

    /// Returns the lines of a text that hold steps.
    static List<String> lines(String text) {
        return text.lines()
                .map(String::stripLeading)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /// Returns the error for a line that is no step.
    static IllegalArgumentException malformed(String line, String expected) {
        return new IllegalArgumentException("script has the line \"%s\", expected %s".formatted(line, expected));
    }
}
