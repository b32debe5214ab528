package dev.jumper.emulator;

import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import java.nio.charset.StandardCharsets;

/// How Python code reaches Java: the interpreter takes the module `_jumper` for an object of JavaScript, whose
/// functions are those of [Hardware]. A value crosses as three 32-bit words, the first of which says its kind.
///
/// No Java exception crosses: a function that fails returns a [Failure], and the Python code above it raises.
final class ProxyCalls {
    static final int SIZE = 12;
    /// Words 0 of a value for an object of ours; word 1 is its number.
    static final int OBJECT = 7;
    /// The number of the module; its functions follow.
    static final int MODULE = 2;

    private static final int FROM_BOOL = 2;
    private static final int FROM_INT = 3;
    private static final int FROM_FLOAT = 4;
    private static final int FROM_STRING = 5;
    private static final int FROM_FUNCTION = 6;
    private static final int NONE = 1;
    private static final int BOOL = 2;
    private static final int INT = 3;
    private static final int FLOAT = 4;
    private static final int STRING = 5;

    private final Hardware hardware;

    ProxyCalls(Hardware hardware) {
        this.hardware = hardware;
    }

    /// Performs one of the interpreter's calls on objects.
    long call(String name, Instance instance, long[] a) {
        Memory memory = instance.memory();
        switch (name) {
            case "lookup_attr" -> {
                int function = a[0] == MODULE ? hardware.number(text(memory, a[1])) : -1;
                if (function >= 0) {
                    memory.writeI32((int) a[2], OBJECT);
                    memory.writeI32((int) a[2] + 4, MODULE + 1 + function);
                }
                return function >= 0 ? 1 : 0;
            }
            case "has_attr" -> {
                return a[0] == MODULE && hardware.number(text(memory, a[1])) >= 0 ? 1 : 0;
            }
            case "call0" -> perform(instance, a[0], new Object[0], a[1]);
            case "call1" -> perform(instance, a[0], new Object[] {value(instance, a[2])}, a[3]);
            case "call2" -> perform(instance, a[0], new Object[] {value(instance, a[2]), value(instance, a[3])}, a[4]);
            case "calln" -> perform(instance, a[0], values(instance, (int) a[2], a[3]), a[4]);
            case "call0_kwarg" -> write(instance, a[5], null);
            case "calln_kwarg" -> write(instance, a[7], null);
            case "js_reflect_construct", "js_subscr_load" -> write(instance, a[a.length - 1], null);
            case "js_get_iter", "js_get_error_info" -> write(instance, a[a.length - 1], null);
            case "create_promise" -> write(instance, a[1], null);
            case "js_check_existing" -> {
                return -1;
            }
            case "js_then_continue" -> write(instance, a[4], null);
            default -> {
                // conversions and promises have no meaning here: a value stays what it is
            }
        }
        return 0;
    }

    private void perform(Instance instance, long function, Object[] values, long out) {
        write(instance, out, hardware.call((int) function - MODULE - 1, new Arguments(instance, values)));
    }

    private static Object[] values(Instance instance, int count, long at) {
        var values = new Object[count];
        for (int i = 0; i < count; i++) {
            values[i] = value(instance, at + (long) SIZE * i);
        }
        return values;
    }

    private static Object value(Instance instance, long at) {
        Memory memory = instance.memory();
        int first = memory.readInt((int) at + 4);
        return switch (memory.readInt((int) at)) {
            case FROM_BOOL -> first != 0 ? 1 : 0;
            case FROM_INT -> first;
            case FROM_FLOAT ->
                Double.longBitsToDouble(first & 0xFFFF_FFFFL | (long) memory.readInt((int) at + 8) << 32);
            case FROM_STRING ->
                new String(memory.readBytes(memory.readInt((int) at + 8), first), StandardCharsets.UTF_8);
            case FROM_FUNCTION -> new Arguments.Function(first);
            default -> null;
        };
    }

    private static void write(Instance instance, long out, Object value) {
        Memory memory = instance.memory();
        int at = (int) out;
        switch (value) {
            case null -> memory.writeI32(at, NONE);
            case Boolean bit -> {
                memory.writeI32(at, BOOL);
                memory.writeI32(at + 4, bit ? 1 : 0);
            }
            case Integer number -> {
                memory.writeI32(at, INT);
                memory.writeI32(at + 4, number);
            }
            case Double number -> {
                memory.writeI32(at, FLOAT);
                // two words on any multiple of 4
                long bits = Double.doubleToRawLongBits(number);
                memory.writeI32(at + 4, (int) bits);
                memory.writeI32(at + 8, (int) (bits >>> 32));
            }
            default -> {
                byte[] bytes = value.toString().getBytes(StandardCharsets.UTF_8);
                int buffer = (int) instance.export("malloc").apply(bytes.length + 1L)[0];
                memory.write(buffer, bytes);
                memory.writeByte(buffer + bytes.length, (byte) 0);
                memory.writeI32(at, STRING);
                memory.writeI32(at + 4, bytes.length);
                memory.writeI32(at + 8, buffer);
            }
        }
    }

    private static String text(Memory memory, long at) {
        return memory.readCString((int) at, StandardCharsets.UTF_8);
    }
}
