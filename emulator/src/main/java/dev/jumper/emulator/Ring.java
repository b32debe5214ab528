package dev.jumper.emulator;

import java.nio.ByteBuffer;

/// A bounded queue of bytes. Not thread-safe.
final class Ring {
    private final byte[] bytes;
    private int start;
    private int length;

    Ring(int capacity) {
        bytes = new byte[capacity];
    }

    int capacity() {
        return bytes.length;
    }

    int length() {
        return length;
    }

    int room() {
        return bytes.length - length;
    }

    void clear() {
        length = 0;
    }

    int put(ByteBuffer source) {
        int count = Math.min(source.remaining(), room());
        int end = (start + length) % bytes.length;
        int first = Math.min(count, bytes.length - end);
        source.get(bytes, end, first);
        source.get(bytes, 0, count - first);
        length += count;
        return count;
    }

    int take(ByteBuffer target) {
        int count = Math.min(target.remaining(), length);
        int first = Math.min(count, bytes.length - start);
        target.put(bytes, start, first);
        target.put(bytes, 0, count - first);
        start = (start + count) % bytes.length;
        length -= count;
        return count;
    }

    int take() {
        int value = bytes[start] & 0xFF;
        start = (start + 1) % bytes.length;
        length--;
        return value;
    }

    int first() {
        return bytes[start] & 0xFF;
    }

    /// Takes the first byte of this value out of the queue; false if there is none.
    boolean remove(int value) {
        for (int i = 0; i < length; i++) {
            if (bytes[(start + i) % bytes.length] == (byte) value) {
                for (int j = i; j + 1 < length; j++) {
                    bytes[(start + j) % bytes.length] = bytes[(start + j + 1) % bytes.length];
                }
                length--;
                return true;
            }
        }
        return false;
    }
}
