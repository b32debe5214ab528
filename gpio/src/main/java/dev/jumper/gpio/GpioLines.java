package dev.jumper.gpio;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jumper.gpio.linux.Calls;
import dev.jumper.gpio.linux.LineConfig;
import dev.jumper.gpio.linux.Structs;
import dev.jumper.gpio.linux.Uapi;
import dev.jumper.hal.Banked;
import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.EdgeSource;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Lines of one chip that were requested together: each a pin, all of them a bank.
///
/// The bit of a line in the masks is its place in the request, from 0. A read or a write is one system call however
/// many lines it is for; nothing is allocated. As pins, lines are for one thread at a time; only [#close] may come
/// from another, and ends a wait for edges.
public final class GpioLines implements Banked.Bank, EdgeSource, AutoCloseable {
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;
    private static final int EINVAL = 22;
    private static final int ENOTSUPP = 524;
    private static final int EOPNOTSUPP = 95;

    private final String name;
    private final int descriptor;
    private final LineConfig config;
    private final GpioLine[] lines;
    private final Arena arena;
    private final Calls calls;
    private final MemorySegment values;
    private final MemorySegment changed;
    private final LineEvents events;
    private volatile Optional<EdgeWatch> watch = Optional.empty();
    private volatile boolean open = true;

    private GpioLines(
            String name, int descriptor, LineConfig config, int[] offsets, int kept, Arena arena, LineEvents events) {
        this.name = name;
        this.descriptor = descriptor;
        this.config = config;
        this.arena = arena;
        this.events = events;
        calls = new Calls(arena);
        values = arena.allocate(Uapi.VALUES_SIZE, Long.BYTES);
        changed = arena.allocate(Uapi.CONFIG_SIZE, Long.BYTES);
        lines = new GpioLine[offsets.length];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new GpioLine(this, i, offsets[i], kept);
        }
    }

    static GpioLines request(GpioChip chip, Device device, LineOptions options, int[] offsets) throws IOException {
        var config = new LineConfig(offsets.length);
        for (int i = 0; i < offsets.length; i++) {
            config.flags(i, flags(options));
            config.debounce(i, options.debounce().toNanos() / 1000);
        }
        boolean high = switch (options.start()) {
            case LineOptions.Start.Input _ -> false;
            case LineOptions.Start.Output output -> output.high();
            case LineOptions.Start.OpenDrain drain -> drain.released();
            case LineOptions.Start.AsIs _ -> false;
        };
        config.levels(-1, high ? -1 : 0);
        String name = chip + " line "
                + IntStream.of(offsets).mapToObj(Integer::toString).collect(Collectors.joining(", "));
        int descriptor;
        try (var memory = Arena.ofConfined()) {
            var request = memory.allocate(Uapi.REQUEST_SIZE, Long.BYTES);
            int kept = Math.min(options.events() * offsets.length, Uapi.MOST_LINES * 16);
            Structs.request(request, offsets, options.consumer(), kept);
            config.write(Structs.config(request));
            int result = device.ioctl(Uapi.LINE_REQUEST, request);
            if (result == -EBUSY) {
                throw GpioException.of(name, result, holders(chip, offsets));
            }
            if (result < 0) {
                throw GpioException.of(name, result, remedy(-result));
            }
            descriptor = Structs.descriptor(request);
        }
        var arena = Arena.ofShared();
        return new GpioLines(
                name, descriptor, config, offsets, options.events(), arena, new LineEvents(arena, descriptor));
    }

    private static long flags(LineOptions options) {
        long direction = switch (options.start()) {
            case LineOptions.Start.Input input ->
                GpioLine.inputFlags(input.pull().ordinal());
            case LineOptions.Start.Output _ -> Uapi.OUTPUT;
            case LineOptions.Start.OpenDrain _ -> Uapi.OUTPUT | Uapi.OPEN_DRAIN;
            case LineOptions.Start.AsIs _ -> 0;
        };
        return direction | (options.activeLow() ? Uapi.ACTIVE_LOW : 0);
    }

    /// Tells who holds which of the lines.
    private static String holders(GpioChip chip, int[] offsets) throws IOException {
        var held = new StringBuilder();
        for (int offset : offsets) {
            var info = chip.line(offset);
            if (info.used()) {
                held.append(held.isEmpty() ? "" : ", ")
                        .append("line ")
                        .append(offset)
                        .append(" is held by ")
                        .append(info.consumer().isEmpty() ? "somebody who gave no name" : info.consumer());
            }
        }
        return held.isEmpty()
                ? "it has just been released, so try again"
                : held + "; end that program, or take another line";
    }

    static String remedy(int errno) {
        return switch (errno) {
            case ENODEV -> "the chip is gone; open it again when it is back";
            case EINVAL, ENOTSUPP, EOPNOTSUPP -> "the chip cannot do this, or its lines do not go together so";
            default -> "";
        };
    }

    /// Returns how many lines there are.
    public int count() {
        return lines.length;
    }

    /// Returns the line at `index` of the request.
    public GpioLine line(int index) {
        return lines[index];
    }

    @Override
    public long read(long mask) throws IOException {
        requireOpen();
        requireMask(mask);
        values.set(JAVA_LONG, Uapi.VALUES_MASK, mask);
        check(calls.ioctl(descriptor, Uapi.GET_VALUES, values));
        return values.get(JAVA_LONG, 0) & mask;
    }

    @Override
    public void write(long mask, long levels) throws IOException {
        requireOpen();
        requireMask(mask);
        for (long rest = mask; rest != 0; rest &= rest - 1) {
            int line = Long.numberOfTrailingZeros(rest);
            if ((config.flags(line) & Uapi.OUTPUT) == 0) {
                throw new IllegalStateException(
                        lines[line] + ": written while it is an input; make it an output first");
            }
        }
        values.set(JAVA_LONG, 0, levels);
        values.set(JAVA_LONG, Uapi.VALUES_MASK, mask);
        check(calls.ioctl(descriptor, Uapi.SET_VALUES, values));
        config.levels(mask, levels);
    }

    /// Gives a line other flags, and if it is an output the level that it has from that moment on.
    void configure(int line, long flags, int level) throws IOException {
        requireOpen();
        long oldFlags = config.flags(line);
        long oldLevels = config.levels();
        config.flags(line, flags | oldFlags & Uapi.ACTIVE_LOW);
        config.levels(1L << line, (long) level << line);
        try {
            apply();
        } catch (IOException | RuntimeException e) {
            config.flags(line, oldFlags);
            config.levels(-1, oldLevels);
            throw e;
        }
    }

    /// Has the kernel tell of the edges of those lines of `mask` that are inputs, or not.
    private void tellEdges(long mask, boolean told) throws IOException {
        long[] old = new long[lines.length];
        for (int i = 0; i < lines.length; i++) {
            old[i] = config.flags(i);
            if ((mask >>> i & 1) != 0 && (old[i] & Uapi.INPUT) != 0) {
                config.flags(i, told ? old[i] | GpioLine.EDGES : old[i] & ~GpioLine.EDGES);
            }
        }
        try {
            apply();
        } catch (IOException | RuntimeException e) {
            for (int i = 0; i < lines.length; i++) {
                config.flags(i, old[i]);
            }
            throw e;
        }
    }

    private void apply() throws IOException {
        if (config.write(changed) > Uapi.MOST_ATTRIBUTES) {
            throw new IllegalStateException(
                    name + ": its lines are of more than 9 kinds, expected fewer; request them apart");
        }
        check(calls.ioctl(descriptor, Uapi.SET_CONFIG, changed));
    }

    /// Tells `listener` of each edge of all lines that are inputs, in the order in which they came, by a thread of
    /// its own. An output is listened to once it is made an input.
    ///
    /// The kernel keeps what [LineOptions#events] says until the listener takes it, of which the oldest are lost.
    @Override
    public Listening listen(EdgeListener listener) throws IOException {
        return listen(this, -1, listener);
    }

    /// Listens to the lines of `mask`, which messages call `who`.
    Listening listen(Object who, long mask, EdgeListener listener) throws IOException {
        Objects.requireNonNull(listener);
        requireOpen();
        requireNoListener(who);
        long inputs = 0;
        for (int i = 0; i < lines.length; i++) {
            lines[i].requireNoCapture();
            inputs |= (config.flags(i) & Uapi.INPUT) == 0 ? 0 : 1L << i;
        }
        EdgeSource.requireInput(who, (inputs & mask) != 0);
        while (collect(0)) {
            // what came before this moment is not asked for
        }
        var listening = new EdgeWatch(this, events, mask, listener);
        watch = Optional.of(listening);
        try {
            tellEdges(mask, true);
        } catch (IOException | RuntimeException e) {
            watch = Optional.empty();
            throw e;
        }
        listening.start();
        return listening;
    }

    /// Refuses a second listener for `who`, or a capture beside one.
    void requireNoListener(Object who) {
        EdgeSource.requireNoListener(who, watch.isPresent());
    }

    /// Tells whether there is a listener for the line at `index` of the request.
    boolean listens(int index) {
        var now = watch;
        return now.isPresent() && now.get().covers(index);
    }

    /// Stops telling the edges of the lines in `mask`, for `ended` has ended.
    void ended(EdgeWatch ended, long mask) throws IOException {
        if (watch.equals(Optional.of(ended))) {
            watch = Optional.empty();
            if (open && mask != 0) {
                tellEdges(mask, false);
            }
        }
    }

    long flags(int line) {
        return config.flags(line);
    }

    /// Waits until there are edges, at most `millis`, -1 for ever, and hands them to their lines.
    ///
    /// @return whether there were any
    boolean collect(int millis) throws IOException {
        requireOpen();
        return watch.isEmpty() && events.collect(this, millis, GpioLine::edge);
    }

    /// Returns the line at `offset` of the chip, which is one of these.
    GpioLine at(int offset) {
        int index = 0;
        while (lines[index].offset() != offset) {
            index++;
        }
        return lines[index];
    }

    private void check(int result) throws GpioException {
        if (result < 0) {
            throw GpioException.of(name, result, remedy(-result));
        }
    }

    private void requireMask(long mask) {
        if (lines.length < Long.SIZE && mask >>> lines.length != 0) {
            throw new IllegalArgumentException(
                    "%s: mask 0x%x has lines beyond the last, which is %d".formatted(name, mask, lines.length - 1));
        }
    }

    private void requireOpen() {
        if (!open) {
            throw new IllegalStateException(name + ": is closed");
        }
    }

    boolean isOpen() {
        return open;
    }

    /// Releases the lines, which stay as they are until somebody else requests them or the chip resets them. A wait
    /// for edges ends at once, and so does a listening, when its listener has returned. Does nothing the second
    /// time.
    @Override
    public void close() {
        synchronized (this) { // not around what follows: a listener that is waited for may close, too
            if (!open) {
                return;
            }
            open = false;
        }
        watch.ifPresent(EdgeWatch::end);
        events.end();
        calls.close(descriptor);
        arena.close();
    }

    @Override
    public String toString() {
        return name;
    }

    /// Returns the level of the line at `line` of the request, 0 or 1.
    int level(int line) throws IOException {
        return (int) (read(1L << line) >>> line);
    }
}
