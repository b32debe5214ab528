package dev.jumper.serial;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandleProxies;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Linux's C library, all of whose functions are called in one shape: four longs in, one out.
///
/// A shape of its own for each function would cost 10 ms each at the start of a program. The calling conventions of
/// 64-bit Linux have an int passed, sign-extended, and returned where a long or an address is, and do not mind
/// arguments that the function does not take ("System V Application Binary Interface, AMD64", "Parameter Passing";
/// "Procedure Call Standard for the Arm 64-bit Architecture", "Parameter passing"; "RISC-V ABIs Specification",
/// "Integer Calling Convention"). `open` and `ioctl` take a variable argument; to announce one where there is none
/// does no harm.
@SuppressWarnings("restricted") // calling C is what this class is for
final class CLibrary {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final int ERRNO = (int) STATE.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
    private static final Shape CALL = MethodHandleProxies.asInterfaceInstance(
            Shape.class,
            LINKER.downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(2),
                    Linker.Option.captureCallState("errno")));

    private CLibrary() {}

    /// Returns the function of that name.
    static MemorySegment find(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    /// What a thread needs to call: where `errno` is put. Used by one thread at a time.
    static final class Caller {
        private final MemorySegment state;
        private final ByteBuffer seen;

        /// Makes a caller that lives as long as `arena`.
        Caller(Arena arena) {
            state = arena.allocate(STATE);
            seen = state.asByteBuffer().order(ByteOrder.nativeOrder());
        }

        /// Calls a function that returns an int, or a count that fits into one.
        ///
        /// @return what it returns, or `-errno` if that is -1
        int call(MemorySegment function, long first, long second, long third) {
            int result = (int) CALL.call(function, state, first, second, third, 0);
            return result == -1 ? -seen.getInt(ERRNO) : result;
        }
    }

    /// The shape; public because [MethodHandleProxies] asks for it, while nobody outside can see the class around
    /// it.
    public interface Shape {
        /// Calls `function`.
        long call(MemorySegment function, MemorySegment state, long first, long second, long third, long fourth);
    }
}
