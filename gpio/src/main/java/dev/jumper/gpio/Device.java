package dev.jumper.gpio;

import dev.jumper.gpio.linux.Calls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.function.IntFunction;

/// A device of the kernel, open: what asks it for things, and gives it back.
///
/// Used by one thread at a time.
final class Device implements AutoCloseable {
    private final Path path;
    private final int descriptor;
    private final Arena arena;
    private final Calls calls;
    private boolean open = true;

    private Device(Path path, int descriptor, Arena arena, Calls calls) {
        this.path = path;
        this.descriptor = descriptor;
        this.arena = arena;
        this.calls = calls;
    }

    /// Opens the device at `path`, which is to be a `what`; `remedy` says what helps against an error number.
    ///
    /// @throws GpioException if it is not there or not ours to open
    static Device open(String what, Path path, IntFunction<String> remedy) throws GpioException {
        var arena = Arena.ofShared();
        var calls = new Calls(arena);
        int descriptor = calls.open(path.toString());
        if (descriptor < 0) {
            arena.close();
            throw GpioException.of(what + " " + path, descriptor, remedy.apply(-descriptor));
        }
        return new Device(path, descriptor, arena, calls);
    }

    /// Asks what the device is, and returns the `size` bytes that it answers with, which live as long as it is
    /// open.
    ///
    /// @throws GpioException if it does not know `request`, and so is no `what`; it is closed then
    MemorySegment identity(long request, long size, String what, String remedy) throws GpioException {
        var answer = allocate(size);
        int result = ioctl(request, answer);
        if (result < 0) {
            close();
            throw GpioException.of(path + ": is no " + what, result, remedy);
        }
        return answer;
    }

    /// Returns memory that lives as long as the device is open.
    MemorySegment allocate(long size) {
        return arena.allocate(size, Long.BYTES);
    }

    /// Performs `request`, with `argument` as it lies in memory; returns what it does, or `-errno`.
    int ioctl(long request, MemorySegment argument) {
        return calls.ioctl(descriptor, request, argument);
    }

    /// Performs `request`, with a number as its argument.
    int ioctl(long request, long argument) {
        return calls.ioctl(descriptor, request, argument);
    }

    /// Refuses to go on if the device, which messages call `who`, is closed.
    void requireOpen(Object who) {
        if (!open) {
            throw new IllegalStateException(who + ": is closed");
        }
    }

    /// Closes the device; does nothing the second time.
    @Override
    public void close() {
        if (open) {
            open = false;
            calls.close(descriptor);
            arena.close();
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
