package dev.jumper.sim;

import dev.jumper.hal.EdgeCapture;

/// The edges that a host pin keeps: a ring of fixed size, which drops and counts what it has no room for.
///
/// What lasts no time, two changes at one moment, is not kept: no counter of edges could see it.
final class CapturedEdges implements NetListener {
    private final Circuit circuit;
    private final long[] ring;
    private boolean armed;
    private int first;
    private int size;
    private long lost;

    CapturedEdges(Circuit circuit, int capacity) {
        this.circuit = circuit;
        this.ring = new long[capacity];
    }

    void arm() {
        armed = true;
        size = 0;
        lost = 0;
    }

    void disarm() {
        armed = false;
    }

    boolean isArmed() {
        return armed;
    }

    long lost() {
        return lost;
    }

    /// Moves up to `count` edges, oldest first, into `edges`, and returns how many.
    int drain(long[] edges, int offset, int count) {
        int taken = Math.min(count, size);
        for (int i = 0; i < taken; i++) {
            edges[offset + i] = ring[first];
            first = first + 1 == ring.length ? 0 : first + 1;
        }
        size -= taken;
        return taken;
    }

    /// Lets time pass until `count` edges have moved into `edges` or `timeoutNanos` are over; returns how many
    /// moved.
    int await(long[] edges, int offset, int count, long timeoutNanos) {
        long until = circuit.momentIn(timeoutNanos);
        int taken = 0;
        while (taken < count && circuit.nextMoment(until)) {
            taken += drain(edges, offset + taken, count - taken);
        }
        return taken;
    }

    @Override
    public void changed(Net net, int level) {
        if (!armed) {
            return;
        }
        long now = circuit.nanos();
        if (size > 0 && lost == 0 && EdgeCapture.nanos(ring[at(size - 1)]) == now) {
            size--;
        } else if (size == ring.length) {
            lost++;
        } else {
            ring[at(size)] = EdgeCapture.edge(now, level);
            size++;
        }
    }

    private int at(int index) {
        int slot = first + index;
        return slot < ring.length ? slot : slot - ring.length;
    }
}
