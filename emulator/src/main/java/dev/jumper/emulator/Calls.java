package dev.jumper.emulator;

import com.dylibso.chicory.runtime.ExportFunction;
import com.dylibso.chicory.runtime.Instance;
import com.dylibso.chicory.runtime.WasmFunctionHandle;
import java.util.concurrent.ThreadLocalRandom;

/// Everything that the interpreter asks of its host, by the name of the import.
final class Calls {
    private static final long[] NOTHING = {};

    private final FileCalls files;
    private final ProxyCalls proxies;
    private final Clock clock;
    private final Output output;

    Calls(FileCalls files, ProxyCalls proxies, Clock clock, Output output) {
        this.files = files;
        this.proxies = proxies;
        this.clock = clock;
        this.output = output;
    }

    /// Returns what the import `name` does.
    WasmFunctionHandle handle(String name) {
        if (name.startsWith("invoke_")) {
            return new Invoke(name.charAt("invoke_".length()) != 'v');
        }
        if (name.startsWith("__syscall_")) {
            return (instance, a) -> one(files.system(name, instance.memory(), a));
        }
        if (name.startsWith("fd_")) {
            return (instance, a) -> {
                try {
                    return one(files.descriptor(name, instance.memory(), a));
                } catch (InterruptedException e) {
                    throw killed();
                }
            };
        }
        return switch (name) {
            case "mp_js_ticks_ms" ->
                (_, _) -> {
                    try {
                        return one(clock.millis(output));
                    } catch (InterruptedException e) {
                        throw killed();
                    }
                };
            case "mp_js_time_ms" -> (_, _) -> one(Double.doubleToRawLongBits(clock.epochMillis()));
            case "mp_js_random_u32" -> (_, _) -> one(ThreadLocalRandom.current().nextInt());
            case "emscripten_resize_heap" -> (instance, a) -> one(grow(instance, a[0]));
            case "_emscripten_throw_longjmp" ->
                (_, _) -> {
                    throw LongJump.INSTANCE;
                };
            case "_abort_js" ->
                (_, _) -> {
                    throw new IllegalStateException("the interpreter aborted");
                };
            default -> (instance, a) -> one(proxies.call(name, instance, a));
        };
    }

    private static int grow(Instance instance, long wanted) {
        var memory = instance.memory();
        long pages = Math.ceilDiv((wanted & 0xFFFF_FFFFL) - 65536L * memory.pages(), 65536L);
        // by a quarter at least, or each allocation would copy the whole memory
        int most = memory.maximumPages() - memory.pages();
        if (pages > most) {
            return 0;
        }
        return memory.grow((int) Math.min(most, Math.max(pages, memory.pages() / 4))) >= 0 ? 1 : 0;
    }

    private static BoardReset killed() {
        return new BoardReset("reset from outside");
    }

    private static long[] one(long value) {
        return new long[] {value};
    }

    /// A call through the function table that a [LongJump] may end.
    private static final class Invoke implements WasmFunctionHandle {
        private final boolean returns;
        private ExportFunction stack;
        private ExportFunction restore;
        private ExportFunction thrown;

        Invoke(boolean returns) {
            this.returns = returns;
        }

        @Override
        public long[] apply(Instance instance, long... a) {
            if (stack == null) {
                stack = instance.export("emscripten_stack_get_current");
                restore = instance.export("_emscripten_stack_restore");
                thrown = instance.export("setThrew");
            }
            long saved = stack.apply()[0];
            var arguments = new long[a.length - 1];
            System.arraycopy(a, 1, arguments, 0, arguments.length);
            try {
                return instance.getMachine().call(instance.table(0).requiredRef((int) a[0]), arguments);
            } catch (LongJump e) {
                restore.apply(saved);
                thrown.apply(1, 0);
                return returns ? new long[1] : NOTHING;
            }
        }
    }
}
