package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.sim.Circuit;

/// A MicroPython board inside the JVM: the real interpreter, files on a [Vfs], a clock, and a console as
/// the only way in.
///
/// It behaves at its console as a board on a cable does: friendly, raw and raw-paste prompt, Ctrl-C, soft reset,
/// `boot.py` and `main.py`, `\r\n` at line ends. Files get their dates from the clock it is given.
///
/// **Memory.** Garbage is collected only between commands, for the interpreter cannot see what a running
/// one still holds. A loop that allocates without end, or a long program that makes much garbage, ends in
/// MemoryError when [Memory#pages] are used up; the prompt after it works as before.
///
/// **Failure.** Code that swallows KeyboardInterrupt ends with [#reset]. Should the interpreter itself
/// fail, the board says so on its console and starts again.
public final class EmbeddedBoard implements AutoCloseable {
    /// Bytes for a file system in memory, as many as the flash of a common board holds: 16 MiB.
    public static final long FLASH = 16L << 20;

    /// Request to [#stream] of a board on a serial line: how many bytes have been lost because its receive buffer
    /// was full. The argument is ignored.
    public static final int OVERRUNS = 128;

    private final Board board;

    private EmbeddedBoard(Board board) {
        this.board = board;
    }

    /// How much memory a board has.
    ///
    /// @param heap bytes of the Python heap to begin with
    /// @param pages of 64 KiB that the interpreter may use in all, its heap grown included
    /// @param fixed whether the heap stays as it is, as that of a small board; `pages` is of no account then
    public record Memory(int heap, int pages, boolean fixed) {
        /// 1 MiB to begin with, 128 MiB in all.
        public static final Memory DEFAULT = new Memory(1 << 20, 2048);

        /// Makes a memory whose heap grows.
        public Memory(int heap, int pages) {
            this(heap, pages, false);
        }

        /// Returns a memory with a heap of so many bytes and no more.
        public static Memory fixed(int heap) {
            return new Memory(heap, 0, true);
        }
    }

    /// Tells whether this build of Jumper has the interpreter in it.
    public static boolean available() {
        return MicroPython.available();
    }

    /// Switches a board on, with [Memory#DEFAULT].
    public static EmbeddedBoard boot(Vfs files, Rtc rtc, Ticks ticks) {
        return boot(files, rtc, ticks, Memory.DEFAULT);
    }

    /// Switches a board on: `boot.py` and `main.py` run if `files` has them, then the prompt appears on
    /// [#stream].
    ///
    /// `files` is used by the board's thread alone. `rtc` is the board's clock, which `machine.RTC` sets;
    /// `ticks` is what its programs measure and sleep by.
    ///
    /// @throws UnsupportedOperationException if this build has no interpreter in it
    public static EmbeddedBoard boot(Vfs files, Rtc rtc, Ticks ticks, Memory memory) {
        return boot(files, rtc, ticks, memory, BoardModel.plain().wire(), alone(ticks));
    }

    /// Switches a board on, as [#boot(Vfs, Rtc, Ticks, Memory)] does, with memory and console of `model`. The flash
    /// is up to `files`.
    public static EmbeddedBoard boot(Vfs files, Rtc rtc, Ticks ticks, BoardModel model) {
        return boot(files, rtc, ticks, model.memory(), model.wire(), alone(ticks));
    }

    /// Switches a board on whose pins hang on a circuit, and whose programs live in the circuit's time; its console
    /// lives in the host's. For a clock in the circuit's time too, `rtc` goes by [dev.jumper.sim.Circuit#ticks].
    ///
    /// @throws UnsupportedOperationException if this build has no interpreter in it
    public static EmbeddedBoard boot(Vfs files, Rtc rtc, BoardModel model, Wiring wiring) {
        return boot(files, rtc, Ticks.system(), model.memory(), model.wire(), wiring);
    }

    /// Returns the wiring of a board on nothing: pins that read what they are driven to, in the time of `ticks`.
    private static Wiring alone(Ticks ticks) {
        return Wiring.to(Circuit.create()).paced(ticks);
    }

    private static EmbeddedBoard boot(Vfs files, Rtc rtc, Ticks ticks, Memory memory, Wire wire, Wiring wiring) {
        if (!available()) {
            throw new UnsupportedOperationException("embedded board: this build was made without MicroPython;"
                    + " build again with npm, or with -Djumper.micropython.wasm=PATH");
        }
        var board = new Board(files, rtc, ticks, memory, wire, wiring);
        board.start();
        return new EmbeddedBoard(board);
    }

    /// Returns the board's console. Closing it switches the board off.
    public ByteStream stream() {
        return board.console();
    }

    /// Presses the reset button: whatever runs is broken off, and the board starts again. Files and clock stay.
    public void reset() {
        board.reset();
    }

    /// Switches the board off.
    @Override
    public void close() {
        board.off();
    }
}
