package dev.jumper.sim;

import java.util.Arrays;

/// Changes of nets whose listeners are still to be told, oldest first: a ring that allocates only to grow.
final class ChangeQueue {
    private Net[] nets = new Net[16];
    private int[] levels = new int[16];
    private int first;
    private int size;

    boolean isEmpty() {
        return size == 0;
    }

    void add(Net net, int level) {
        if (size == nets.length) {
            grow();
        }
        int at = first + size & nets.length - 1;
        nets[at] = net;
        levels[at] = level;
        size++;
    }

    /// Returns the net of the oldest change.
    Net net() {
        return nets[first];
    }

    /// Tells the listeners of the oldest change, which leaves the queue.
    void tellNext() {
        var net = nets[first];
        int level = levels[first];
        first = first + 1 & nets.length - 1;
        size--;
        net.tell(level);
    }

    void clear() {
        size = 0;
    }

    private void grow() {
        int length = nets.length;
        nets = Arrays.copyOf(nets, length * 2);
        levels = Arrays.copyOf(levels, length * 2);
        System.arraycopy(nets, 0, nets, length, first);
        System.arraycopy(levels, 0, levels, length, first);
    }
}
