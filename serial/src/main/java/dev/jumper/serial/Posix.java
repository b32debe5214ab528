package dev.jumper.serial;

import dev.jumper.serial.CLibrary.Caller;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Locale;
import java.util.function.Consumer;

/// The calls of Linux's C library that terminals need. Each returns what the call does, or `-errno` if it failed.
///
/// Numbers are those of the generic Linux interface (x86, ARM, RISC-V): `asm-generic/fcntl.h`,
/// `asm-generic/ioctls.h`, `asm-generic/termbits.h`, `asm-generic/errno-base.h`, `ioctl_tty(2)`.
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
    /// `_IOR('T', 0x2A, struct termios2)`.
    private static final long TCGETS2 = 0x802C542AL;

    static final int BRKINT = 2;
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

    /// `struct termios2`: four ints of flags, `c_line`, 19 of `c_cc`, then the rates `c_ispeed` and `c_ospeed`.
    private static final int TERMIOS2_SIZE = 44;

    private static final int OSPEED_OFFSET = 40;

    private static final int F_SETFL = 4;

    private static final int IFLAG_OFFSET = 0;
    private static final int CFLAG_OFFSET = 8;
    private static final int CC_OFFSET = 17;
    private static final int VTIME = 5;
    private static final int VMIN = 6;

    /// Room for two of `struct pollfd`: int fd, short events, short revents.
    private static final int POLL_SIZE = 16;

    /// The functions that are called often, looked up when the first of them is: preparing calls to C takes 20 ms,
    /// which whoever only asks [#available] need not pay.
    private static final class Functions {
        static final MemorySegment OPEN = CLibrary.find("open");
        static final MemorySegment CLOSE = CLibrary.find("close");
        static final MemorySegment READ = CLibrary.find("read");
        static final MemorySegment WRITE = CLibrary.find("write");
        static final MemorySegment POLL = CLibrary.find("poll");
        static final MemorySegment IOCTL = CLibrary.find("ioctl");

        private Functions() {}
    }

    private Posix() {}

    /// Tells whether this is a system that the numbers above hold for.
    static boolean available() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    /// Opens `path` for both directions, non-blocking, not as the controlling terminal.
    static int open(String path) {
        try (var arena = Arena.ofConfined()) {
            return new Caller(arena)
                    .call(Functions.OPEN, arena.allocateFrom(path).address(), OPEN_FLAGS, 0);
        }
    }

    static int close(int fd) {
        return call(Functions.CLOSE, fd, 0, 0);
    }

    /// Reads into `target`, which must stay allocated meanwhile, as for the next two.
    static int read(Caller caller, int fd, MemorySegment target, int count) {
        return caller.call(Functions.READ, fd, target.address(), count);
    }

    static int write(Caller caller, int fd, MemorySegment source, int count) {
        return caller.call(Functions.WRITE, fd, source.address(), count);
    }

    /// The set of descriptors that [#poll] waits for. Used by one thread at a time.
    static final class PollSet {
        private final MemorySegment memory;
        private final ByteBuffer fields;
        private final Caller caller;

        /// Makes a set that lives as long as `arena`.
        PollSet(Arena arena, Caller caller) {
            memory = arena.allocate(POLL_SIZE, 4);
            fields = memory.asByteBuffer().order(ByteOrder.nativeOrder());
            this.caller = caller;
        }

        /// Waits until one of `bits` holds for `fd`, or `wake` can be read, or `millis` have passed.
        ///
        /// @return the bits that hold for `fd`, or `-errno`
        int await(int fd, int bits, int wake, int millis) {
            fields.putInt(0, fd).putShort(4, (short) bits);
            fields.putInt(8, wake).putShort(12, (short) POLLIN);
            int result = caller.call(Functions.POLL, memory.address(), 2, millis);
            return result < 0 ? result : fields.getShort(6);
        }
    }

    /// Waits as [PollSet#await] does.
    static int poll(int fd, int bits, int wake, int millis) {
        try (var arena = Arena.ofConfined()) {
            return new PollSet(arena, new Caller(arena)).await(fd, bits, wake, millis);
        }
    }

    /// Tells whether somebody else has locked the file.
    static boolean isLocked(int fd) {
        return call(CLibrary.find("flock"), fd, LOCK_EX | LOCK_NB, 0) == -EAGAIN;
    }

    /// Performs a request that takes no argument.
    static int ioctl(int fd, long request) {
        return call(Functions.IOCTL, fd, request, 0);
    }

    /// Performs a request that fills in an int, and returns that int, or `-errno`.
    static int ioctlInt(int fd, long request) {
        try (var arena = Arena.ofConfined()) {
            var value = arena.allocate(4, 4);
            int result = new Caller(arena).call(Functions.IOCTL, fd, request, value.address());
            return result < 0 ? result : fields(value).getInt(0);
        }
    }

    /// Returns a descriptor that [#poll] can watch, and that [#signal] makes readable for good.
    static int eventFd() {
        return call(CLibrary.find("eventfd"), 0, O_NONBLOCK | O_CLOEXEC, 0);
    }

    /// Makes the event descriptor readable.
    static void signal(int eventFd) {
        try (var arena = Arena.ofConfined()) {
            var one = arena.allocate(8, 8);
            fields(one).putLong(0, 1);
            write(new Caller(arena), eventFd, one, 8);
        }
    }

    /// Opens the master side of a new pseudo-terminal whose other side may be opened.
    static int openMaster() {
        int fd = call(CLibrary.find("posix_openpt"), OPEN_FLAGS, 0, 0);
        if (fd < 0) {
            return fd;
        }
        int result = call(CLibrary.find("grantpt"), fd, 0, 0);
        if (result >= 0) {
            result = call(CLibrary.find("unlockpt"), fd, 0, 0);
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
            int error = new Caller(arena).call(CLibrary.find("ptsname_r"), master, name.address(), 128);
            if (error != 0) {
                throw new IllegalStateException("ptsname_r: " + message(error));
            }
            return name.getString(0);
        }
    }

    /// Turns off all that a terminal does to the bytes that pass.
    static int makeRaw(int fd) {
        return changeTermios(fd, termios -> call(CLibrary.find("cfmakeraw"), termios.address(), 0, 0));
    }

    /// Opens `path` as [#open] does; its reads block until there is a byte, or for the time that
    /// [#correctSettings] sets.
    static int openPatient(String path) {
        int fd = open(path);
        if (fd >= 0) {
            int result = call(CLibrary.find("fcntl"), fd, F_SETFL, O_RDWR);
            if (result < 0) {
                close(fd);
                return result;
            }
        }
        return fd;
    }

    /// Corrects the settings that the library makes: the modem lines stay as they are when the terminal is closed;
    /// a break is a byte 0 rather than an interrupt, for which Linux would throw away what is received, and would
    /// have to look at every byte; reads return as soon as there is a byte, or none has come for 100 ms.
    static int correctSettings(int fd) {
        return changeTermios(fd, termios -> {
            var fields = fields(termios);
            fields.putInt(IFLAG_OFFSET, fields.getInt(IFLAG_OFFSET) & ~BRKINT);
            fields.putInt(CFLAG_OFFSET, fields.getInt(CFLAG_OFFSET) & ~HUPCL);
            fields.put(CC_OFFSET + VMIN, (byte) 0).put(CC_OFFSET + VTIME, (byte) 1); // tenths of a second
        });
    }

    /// Returns the input flags of the terminal, or `-errno`.
    static int inputFlags(int fd) {
        return flags(fd, IFLAG_OFFSET);
    }

    /// Returns the control flags of the terminal, or `-errno`.
    static int controlFlags(int fd) {
        return flags(fd, CFLAG_OFFSET);
    }

    /// Returns the baud rate that the driver of the terminal says it sends at, or `-errno`.
    static int baud(int fd) {
        try (var arena = Arena.ofConfined()) {
            var termios = arena.allocate(TERMIOS2_SIZE, 4);
            int result = new Caller(arena).call(Functions.IOCTL, fd, TCGETS2, termios.address());
            return result < 0 ? result : fields(termios).getInt(OSPEED_OFFSET);
        }
    }

    private static int flags(int fd, int offset) {
        try (var arena = Arena.ofConfined()) {
            var termios = arena.allocate(TERMIOS_SIZE, 8);
            int result = new Caller(arena).call(CLibrary.find("tcgetattr"), fd, termios.address(), 0);
            return result < 0 ? result : fields(termios).getInt(offset);
        }
    }

    /// Returns what the C library calls the error, and its number.
    static String message(int errno) {
        int positive = Math.abs(errno);
        try (var arena = Arena.ofConfined()) {
            var text = arena.allocate(256);
            new Caller(arena).call(CLibrary.find("__xpg_strerror_r"), positive, text.address(), text.byteSize());
            return text.getString(0) + " (errno " + positive + ")";
        }
    }

    private static int changeTermios(int fd, Consumer<MemorySegment> change) {
        try (var arena = Arena.ofConfined()) {
            var caller = new Caller(arena);
            var termios = arena.allocate(TERMIOS_SIZE, 8);
            int result = caller.call(CLibrary.find("tcgetattr"), fd, termios.address(), 0);
            if (result < 0) {
                return result;
            }
            change.accept(termios);
            return caller.call(CLibrary.find("tcsetattr"), fd, 0, termios.address());
        }
    }

    private static ByteBuffer fields(MemorySegment struct) {
        return struct.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    private static int call(MemorySegment function, long first, long second, long third) {
        try (var arena = Arena.ofConfined()) {
            return new Caller(arena).call(function, first, second, third);
        }
    }
}
