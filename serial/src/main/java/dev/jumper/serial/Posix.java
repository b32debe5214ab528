package dev.jumper.serial;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
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
import java.util.function.Consumer;

/// The calls of Linux's C library that terminals need. Each returns what the call does, or `-errno` if it failed.
///
/// Numbers are those of the generic Linux interface (x86, ARM, RISC-V): `asm-generic/fcntl.h`,
/// `asm-generic/ioctls.h`, `asm-generic/termbits.h`, `asm-generic/errno-base.h`.
@SuppressWarnings("restricted") // calling C is what this class is for
final class Posix {
    static final int EPERM = 1;
    static final int ENOENT = 2;
    static final int EINTR = 4;
    static final int EIO = 5;
    static final int ENXIO = 6;
    static final int EAGAIN = 11;
    static final int EACCES = 13;
    static final int EBUSY = 16;
    static final int ENODEV = 19;
    static final int EINVAL = 22;
    static final int ENOTTY = 25;

    static final int POLLIN = 1;
    static final int POLLOUT = 4;
    static final int POLLERR = 8;
    static final int POLLHUP = 16;

    static final long TIOCEXCL = 0x540C;
    static final long TIOCNXCL = 0x540D;
    static final long TIOCMGET = 0x5415;
    static final long FIONREAD = 0x541B;

    static final int HUPCL = 0x400;

    private static final int LOCK_EX = 2;
    private static final int LOCK_NB = 4;
    private static final int O_RDWR = 2;
    private static final int O_NOCTTY = 0x100;
    private static final int O_NONBLOCK = 0x800;
    private static final int O_CLOEXEC = 0x80000;
    private static final int OPEN_FLAGS = O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC;

    /// Room for a `struct termios` of any Linux C library (glibc and musl use 60 bytes).
    private static final int TERMIOS_SIZE = 128;

    private static final int CFLAG_OFFSET = 8;
    private static final int CC_OFFSET = 17;
    private static final int VTIME = 5;
    private static final int VMIN = 6;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
    private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");
    private static final FunctionDescriptor OF_ONE = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
    private static final FunctionDescriptor TRANSFER = FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);

    private static final Open OPEN = bind(
            Open.class,
            "open",
            FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT),
            Linker.Option.firstVariadicArg(2),
            CAPTURE);
    private static final Transfer READ = bind(Transfer.class, "read", TRANSFER, CAPTURE);
    private static final Transfer WRITE = bind(Transfer.class, "write", TRANSFER, CAPTURE);
    private static final Wait POLL =
            bind(Wait.class, "poll", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_LONG, JAVA_INT), CAPTURE);
    private static final Control IOCTL = bind(
            Control.class,
            "ioctl",
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS),
            Linker.Option.firstVariadicArg(2),
            CAPTURE);
    private static final OfTwo EVENTFD =
            bind(OfTwo.class, "eventfd", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), CAPTURE);
    private static final OfTwo FLOCK =
            bind(OfTwo.class, "flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT), CAPTURE);
    private static final OfOne CLOSE = bind(OfOne.class, "close", OF_ONE, CAPTURE);
    private static final OfOne POSIX_OPENPT = bind(OfOne.class, "posix_openpt", OF_ONE, CAPTURE);
    private static final OfOne GRANTPT = bind(OfOne.class, "grantpt", OF_ONE, CAPTURE);
    private static final OfOne UNLOCKPT = bind(OfOne.class, "unlockpt", OF_ONE, CAPTURE);
    private static final Name PTSNAME_R =
            bind(Name.class, "ptsname_r", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final ReadSettings TCGETATTR =
            bind(ReadSettings.class, "tcgetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS), CAPTURE);
    private static final WriteSettings TCSETATTR = bind(
            WriteSettings.class, "tcsetattr", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), CAPTURE);
    private static final Raw CFMAKERAW = bind(Raw.class, "cfmakeraw", FunctionDescriptor.ofVoid(ADDRESS));
    private static final Text STRERROR = bind(Text.class, "strerror", FunctionDescriptor.of(ADDRESS, JAVA_INT));

    private Posix() {}

    /// Tells whether this is a system that the numbers above hold for.
    static boolean available() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    /// Opens `path` for both directions, non-blocking, not as the controlling terminal.
    static int open(String path) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            return result(OPEN.call(state, arena.allocateFrom(path), OPEN_FLAGS), state);
        }
    }

    static int close(int fd) {
        return call(CLOSE, fd);
    }

    static int read(int fd, MemorySegment target, long count) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            return result((int) READ.call(state, fd, target, count), state);
        }
    }

    static int write(int fd, MemorySegment source, long count) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            return result((int) WRITE.call(state, fd, source, count), state);
        }
    }

    /// Waits until one of `bits` holds for `fd`, or `wake` can be read, or `millis` have passed.
    ///
    /// @return the bits that hold for `fd`, or `-errno`
    static int poll(int fd, int bits, int wake, int millis) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var set = arena.allocate(16, 4); // two of struct pollfd: int fd, short events, short revents
            set.set(JAVA_INT, 0, fd);
            set.set(JAVA_SHORT, 4, (short) bits);
            set.set(JAVA_INT, 8, wake);
            set.set(JAVA_SHORT, 12, (short) POLLIN);
            int result = result(POLL.call(state, set, 2L, millis), state);
            return result < 0 ? result : set.get(JAVA_SHORT, 6);
        }
    }

    /// Tells whether somebody else has locked the file.
    static boolean isLocked(int fd) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            return result(FLOCK.call(state, fd, LOCK_EX | LOCK_NB), state) == -EAGAIN;
        }
    }

    /// Performs a request that takes no argument.
    static int ioctl(int fd, long request) {
        return ioctl(fd, request, MemorySegment.NULL);
    }

    /// Performs a request that fills in an int, and returns that int, or `-errno`.
    static int ioctlInt(int fd, long request) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(JAVA_INT);
            int result = ioctl(fd, request, value);
            return result < 0 ? result : value.get(JAVA_INT, 0);
        }
    }

    private static int ioctl(int fd, long request, MemorySegment argument) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            return result(IOCTL.call(state, fd, request, argument), state);
        }
    }

    /// Returns a descriptor that [#poll] can watch, and that [#signal] makes readable for good.
    static int eventFd() {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            return result(EVENTFD.call(state, 0, O_NONBLOCK | O_CLOEXEC), state);
        }
    }

    /// Makes the event descriptor readable.
    static void signal(int eventFd) {
        try (var arena = Arena.ofConfined()) {
            write(eventFd, arena.allocateFrom(JAVA_LONG, 1), 8);
        }
    }

    /// Opens the master side of a new pseudo-terminal whose other side may be opened.
    static int openMaster() {
        int fd = call(POSIX_OPENPT, OPEN_FLAGS);
        if (fd < 0) {
            return fd;
        }
        int result = call(GRANTPT, fd);
        if (result >= 0) {
            result = call(UNLOCKPT, fd);
        }
        if (result < 0) {
            close(fd);
            return result;
        }
        return fd;
    }

    /// Returns the path of the other side of the pseudo-terminal `master`.
    static String otherSide(int master) {
        try (var arena = Arena.ofConfined()) {
            var name = arena.allocate(128);
            int error = PTSNAME_R.call(master, name, 128);
            if (error != 0) {
                throw new IllegalStateException("ptsname_r: " + message(error));
            }
            return name.getString(0);
        }
    }

    /// Turns off all that a terminal does to the bytes that pass.
    static int makeRaw(int fd) {
        return changeTermios(fd, CFMAKERAW::call);
    }

    /// Keeps the modem lines as they are when the terminal is closed, and lets reads return as soon as there is a
    /// byte.
    static int keepLinesOnClose(int fd) {
        return changeTermios(fd, termios -> {
            termios.set(JAVA_INT, CFLAG_OFFSET, termios.get(JAVA_INT, CFLAG_OFFSET) & ~HUPCL);
            termios.set(JAVA_BYTE, CC_OFFSET + VMIN, (byte) 1);
            termios.set(JAVA_BYTE, CC_OFFSET + VTIME, (byte) 0);
        });
    }

    /// Returns the control flags of the terminal, or `-errno`.
    static int controlFlags(int fd) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var termios = arena.allocate(TERMIOS_SIZE, 8);
            int result = result(TCGETATTR.call(state, fd, termios), state);
            return result < 0 ? result : termios.get(JAVA_INT, CFLAG_OFFSET);
        }
    }

    /// Returns what the C library calls the error, and its number.
    static String message(int errno) {
        int positive = Math.abs(errno);
        return STRERROR.call(positive).reinterpret(256).getString(0) + " (errno " + positive + ")";
    }

    private static int changeTermios(int fd, Consumer<MemorySegment> change) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            var termios = arena.allocate(TERMIOS_SIZE, 8);
            int result = result(TCGETATTR.call(state, fd, termios), state);
            if (result < 0) {
                return result;
            }
            change.accept(termios);
            return result(TCSETATTR.call(state, fd, 0, termios), state);
        }
    }

    private static int call(OfOne function, int argument) {
        try (var arena = Arena.ofConfined()) {
            var state = arena.allocate(STATE);
            return result(function.call(state, argument), state);
        }
    }

    private static int result(int returned, MemorySegment state) {
        return returned == -1 ? -(int) ERRNO.get(state, 0L) : returned;
    }

    /// Gives the C function a Java type, so that calling it declares no exception.
    private static <T> T bind(Class<T> type, String name, FunctionDescriptor signature, Linker.Option... options) {
        var handle = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), signature, options);
        return MethodHandleProxies.asInterfaceInstance(type, handle);
    }

    // Public because MethodHandleProxies asks for it; nobody outside can see the class around them.

    /// open(2).
    public interface Open {
        /// Calls it.
        int call(MemorySegment state, MemorySegment path, int flags);
    }

    /// A function of one int.
    public interface OfOne {
        /// Calls it.
        int call(MemorySegment state, int argument);
    }

    /// A function of two ints.
    public interface OfTwo {
        /// Calls it.
        int call(MemorySegment state, int first, int second);
    }

    /// read(2) and write(2).
    public interface Transfer {
        /// Calls it.
        long call(MemorySegment state, int fd, MemorySegment bytes, long count);
    }

    /// poll(2).
    public interface Wait {
        /// Calls it.
        int call(MemorySegment state, MemorySegment set, long count, int millis);
    }

    /// ioctl(2).
    public interface Control {
        /// Calls it.
        int call(MemorySegment state, int fd, long request, MemorySegment argument);
    }

    /// ptsname_r(3), which returns its error.
    public interface Name {
        /// Calls it.
        int call(int fd, MemorySegment name, long size);
    }

    /// tcgetattr(3).
    public interface ReadSettings {
        /// Calls it.
        int call(MemorySegment state, int fd, MemorySegment termios);
    }

    /// tcsetattr(3).
    public interface WriteSettings {
        /// Calls it.
        int call(MemorySegment state, int fd, int when, MemorySegment termios);
    }

    /// cfmakeraw(3).
    public interface Raw {
        /// Calls it.
        void call(MemorySegment termios);
    }

    /// strerror(3).
    public interface Text {
        /// Calls it.
        MemorySegment call(int errno);
    }
}
