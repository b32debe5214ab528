package dev.jumper.emulator;

import com.dylibso.chicory.runtime.ByteArrayMemory;
import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.HostFunction;
import com.dylibso.chicory.runtime.ImportFunction;
import com.dylibso.chicory.runtime.ImportValues;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.WasmModule;
import com.dylibso.chicory.wasm.types.FunctionImport;
import com.dylibso.chicory.wasm.types.MemoryLimits;
import dev.jumper.emulator.wasm.MicroPythonModule;
import java.nio.charset.StandardCharsets;

/// One run of the interpreter, from power-on to reset: MicroPython's WebAssembly build, compiled to classes.
///
/// Used by one thread, except [#interrupt] and [#interruptible]. Once an exception has come out of a method, the
/// instance is of no more use.
final class MicroPython {
    private static final int INITIAL_PAGES = 259; // what the module asks for
    private static final int PYTHON_STACK = 2048; // words, as its own JavaScript asks for
    private static final int SHORT_CODE = 1024;
    private static final int LARGEST_BLOCK = 1 << 24;
    private static final int SMALLEST_BLOCK = 1 << 10;
    private static final int CTRL_C = 3;

    private final Instance instance;
    private final ExportFunction type;
    private final ExportFunction interruptKey;
    private final ExportFunction interrupt;
    private final int source;
    private final int result;

    /// Starts an interpreter.
    MicroPython(Calls calls, EmbeddedBoard.Memory memory) {
        int most = memory.fixed() ? INITIAL_PAGES : Math.max(INITIAL_PAGES, memory.pages());
        var limits = new MemoryLimits(INITIAL_PAGES, most);
        instance = Instance.builder(MicroPythonModule.load())
                .withMachineFactory(MicroPythonModule::create)
                .withMemoryLimits(limits)
                .withMemoryFactory(ByteArrayMemory::new)
                .withImportValues(imports(MicroPythonModule.load(), calls))
                .build();
        type = instance.export("mp_js_repl_process_char");
        interruptKey = instance.export("mp_hal_get_interrupt_char");
        interrupt = instance.export("mp_sched_keyboard_interrupt");
        instance.export("emscripten_stack_init").apply();
        instance.export("__wasm_call_ctors").apply();
        instance.export("mp_js_init").apply(PYTHON_STACK, memory.heap());
        instance.export("proxy_c_init").apply();
        source = allocate(SHORT_CODE);
        result = allocate(ProxyCalls.SIZE);
        if (memory.fixed()) {
            useUp(memory.heap() / 2);
        }
        register("_jumper", ProxyCalls.MODULE);
    }

    /// Tells whether this build has an interpreter in it; one without npm has an empty module in its place.
    static boolean available() {
        return MicroPythonModule.load().exportSection().exportCount() > 0;
    }

    /// Starts the prompt, which prints its banner.
    void startPrompt() {
        instance.export("mp_js_repl_init").apply();
    }

    /// Gives the prompt one byte, and returns true if the board is to restart.
    boolean type(int value) {
        return (type.apply(value)[0] & 0x100) != 0;
    }

    /// Tells whether code runs that a Ctrl-C would break off; for any thread.
    boolean interruptible() {
        return (int) interruptKey.apply()[0] == CTRL_C;
    }

    /// Raises KeyboardInterrupt in the code that runs; for any thread.
    void interrupt() {
        interrupt.apply();
    }

    /// Runs Python code in `__main__` and returns an empty string, or the type of the exception that it
    /// ended with, a 0x04 and the traceback.
    String execute(byte[] code) {
        Memory memory = instance.memory();
        int at = code.length < SHORT_CODE ? source : claim(code.length + 1);
        if (at == 0) {
            return "MemoryError\u0004MemoryError: no " + code.length + " bytes for the code\r\n";
        }
        memory.write(at, code);
        memory.writeByte(at + code.length, (byte) 0);
        instance.export("mp_js_do_exec").apply(at, code.length, result);
        String error = "";
        if (memory.readInt(result) == -1) {
            int text = memory.readInt(result + 8);
            error = new String(memory.readBytes(text, memory.readInt(result + 4)), StandardCharsets.UTF_8);
            free(text);
        }
        if (at != source) {
            free(at);
        }
        return error;
    }

    /// Leaves `spare` bytes outside the heap for short-lived needs. The heap grows by doubling itself, which then
    /// fails.
    private void useUp(int spare) {
        int kept = allocate(spare);
        for (int size = LARGEST_BLOCK; size >= SMALLEST_BLOCK; size /= 2) {
            int at;
            do {
                at = claim(size);
            } while (at != 0);
        }
        free(kept);
    }

    private void register(String name, int object) {
        Memory memory = instance.memory();
        byte[] bytes = (name + "\0").getBytes(StandardCharsets.UTF_8);
        int text = allocate(bytes.length);
        int value = allocate(ProxyCalls.SIZE);
        memory.write(text, bytes);
        memory.writeI32(value, ProxyCalls.OBJECT);
        memory.writeI32(value + 4, object);
        instance.export("mp_js_register_js_module").apply(text, value);
        free(value);
        free(text);
    }

    private int claim(int size) {
        return (int) instance.export("malloc").apply(size)[0];
    }

    private int allocate(int size) {
        int at = claim(size);
        if (at == 0) {
            throw new IllegalStateException("the interpreter has no " + size + " bytes for its host");
        }
        return at;
    }

    private void free(int at) {
        instance.export("free").apply(at);
    }

    private static ImportValues imports(WasmModule module, Calls calls) {
        var section = module.importSection();
        var functions = new ImportFunction[section.importCount()];
        for (int i = 0; i < functions.length; i++) {
            var function = (FunctionImport) section.getImport(i);
            String name = function.name();
            functions[i] = new HostFunction(
                    function.module(), name, module.typeSection().getType(function.typeIndex()), calls.handle(name));
        }
        return ImportValues.builder().addFunction(functions).build();
    }
}
