package dev.jumper.devices.board;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The loop `_wu` of [WireProgram], in Java.
final class ReceiverModel {
    private final int count;
    private final int size;
    private final int piece;
    private final Map<Integer, byte[]> early = new HashMap<>();
    private final ByteArrayOutputStream content = new ByteArrayOutputStream();
    private byte[] held = {};
    private int written;
    private int taken;

    ReceiverModel(int count, int size, int piece) {
        this.piece = piece;
        this.count = count;
        this.size = size;
    }

    boolean complete() {
        return written == count;
    }

    byte[] content() {
        return content.toByteArray();
    }

    /// Takes bytes from the line, and returns its answers.
    byte[] take(byte[] bytes) {
        var answers = new ByteArrayOutputStream();
        for (byte b : bytes) {
            if (complete()) {
                break;
            }
            held = Arrays.copyOf(held, held.length + 1);
            held[held.length - 1] = b;
            taken++;
            if (held.length == size) {
                block(answers);
            } else if (held.length % piece == 0) {
                say(answers, 14, taken & 0xFF, taken >> 8);
            }
        }
        return answers.toByteArray();
    }

    private void block(ByteArrayOutputStream answers) {
        byte[] part = WireCode.decode(held);
        if (part == null) {
            int next = 1;
            while (next < size && held[next] != WireCode.TO_BOARD) {
                next++;
            }
            held = Arrays.copyOfRange(held, next, size);
            return;
        }
        int number = WireCode.number(held);
        held = new byte[0];
        taken = 0;
        if (number >= written) {
            early.put(number, part);
        }
        while (early.containsKey(written)) {
            content.writeBytes(early.remove(written++));
        }
        say(answers, 6, written, number);
    }

    private static void say(ByteArrayOutputStream answers, int kind, int first, int second) {
        answers.write(kind);
        answers.write(first);
        answers.write(second);
        answers.write(15 * kind + 3 * first + 5 * second);
    }
}
