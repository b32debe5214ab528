package dev.jumper.emulator;

import com.dylibso.chicory.runtime.Memory;
import com.dylibso.chicory.wasm.ChicoryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the Python modules of the board stand on, for one run of the interpreter: clock, time, reset, pins and
/// buses.
///
/// Between two calls of Python code, and while it sleeps, [Events] are told to it.
final class Hardware {
    private static final int MICRO = 1_000;
    private static final int MILLI = 1_000_000;
    private static final int TICKS_PERIOD = 1 << 30; // that of the interpreter's own, `time.ticks_diff`
    private static final String TELLS_TIME = "ticks"; // how the functions that cannot fail begin
    private static final int INTERRUPTED = 1; // what a handler's caller in Python returns after a Ctrl-C

    private final Clock clock;
    private final BoardTime time;
    private final Pins pins;
    private final Output output;
    private final Events events = new Events();
    private final PinFunctions pinFunctions;
    private final List<String> names;
    private final List<HardwareFunction> functions;
    private Optional<RuntimeException> trouble = Optional.empty();
    private PythonCallback callback;
    private int depth;
    private boolean telling;
    private boolean held;

    Hardware(Clock clock, BoardTime time, Wiring wiring, Pins pins, Output output) {
        this.clock = clock;
        this.time = time;
        this.pins = pins;
        this.output = output;
        this.pinFunctions = new PinFunctions(pins, wiring.circuit(), events);
        Map<String, HardwareFunction> all = new LinkedHashMap<>();
        addTo(all);
        pinFunctions.addTo(all);
        new BusFunctions(pins, wiring.circuit().ticks()).addTo(all);
        names = List.copyOf(all.keySet());
        functions = new ArrayList<>(all.values());
    }

    private void addTo(Map<String, HardwareFunction> all) {
        all.put("clock", _ -> clock.epochMillis() / 1e3 + clock.microseconds() % 1000 / 1e6);
        all.put("set_clock", this::setClock);
        all.put("reset", _ -> {
            throw new BoardReset("machine.reset()");
        });
        all.put("binary", a -> binary(a.number(0), a.instance().memory()));
        all.put("callback", a -> {
            callback = new PythonCallback(a.instance(), a.function(0));
            return 0;
        });
        all.put("adopt", a -> {
            pins.add(a.number(0), callback, time);
            return 0;
        });
        all.put("ticks_ms", _ -> (int) (time.nanos() / MILLI % TICKS_PERIOD));
        all.put("ticks_us", _ -> (int) (time.nanos() / MICRO % TICKS_PERIOD));
        all.put("wait", a -> {
            sleep(a.nanos(0));
            return null;
        });
        all.put("hold", a -> {
            boolean before = held;
            held = a.flag(0);
            return before;
        });
    }

    /// Returns the number of the function `name`, below 0 if there is none.
    int number(String name) {
        return names.indexOf(name);
    }

    /// Calls a function and returns its result, null (Python's None) if it has none, or the text of a [Failure].
    Object call(int function, Arguments arguments) {
        depth++;
        try {
            pass(function);
            Object result = functions.get(function).call(arguments);
            if (depth == 1) {
                tell();
            }
            return result;
        } catch (InterruptedException e) {
            throw new BoardReset("reset from outside");
        } catch (ClassCastException | IndexOutOfBoundsException | NullPointerException e) {
            return "V wrong arguments";
        } catch (BoardReset | LongJump | ChicoryException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            return Failure.text(e);
        } finally {
            depth--;
        }
    }

    /// Lets the time of a call pass. What goes wrong in the circuit meanwhile is kept for a call that can fail;
    /// those that tell the time cannot.
    private void pass(int function) {
        try {
            time.call();
        } catch (RuntimeException e) {
            trouble = Optional.of(e);
        }
        if (trouble.isPresent() && !names.get(function).startsWith(TELLS_TIME)) {
            var e = trouble.get();
            trouble = Optional.empty();
            throw e;
        }
    }

    /// Ends what this run of the interpreter left going.
    void close() {
        pinFunctions.close();
        pins.forget();
    }

    /// Lets time pass, and Python code know of what happens meanwhile.
    private void sleep(long nanos) throws InterruptedException, IOException {
        long until = time.nanos() + Math.max(0, nanos);
        output.flush();
        while (time.nanos() < until && !clock.takeCutShort()) {
            time.approach(until, this::isDisturbed);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedException();
            }
            if (depth == 1) {
                tell();
            }
        }
    }

    private boolean isDisturbed() {
        return clock.isCutShort()
                || Thread.currentThread().isInterrupted()
                || depth == 1 && !held && !telling && callback != null && events.count() > 0;
    }

    private void tell() throws IOException {
        if (telling || held || callback == null) {
            return;
        }
        telling = true;
        try {
            for (int left = events.count(); left > 0; left--) {
                if (callback.call(events.take(), 0, 0) == INTERRUPTED) {
                    callback.interrupt();
                }
            }
        } catch (PythonCallback.KeyboardInterrupt e) {
            callback.interrupt();
        } finally {
            telling = false;
        }
    }

    /// Gives the file object at this address, `sys.stdout.buffer`, a descriptor of its own, for otherwise
    /// its bytes could not be told from text, whose line ends are converted.
    private static Object binary(int address, Memory memory) {
        if (memory.readInt(address + 4) != FileCalls.STDOUT) {
            return null;
        }
        memory.writeI32(address + 4, FileCalls.BINARY_STDOUT);
        return true;
    }

    private Object setClock(Arguments a) {
        try {
            clock.set(a.real(0));
            return true;
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
    }
}
