package dev.jumper.emulator;

import java.nio.ByteBuffer;

/// A bounded queue of bytes, which counts the Ctrl-C in it. As a [Line] it is a cable that takes no time and makes
/// its sender wait while it is full, as USB does. Not thread-safe.
final class Ring implements Line {
    private static final int CTRL_C = 3;

    private final byte[] bytes;
    private int start;
    private int length;
    private int interruptKeys;

    Ring(int capacity) {
        bytes = new byte[capacity];
    }

    @Override
    public void advance(long now) {
        // nothing is ever under way
    }

    @Override
    public long next() {
        return NEVER;
    }

    @Override
    public long sentBy() {
        return Long.MIN_VALUE;
    }

    @Override
    public int capacity() {
        return bytes.length;
    }

    @Override
    public int length() {
        return length;
    }

    @Override
    public int room() {
        return bytes.length - length;
    }

    @Override
    public void clear() {
        length = 0;
        interruptKeys = 0;
    }

    void put(byte value) {
        bytes[(start + length) % bytes.length] = value;
        length++;
        interruptKeys += value == CTRL_C ? 1 : 0;
    }

    @Override
    public int put(ByteBuffer source) {
        int count = Math.min(source.remaining(), room());
        for (int i = source.position(); i < source.position() + count; i++) {
            interruptKeys += source.get(i) == CTRL_C ? 1 : 0;
        }
        int end = (start + length) % bytes.length;
        int first = Math.min(count, bytes.length - end);
        source.get(bytes, end, first);
        source.get(bytes, 0, count - first);
        length += count;
        return count;
    }

    @Override
    public int take(ByteBuffer target) {
        int count = Math.min(target.remaining(), length);
        for (int i = 0; interruptKeys > 0 && i < count; i++) {
            interruptKeys -= bytes[(start + i) % bytes.length] == CTRL_C ? 1 : 0;
        }
        int first = Math.min(count, bytes.length - start);
        target.put(bytes, start, first);
        target.put(bytes, 0, count - first);
        start = (start + count) % bytes.length;
        length -= count;
        return count;
    }

    @Override
    public int take() {
        int value = bytes[start] & 0xFF;
        start = (start + 1) % bytes.length;
        length--;
        interruptKeys -= value == CTRL_C ? 1 : 0;
        return value;
    }

    @Override
    public int first() {
        return bytes[start] & 0xFF;
    }

    @Override
    public int interruptKeys() {
        return interruptKeys;
    }

    @Override
    public boolean takeInterruptKey() {
        for (int i = 0; interruptKeys > 0 && i < length; i++) {
            if (bytes[(start + i) % bytes.length] == CTRL_C) {
                for (int j = i; j + 1 < length; j++) {
                    bytes[(start + j) % bytes.length] = bytes[(start + j + 1) % bytes.length];
                }
                length--;
                interruptKeys--;
                return true;
            }
        }
        return false;
    }
}
