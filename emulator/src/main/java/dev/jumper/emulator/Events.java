package dev.jumper.emulator;

/// What has happened that Python code wants to know of, by number, in the order in which it happened. Used by the
/// board's thread.
final class Events {
    /// Takes no interest in anything.
    static final Events NOBODY = new Events(0);

    /// How many may wait; what comes then is lost, as on a board whose handlers are too slow.
    private static final int ROOM = 64;

    private final int[] numbers;
    private int first;
    private int count;

    Events() {
        this(ROOM);
    }

    private Events(int room) {
        numbers = new int[room];
    }

    void add(int number) {
        if (count < numbers.length) {
            numbers[(first + count) % numbers.length] = number;
            count++;
        }
    }

    int count() {
        return count;
    }

    /// Takes the oldest; there must be one.
    int take() {
        int number = numbers[first];
        first = (first + 1) % numbers.length;
        count--;
        return number;
    }
}
