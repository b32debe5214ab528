package dev.jumper.bench;

/// The bytes that travel.
final class Samples {
    /// How many bytes a transfer has.
    static final int LENGTH = 256;

    private Samples() {}

    /// Returns bytes that look random, the same as in the C program.
    static byte[] bytes() {
        var bytes = new byte[LENGTH];
        int state = 1;
        for (int i = 0; i < LENGTH; i++) {
            state = state * 1_103_515_245 + 12_345;
            bytes[i] = (byte) (state >>> 16);
        }
        return bytes;
    }
}
