package dev.jumper.gpio.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/// The structures that the kernel fills in, read, and those it is handed, written.
public final class Structs {
    private Structs() {}

    /// What `struct gpiochip_info` says.
    public record ChipFields(String name, String label, int lines) {}

    /// What `struct gpio_v2_line_info` says; `debounceMicros` is 0 if there is none.
    public record LineFields(int offset, String name, String consumer, long flags, long debounceMicros) {}

    /// Reads a `struct gpiochip_info`.
    public static ChipFields chip(MemorySegment info) {
        return new ChipFields(text(info, 0), text(info, Uapi.CHIP_LABEL), info.get(JAVA_INT, Uapi.CHIP_LINES));
    }

    /// Asks, in a `struct gpio_v2_line_info`, for the line `offset`.
    public static void ask(MemorySegment info, int offset) {
        info.fill((byte) 0);
        info.set(JAVA_INT, Uapi.INFO_OFFSET, offset);
    }

    /// Reads a `struct gpio_v2_line_info`.
    public static LineFields line(MemorySegment info) {
        long debounce = 0;
        int attributes = info.get(JAVA_INT, Uapi.INFO_ATTRIBUTES);
        for (int i = 0; i < attributes; i++) {
            long at = Uapi.INFO_FIRST_ATTRIBUTE + (long) i * Uapi.ATTRIBUTE_SIZE;
            if (info.get(JAVA_INT, at) == Uapi.DEBOUNCE_ATTRIBUTE) {
                debounce = Integer.toUnsignedLong(info.get(JAVA_INT, at + Uapi.ATTRIBUTE_VALUE));
            }
        }
        return new LineFields(
                info.get(JAVA_INT, Uapi.INFO_OFFSET),
                text(info, 0),
                text(info, Uapi.INFO_CONSUMER),
                info.get(JAVA_LONG, Uapi.INFO_FLAGS),
                debounce);
    }

    /// Writes a `struct gpio_v2_line_request`, all but its configuration.
    ///
    /// @param consumer who asks, in at most 31 bytes of UTF-8
    /// @param events how many events the kernel keeps, 0 for its own choice
    public static void request(MemorySegment request, int[] offsets, String consumer, int events) {
        request.fill((byte) 0);
        for (int i = 0; i < offsets.length; i++) {
            request.set(JAVA_INT, (long) i * JAVA_INT.byteSize(), offsets[i]);
        }
        byte[] name = consumer.getBytes(StandardCharsets.UTF_8);
        MemorySegment.copy(name, 0, request, JAVA_BYTE, Uapi.REQUEST_CONSUMER, name.length);
        request.set(JAVA_INT, Uapi.REQUEST_LINES, offsets.length);
        request.set(JAVA_INT, Uapi.REQUEST_BUFFER, events);
    }

    /// Returns where the configuration of a request lies.
    public static MemorySegment config(MemorySegment request) {
        return request.asSlice(Uapi.REQUEST_CONFIG, Uapi.CONFIG_SIZE);
    }

    /// Returns the descriptor that the kernel put into a request.
    public static int descriptor(MemorySegment request) {
        return request.get(JAVA_INT, Uapi.REQUEST_DESCRIPTOR);
    }

    /// Reads a name, which need not end in a zero if it fills its field.
    private static String text(MemorySegment struct, int at) {
        int end = 0;
        while (end < Uapi.NAME_SIZE && struct.get(JAVA_BYTE, at + end) != 0) {
            end++;
        }
        var bytes = new byte[end];
        MemorySegment.copy(struct, JAVA_BYTE, at, bytes, 0, end);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
