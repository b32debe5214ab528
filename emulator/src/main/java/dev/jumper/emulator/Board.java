package dev.jumper.emulator;

import com.dylibso.chicory.runtime.ChicoryInterruptedException;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/// The life of a board: power-on, `boot.py`, `main.py`, the prompt, and round again at each reset.
///
/// Two threads: the board's own, which runs the interpreter, and a tender, which watches while code runs:
/// it breaks the code off when a Ctrl-C has arrived, and sends output that has been waiting for a millisecond.
final class Board {
    private static final long STACK = 16L << 20;
    private static final long WATCH = 1_000_000;
    private static final long WATCH_ON = 200_000_000;
    private static final int CTRL_D = 4;
    private static final String SETUP = """
        import sys, _jumper
        sys.path[:] = ['', '.frozen', '/lib', '/rom']
        sys.path[:], kept = ['/rom'], sys.path[:]
        import board_os
        sys.modules['os'] = board_os
        del sys.modules['board_os']
        sys.path[:] = ['.frozen', '/rom']
        import board_time
        sys.modules['time'] = sys.modules['utime'] = board_time
        del sys.modules['board_time']
        sys.path[:] = kept
        _jumper.binary(id(sys.stdout.buffer))
        del sys, _jumper, kept, board_os, board_time
        """;

    private static final String SETUP_FIXED_HEAP = """
        import sys
        sys.path[:], kept = ['/rom'], sys.path[:]
        import board_gc
        sys.modules['gc'] = board_gc
        del sys.modules['board_gc']
        sys.path[:] = kept
        del sys, kept, board_gc
        """;

    private final Vfs vfs;
    private final Clock clock;
    private final EmbeddedBoard.Memory memory;
    private final Console console;
    private final Output output;
    private final BoardTime time;
    private final Wiring wiring;
    private final Pins pins;
    private final Thread thread;
    private final Thread tender;
    private volatile boolean stopped;
    private boolean idle;

    // under the monitor of `guard`: the interpreter is interrupted only while it runs code
    private final Object guard = new Object();
    private MicroPython running;
    private boolean file;
    private boolean interrupted;

    /// `ticks` is the clock of the console, `wiring` says in which time programs live.
    Board(Vfs vfs, Rtc rtc, Ticks ticks, EmbeddedBoard.Memory memory, Wire wire, Wiring wiring) {
        this.vfs = vfs;
        this.memory = memory;
        this.wiring = wiring;
        time = new BoardTime(wiring.circuit(), wiring.pace());
        clock = new Clock(time, rtc);
        pins = new Pins(wiring);
        thread = Thread.ofPlatform()
                .name("jumper-board")
                .daemon()
                .stackSize(STACK)
                .unstarted(this::live);
        tender = Thread.ofPlatform().name("jumper-board-tender").daemon().unstarted(this::tend);
        console = new Console(Cable.of(wire, ticks.nanos()), ticks, this::watch, this::reset, this::stop);
        output = new Output(console, this::watch);
    }

    void start() {
        thread.start();
        tender.start();
    }

    ByteStream console() {
        return console;
    }

    /// Resets the board whatever it does.
    void reset() {
        console.stir();
        thread.interrupt();
    }

    /// Switches the board off.
    void off() {
        console.close();
    }

    private void stop() {
        stopped = true;
        thread.interrupt();
        LockSupport.unpark(tender);
    }

    private void live() {
        boolean raw = false;
        boolean cold = true;
        int cause = BootLog.POWER_ON;
        while (!stopped) {
            try {
                if (cold && console.boot(cause)) {
                    stayInBootLoader();
                }
                cause = BootLog.RESET;
                if (cold) {
                    pins.release();
                }
                raw = run(raw, cold);
                cold = false;
            } catch (BoardReset | ChicoryInterruptedException | InterruptedException e) {
                Thread.interrupted();
                cause = BootLog.RESET;
                raw = false;
                cold = true;
                if (!console.logsBoot()) {
                    say("\r\n");
                }
            } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
                raw = false;
                cold = true;
                say("\r\nThe embedded board has crashed (" + e + ") and starts again.\r\n");
            } finally {
                synchronized (guard) {
                    running = null;
                }
            }
        }
    }

    /// Takes input and does not answer it, until the board is reset or its cable pulled.
    private void stayInBootLoader() throws InterruptedException {
        while (console.take(false) != ByteStream.EOF) {
            // the protocol of the ROM is not modelled
        }
        throw new BoardReset("console closed");
    }

    /// Runs the board until it is soft-reset, and returns whether the prompt was raw then.
    private boolean run(boolean raw, boolean cold) throws InterruptedException {
        var files = new FileCalls(vfs, console, output, this::interruptible);
        var hardware = new Hardware(clock, time, wiring, pins, output);
        try {
            var calls = new Calls(files, new ProxyCalls(hardware), clock, output);
            var python = new MicroPython(calls, memory);
            setUp(python, SETUP);
            if (memory.fixed()) {
                setUp(python, SETUP_FIXED_HEAP);
            }
            if (restarts(python, "boot.py") || !raw && restarts(python, "main.py")) {
                output.print("MPY: soft reboot\r\n");
                return raw;
            }
            var prompt = new Prompt(python, output, raw);
            while (true) {
                if (console.waiting() == 0) {
                    output.flush();
                }
                int value = console.take(false);
                if (value == ByteStream.EOF) {
                    throw new BoardReset("console closed");
                }
                if (value != Console.INTERRUPTED && prompt.accept(value, this)) {
                    output.print("MPY: soft reboot\r\n");
                    return prompt.raw();
                }
            }
        } finally {
            files.close();
            hardware.close();
        }
    }

    private static void setUp(MicroPython python, String code) {
        String error = python.execute(code.getBytes(StandardCharsets.UTF_8));
        if (!error.isEmpty()) {
            throw new IllegalStateException("setting up failed: " + error);
        }
    }

    /// Gives the prompt a byte that may start code, and returns true if the board is to restart.
    boolean execute(MicroPython python, int value) throws InterruptedException {
        begin(python, false);
        boolean restart = python.type(value);
        end(python);
        return restart;
    }

    private boolean restarts(MicroPython python, String name) throws InterruptedException {
        byte[] code;
        try {
            if (vfs.stat(name).isDirectory()) {
                return false;
            }
            code = vfs.read(name);
        } catch (IOException e) {
            return false;
        }
        begin(python, true);
        String error = python.execute(code);
        end(python);
        int split = error.indexOf(CTRL_D);
        if (split < 0) {
            return false;
        }
        if (error.startsWith("SystemExit")) {
            return true;
        }
        String traceback = error.substring(split + 1).replace("File \"<stdin>\"", "File \"" + name + "\"");
        output.print(traceback.getBytes(StandardCharsets.UTF_8));
        return false;
    }

    private void begin(MicroPython python, boolean file) {
        synchronized (guard) {
            running = python;
            this.file = file;
            interrupted = false;
        }
        if (console.interruptKeyWaiting()) {
            watch();
        }
    }

    private void end(MicroPython python) {
        boolean late;
        synchronized (guard) {
            running = null;
            late = interrupted;
        }
        clock.cutShort(false);
        console.calm();
        if (memory.fixed()) {
            // done at the next return to the top level, which is this one's
            python.execute("__import__('gc').collect()".getBytes(StandardCharsets.UTF_8));
        } else if (late) {
            // one that came too late for its code would break off the next; this takes it
            python.execute("pass".getBytes(StandardCharsets.UTF_8));
        }
    }

    private boolean interruptible() {
        synchronized (guard) {
            return running != null && (file || running.interruptible());
        }
    }

    private void watch() {
        synchronized (guard) {
            if (!idle) {
                return;
            }
            idle = false;
        }
        LockSupport.unpark(tender);
    }

    private void tend() {
        int rounds = 0;
        while (!stopped) {
            try {
                boolean busy = interruptIfAsked() || console.underWay();
                if (busy || ++rounds < WATCH_ON / WATCH) {
                    rounds = busy ? 0 : rounds;
                    LockSupport.parkNanos(WATCH);
                    output.flush();
                } else {
                    rest();
                    rounds = 0;
                }
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void rest() throws InterruptedException {
        synchronized (guard) {
            idle = true;
        }
        output.flush(); // what came until now has woken nobody
        if (interruptIfAsked() || console.underWay()) {
            watch();
        }
        while (!stopped) {
            synchronized (guard) {
                if (!idle) {
                    return;
                }
            }
            LockSupport.park(this);
        }
    }

    /// Breaks off the code that runs if a Ctrl-C has arrived; true if one waits for code to become
    /// interruptible.
    private boolean interruptIfAsked() {
        if (!console.interruptKeyWaiting()) {
            return false;
        }
        synchronized (guard) {
            if (running == null) {
                return false;
            }
            if (!file && !running.interruptible()) {
                return true;
            }
            interrupted = true;
            running.interrupt();
            clock.cutShort(true);
        }
        console.takeInterruptKey();
        return false;
    }

    private void say(String text) {
        try {
            if (!stopped) {
                output.print(text);
                output.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
