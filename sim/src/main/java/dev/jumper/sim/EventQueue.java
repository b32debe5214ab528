package dev.jumper.sim;

import java.util.Arrays;

/// What is to happen, by time and then by the order in which it was asked for: a binary heap.
final class EventQueue {
    private long[] times = new long[16];
    private long[] orders = new long[16];
    private Runnable[] actions = new Runnable[16];
    private int size;
    private long nextOrder;

    void add(long time, Runnable action) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
            orders = Arrays.copyOf(orders, size * 2);
            actions = Arrays.copyOf(actions, size * 2);
        }
        int at = size++;
        long order = nextOrder++;
        while (at > 0) {
            int parent = (at - 1) / 2;
            if (times[parent] <= time) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        put(at, time, order, action);
    }

    boolean isEmpty() {
        return size == 0;
    }

    boolean isDue(long time) {
        return size > 0 && times[0] <= time;
    }

    long nextTime() {
        return times[0];
    }

    Runnable take() {
        var first = actions[0];
        size--;
        long time = times[size];
        long order = orders[size];
        var action = actions[size];
        actions[size] = null;
        int at = 0;
        while (size > 0) {
            int child = 2 * at + 1;
            if (child >= size) {
                break;
            }
            if (child + 1 < size && isBefore(child + 1, times[child], orders[child])) {
                child++;
            }
            if (!isBefore(child, time, order)) {
                break;
            }
            move(child, at);
            at = child;
        }
        if (size > 0) {
            put(at, time, order, action);
        }
        return first;
    }

    private boolean isBefore(int index, long time, long order) {
        return times[index] < time || times[index] == time && orders[index] < order;
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], actions[from]);
    }

    private void put(int at, long time, long order, Runnable action) {
        times[at] = time;
        orders[at] = order;
        actions[at] = action;
    }
}
