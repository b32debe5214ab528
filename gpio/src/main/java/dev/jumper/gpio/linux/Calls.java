package dev.jumper.gpio.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.VarHandle;
import java.util.Locale;
import java.util.Optional;

/// The calls of Linux's C library that pins need. Each returns what the call does, or `-errno` if it failed.
///
/// An object holds the memory in which the kernel leaves its error number, so that no call allocates: one for each
/// line or chip, used by one thread at a time.
///
/// All functions are called in one shape, six longs in and one out: the calling conventions of 64-bit Linux pass an
/// int where they pass a long, and do not mind arguments that a function does not take ("System V Application
/// Binary Interface, AMD64", "Parameter Passing"; "Procedure Call Standard for the Arm 64-bit Architecture",
/// "Parameter passing"). `open` and `ioctl` take a variable argument; to announce one where there is none does no
/// harm. Numbers are those of the generic Linux interface: `asm-generic/fcntl.h`, `asm-generic/errno-base.h`,
/// `asm-generic/poll.h`.
@SuppressWarnings("restricted") // calling C is what this class is for
public final class Calls {
    /// Interrupted by a signal.
    public static final int EINTR = 4;
    /// The descriptor can be read.
    public static final int POLLIN = 1;
    /// The device failed or is gone.
    public static final int POLLERR = 8;
    /// The device is gone.
    public static final int POLLHUP = 16;

    private static final int O_RDWR = 2;
    private static final int O_CLOEXEC = 0x80000;
    private static final int O_SYNC = 0x101000;
    private static final int EFD_NONBLOCK = 0x800;
    private static final int PROT_READ_WRITE = 3; // asm-generic/mman-common.h
    private static final int MAP_SHARED = 1;
    private static final int SCHED_FIFO = 1; // linux/sched.h
    private static final int MCL_CURRENT = 1; // asm-generic/mman.h, also the next two
    private static final int MCL_FUTURE = 2;
    private static final int MCL_ONFAULT = 4;

    /// `struct pollfd`: an int and two shorts.
    private static final int POLLFD = 8;

    private static final int POLL_EVENTS = 4;
    private static final int POLL_RESULT = 6;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Shape CALL = MethodHandleProxies.asInterfaceInstance(
            Shape.class,
            LINKER.downcallHandle(
                    FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
                    Linker.Option.firstVariadicArg(2),
                    Linker.Option.captureCallState("errno")));

    private static final MemorySegment OPEN = find("open");
    private static final MemorySegment CLOSE = find("close");
    private static final MemorySegment IOCTL = find("ioctl");
    private static final MemorySegment READ = find("read");
    private static final MemorySegment WRITE = find("write");
    private static final MemorySegment POLL = find("poll");
    private static final MemorySegment EVENTFD = find("eventfd");
    private static final MemorySegment MMAP = find("mmap");
    private static final MemorySegment MUNMAP = find("munmap");
    private static final MemorySegment SCHEDULE = find("sched_setscheduler");
    private static final MemorySegment LOCK_ALL = find("mlockall");
    private static final MemorySegment STRERROR = find("strerror");

    private final MemorySegment state;
    private final MemorySegment descriptors;
    private final MemorySegment word;
    private int failure;

    /// Makes the calls, whose memory lives in `arena`.
    public Calls(Arena arena) {
        state = Arena.ofAuto().allocate(STATE); // memory that can be closed is counted as in use, twice a call
        descriptors = arena.allocate(2L * POLLFD, JAVA_LONG.byteAlignment());
        word = arena.allocate(JAVA_LONG);
    }

    /// The shape; [MethodHandleProxies] asks for a public one.
    public interface Shape {
        /// Calls `function`.
        long call(
                MemorySegment function,
                MemorySegment state,
                long first,
                long second,
                long third,
                long fourth,
                long fifth,
                long sixth);
    }

    /// Tells whether this is a system that has these calls.
    public static boolean available() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    /// Returns what the C library calls the error of a result below 0, such as `Device or resource busy (errno
    /// 16)`.
    public static String message(int result) {
        try (var arena = Arena.ofConfined()) {
            long text = CALL.call(STRERROR, arena.allocate(STATE), -result, 0, 0, 0, 0, 0);
            return MemorySegment.ofAddress(text).reinterpret(Integer.MAX_VALUE).getString(0) + " (errno " + -result
                    + ")";
        }
    }

    /// Opens `path` for reading and writing.
    public int open(String path) {
        try (var arena = Arena.ofConfined()) {
            return call(OPEN, arena.allocateFrom(path).address(), O_RDWR | O_CLOEXEC, 0);
        }
    }

    /// Performs `request` on the descriptor, with `argument` as it lies in memory.
    public int ioctl(int descriptor, long request, MemorySegment argument) {
        return call(IOCTL, descriptor, request, argument.address());
    }

    /// Performs `request` on the descriptor, with a number as its argument.
    public int ioctl(int descriptor, long request, long argument) {
        return call(IOCTL, descriptor, request, argument);
    }

    /// Reads up to `count` bytes, at most what `target` holds.
    public int read(int descriptor, MemorySegment target, int count) {
        return call(READ, descriptor, target.address(), count);
    }

    /// Waits until `descriptor` can be read, or `wake` can, or `millis` have passed, -1 for ever.
    ///
    /// @return the bits that hold for `descriptor`, 0 if none
    public int poll(int descriptor, int wake, int millis) {
        descriptors.set(JAVA_INT, 0, descriptor);
        descriptors.set(JAVA_SHORT, POLL_EVENTS, (short) POLLIN);
        descriptors.set(JAVA_INT, POLLFD, wake);
        descriptors.set(JAVA_SHORT, POLLFD + POLL_EVENTS, (short) POLLIN);
        int ready = call(POLL, descriptors.address(), 2, millis);
        return ready < 0 ? ready : descriptors.get(JAVA_SHORT, POLL_RESULT);
    }

    /// Maps the first `length` bytes of the device at `path`, whose reads and writes then reach it at once.
    ///
    /// @return the memory, which `arena` takes back; empty, with [#failure] set, if that cannot be
    public Optional<MemorySegment> map(String path, long length, Arena arena) {
        int descriptor;
        try (var name = Arena.ofConfined()) {
            descriptor = call(OPEN, name.allocateFrom(path).address(), O_RDWR | O_SYNC | O_CLOEXEC, 0);
        }
        if (descriptor < 0) {
            failure = descriptor;
            return Optional.empty();
        }
        long address = CALL.call(MMAP, state, 0, length, PROT_READ_WRITE, MAP_SHARED, descriptor, 0);
        failure = address == -1 ? -(int) ERRNO.get(state, 0L) : 0;
        close(descriptor);
        if (address == -1) {
            return Optional.empty();
        }
        var errors = Arena.ofAuto().allocate(STATE); // lives on when `arena` no longer does
        return Optional.of(MemorySegment.ofAddress(address)
                .reinterpret(length, arena, memory -> CALL.call(MUNMAP, errors, memory.address(), length, 0, 0, 0, 0)));
    }

    /// Returns `-errno` of the last [#map].
    public int failure() {
        return failure;
    }

    /// Has the kernel run the calling thread before all others that have no such priority, 1 to 99, whenever it can
    /// run (`sched_setscheduler`, `SCHED_FIFO`).
    public int runFirst(int priority) {
        word.set(JAVA_INT, 0, priority); // struct sched_param is one int
        return call(SCHEDULE, 0, SCHED_FIFO, word.address());
    }

    /// Keeps what this process touches in memory, from the first touch on (`mlockall`).
    public int keepInMemory() {
        return call(LOCK_ALL, MCL_CURRENT | MCL_FUTURE | MCL_ONFAULT, 0, 0);
    }

    /// Makes a descriptor by which one thread wakes another from [#poll].
    public int eventDescriptor() {
        return call(EVENTFD, 0, EFD_NONBLOCK | O_CLOEXEC, 0);
    }

    /// Makes `wake`, of [#eventDescriptor], readable, until [#forget].
    public int raise(int wake) {
        word.set(JAVA_LONG, 0, 1);
        return call(WRITE, wake, word.address(), JAVA_LONG.byteSize());
    }

    /// Makes `wake` no longer readable.
    public int forget(int wake) {
        return call(READ, wake, word.address(), JAVA_LONG.byteSize());
    }

    /// Closes the descriptor.
    public int close(int descriptor) {
        return call(CLOSE, descriptor, 0, 0);
    }

    private int call(MemorySegment function, long first, long second, long third) {
        int result = (int) CALL.call(function, state, first, second, third, 0, 0, 0);
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    private static MemorySegment find(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }
}
