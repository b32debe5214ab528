package dev.jumper.app.command;

import dev.jumper.bitbang.PolledEdges;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The edges of one pin, with their times since the log was started.
final class EdgeLog {
    private static final int ROOM = 256;

    /// How late the edge of a pin may be seen that keeps none itself.
    private static final long LIMIT = 1_000_000;

    /// An edge of a line, `nanos` after the start.
    record Edge(String name, long nanos, int level) {}

    private final String name;
    private final EdgeCapture capture;
    private final int firstLevel;
    private final long origin;
    private final long[] room = new long[ROOM];

    private EdgeLog(String name, EdgeCapture capture, int firstLevel, long origin) {
        this.name = name;
        this.capture = capture;
        this.firstLevel = firstLevel;
        this.origin = origin;
    }

    /// Starts to keep the edges of `pin`.
    static EdgeLog start(String name, Pin pin, Ticks ticks) throws IOException {
        var capture = PolledEdges.of(pin, ticks, LIMIT);
        int level = pin.isHigh() ? 1 : 0;
        capture.arm();
        return new EdgeLog(name, capture, level, ticks.nanos());
    }

    /// Returns the level at the start.
    int firstLevel() {
        return firstLevel;
    }

    /// Takes the edges that were kept so far.
    List<Edge> take() throws IOException {
        var edges = new ArrayList<Edge>();
        int count;
        do {
            count = capture.take(room, 0, ROOM, 0);
            for (int i = 0; i < count; i++) {
                edges.add(new Edge(name, EdgeCapture.nanos(room[i]) - origin, EdgeCapture.level(room[i])));
            }
        } while (count == ROOM);
        return edges;
    }

    /// Returns how many edges were lost.
    long lost() throws IOException {
        return capture.lost();
    }

    /// Ends it.
    void end() throws IOException {
        capture.disarm();
    }
}
