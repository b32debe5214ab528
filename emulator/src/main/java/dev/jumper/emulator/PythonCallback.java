package dev.jumper.emulator;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// A Python function that Java calls with three small numbers, and that returns one. It handles all exceptions by
/// itself. Called only while Python code waits in a call to Java.
final class PythonCallback {
    private static final int ARGUMENTS = 3;
    private static final int FROM_INT = 3; // as ProxyCalls reads it
    private static final int TO_INT = 3; // as ProxyCalls writes it
    private static final int EXCEPTION = -1;

    private final Instance instance;
    private final ExportFunction call;
    private final ExportFunction free;
    private final ExportFunction interrupt;
    private final int function;
    private final int arguments;
    private final int result;

    /// `function` is the number by which the interpreter knows the Python function.
    PythonCallback(Instance instance, int function) {
        this.instance = instance;
        this.function = function;
        call = instance.export("proxy_c_to_js_call");
        free = instance.export("free");
        interrupt = instance.export("mp_sched_keyboard_interrupt");
        arguments = (int) instance.export("malloc").apply((ARGUMENTS + 1L) * ProxyCalls.SIZE)[0];
        result = arguments + ARGUMENTS * ProxyCalls.SIZE;
        if (arguments == 0) {
            throw new IllegalStateException("no memory for calls from Java");
        }
        for (int i = 0; i < ARGUMENTS; i++) {
            instance.memory().writeI32(arguments + i * ProxyCalls.SIZE, TO_INT);
        }
    }

    /// Calls the function.
    ///
    /// @throws KeyboardInterrupt if a Ctrl-C came before the function could handle it
    /// @throws IOException if it did not return a number: it had no memory left for its own work
    int call(int first, int second, int third) throws IOException {
        Memory memory = instance.memory();
        memory.writeI32(arguments + 4, first);
        memory.writeI32(arguments + ProxyCalls.SIZE + 4, second);
        memory.writeI32(arguments + 2 * ProxyCalls.SIZE + 4, third);
        call.apply(function, ARGUMENTS, arguments, result);
        int kind = memory.readInt(result);
        if (kind == FROM_INT) {
            return memory.readInt(result + 4);
        }
        if (kind == EXCEPTION) {
            int text = memory.readInt(result + 8);
            byte[] bytes = memory.readBytes(text, memory.readInt(result + 4));
            free.apply(text);
            if (new String(bytes, StandardCharsets.UTF_8).startsWith("KeyboardInterrupt")) {
                throw new KeyboardInterrupt();
            }
        }
        throw new IOException("code in Python that Java called failed");
    }

    /// Raises KeyboardInterrupt in the code that runs.
    void interrupt() {
        interrupt.apply();
    }

    /// Ctrl-C ended the function.
    static final class KeyboardInterrupt extends IOException {
        private static final long serialVersionUID = 1;

        KeyboardInterrupt() {
            super("Ctrl-C");
        }
    }
}
