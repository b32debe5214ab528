package dev.jumper.sim.wave;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one line did: a first level, and edges in the order of their times. Immutable.
public final class Signal {
    /// A level that nobody knows; in a file read from elsewhere.
    public static final int UNKNOWN = 2;

    /// A line that nobody drives; in a file read from elsewhere.
    public static final int FLOATING = 3;

    private static final int CHUNK_BITS = 13;
    private static final int CHUNK = 1 << CHUNK_BITS;

    private final String name;
    private final int firstLevel;
    private final List<long[]> chunks;
    private final int edges;

    private Signal(String name, int firstLevel, List<long[]> chunks, int edges) {
        this.name = name;
        this.firstLevel = firstLevel;
        this.chunks = chunks;
        this.edges = edges;
    }

    /// Returns the name.
    public String name() {
        return name;
    }

    /// Returns the level before the first edge: 0, 1, [#UNKNOWN] or [#FLOATING].
    public int firstLevel() {
        return firstLevel;
    }

    /// Returns how many edges there are.
    public int edges() {
        return edges;
    }

    /// Returns the time of the edge at `index`, in nanoseconds.
    public long time(int index) {
        return at(index) >> 2;
    }

    /// Returns the level from the edge at `index` on; from before the first edge if it is -1.
    public int level(int index) {
        return index < 0 ? firstLevel : (int) at(index) & 3;
    }

    /// Returns the index of the last edge at or before `time`, -1 if there is none.
    public int edgeAt(long time) {
        int low = 0;
        int high = edges;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (time(middle) <= time) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    /// Returns the level at `time`; an edge at that very time has happened.
    public int levelAt(long time) {
        return level(edgeAt(time));
    }

    private long at(int index) {
        return chunks.get(index >> CHUNK_BITS)[index & CHUNK - 1];
    }

    /// A signal in the making. Eight bytes an edge, never copied while it grows.
    ///
    /// A line has one level at a moment: of several edges at the same time the last one counts, and if it changes
    /// nothing then none of them was there.
    public static final class Log {
        private final String name;
        private final List<long[]> chunks = new ArrayList<>();
        private int firstLevel;
        private long[] chunk = {};
        private int edges;
        private int last;
        private final long start;
        private long lastTime;

        /// Starts a signal whose edges may come at any time.
        public Log(String name, int firstLevel) {
            this(name, firstLevel, Long.MIN_VALUE);
        }

        /// Starts a signal at the time `start`; an edge at that time is its first level.
        public Log(String name, int firstLevel, long start) {
            this.name = name;
            this.firstLevel = firstLevel;
            this.last = firstLevel;
            this.start = start;
            this.lastTime = start;
        }

        /// Adds an edge, no earlier than the one before; one that changes nothing is left out.
        public void add(long time, int level) {
            if (level == last) {
                return;
            }
            if (time <= lastTime) {
                replace(time, level);
                return;
            }
            int at = edges & CHUNK - 1;
            if (at == 0) {
                chunk = new long[CHUNK];
                chunks.add(chunk);
            }
            chunk[at] = time << 2 | level;
            edges++;
            last = level;
            lastTime = time;
        }

        private void replace(long time, int level) {
            if (time < lastTime) {
                throw new IllegalArgumentException(
                        "signal %s: edge at %d ns comes after one at %d ns, expected edges in the order of their times"
                                .formatted(name, time, lastTime));
            }
            if (edges == 0) {
                firstLevel = level;
            } else if (levelBefore() == level) {
                drop();
            } else {
                chunk[edges - 1 & CHUNK - 1] = time << 2 | level;
            }
            last = level;
        }

        private int levelBefore() {
            return edges == 1 ? firstLevel : (int) at(edges - 2) & 3;
        }

        private void drop() {
            edges--;
            if ((edges & CHUNK - 1) == 0) {
                chunks.removeLast();
                chunk = edges == 0 ? new long[0] : chunks.getLast();
            }
            lastTime = edges == 0 ? start : at(edges - 1) >> 2;
        }

        private long at(int index) {
            return chunks.get(index >> CHUNK_BITS)[index & CHUNK - 1];
        }

        /// Returns what there is so far; edges that are added later do not appear in it.
        public Signal signal() {
            var frozen = new ArrayList<>(chunks);
            if (!frozen.isEmpty()) {
                frozen.set(frozen.size() - 1, Arrays.copyOf(chunk, (edges - 1 & CHUNK - 1) + 1));
            }
            return new Signal(name, firstLevel, frozen, edges);
        }
    }
}
