package dev.jumper.emulator;

import dev.jumper.hal.Pin;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The pins of a board, by number; and by handles from [#PYTHON] on, for one run of the interpreter, those that
/// its programs wrote.
final class Pins {
    /// The first handle of a pin written in Python.
    static final int PYTHON = 1000;

    private final Wiring wiring;
    private final Pin[] board = new Pin[Wiring.PINS];
    private final Map<Integer, Pin> python = new HashMap<>();
    private final Map<Integer, PwmOutput> waves = new HashMap<>();

    Pins(Wiring wiring) {
        this.wiring = wiring;
    }

    /// Returns the pin with this handle.
    ///
    /// @throws IllegalArgumentException if there is none
    Pin at(int handle) {
        if (handle >= PYTHON) {
            var pin = python.get(handle);
            if (pin == null) {
                throw new IllegalArgumentException("invalid pin");
            }
            return pin;
        }
        if (handle < 0 || handle >= board.length) {
            throw unknown(handle);
        }
        if (board[handle] == null) {
            board[handle] = wiring.pin(handle).orElseGet(() -> onNet(handle));
        }
        return board[handle];
    }

    private Pin onNet(int number) {
        return new BoardPin(wiring.circuit(), wiring.net(number).orElseThrow(() -> unknown(number)), number);
    }

    /// Returns the number of the pin called `name`.
    int number(String name) {
        return wiring.number(name).orElseThrow(() -> unknown(name));
    }

    /// Returns the pin with this handle, which must be one of the board's own.
    BoardPin onCircuit(int handle, String wanted) {
        if (at(handle) instanceof BoardPin pin) {
            return pin;
        }
        throw new IllegalArgumentException("%s needs a pin of the circuit, pin %s was written in %s"
                .formatted(wanted, handle, handle < PYTHON ? "Java" : "Python"));
    }

    /// Takes in a pin written in Python.
    void add(int handle, PythonCallback callback, BoardTime time) {
        python.put(handle, new PythonPin(callback, time, handle));
    }

    /// Sets mode, pull and level of a pin as `machine.Pin.init` does; -1 leaves each as it is.
    void set(int handle, int mode, int pull, int level) throws IOException {
        var pin = at(handle);
        if (mode >= 0) {
            silence(handle);
        }
        switch (mode) {
            case -1 -> {
                if (level >= 0) {
                    pin.ioctl(Pin.WRITE, level);
                }
            }
            case 0 -> {
                pin.ioctl(Pin.INPUT, Math.max(0, pull));
                if (level >= 0) {
                    pin.ioctl(Pin.WRITE, level);
                }
            }
            case 1 -> pin.ioctl(Pin.OUTPUT, level >= 0 ? level : pin instanceof BoardPin own ? own.latch() : 0);
            case 2 -> pin.ioctl(Pin.OPEN_DRAIN, level >= 0 ? level : 1);
            default -> throw new IllegalArgumentException("invalid pin mode: " + mode);
        }
        if (mode != 0 && pin instanceof BoardPin own && (mode > 0 || pull >= 0)) {
            own.pull(Math.max(0, pull));
        }
    }

    /// Starts PWM on a pin, or changes it from its next period on.
    void wave(int handle, double hertz, double duty) throws IOException {
        var pin = onCircuit(handle, "PWM");
        var wave = waves.computeIfAbsent(handle, _ -> new PwmOutput(wiring.circuit(), pin.net(), "PWM of " + pin));
        if (!wave.isOn()) {
            pin.ioctl(Pin.INPUT, Pin.FLOATING);
        }
        wave.set(hertz, duty);
    }

    /// Ends PWM on a pin, if there is any, and leaves it floating.
    boolean silence(int handle) {
        var wave = waves.get(handle);
        boolean on = wave != null && wave.isOn();
        if (on) {
            wave.stop();
        }
        return on;
    }

    /// Forgets what belongs to a run of the interpreter: pins in Python, interrupts, PWM.
    void forget() {
        python.clear();
        waves.values().forEach(PwmOutput::stop);
        for (var pin : board) {
            if (pin instanceof BoardPin own) {
                own.watch(0, Events.NOBODY);
            }
        }
    }

    /// Makes all pins of the board's own floating inputs, as a reset does.
    void release() {
        for (var pin : board) {
            if (pin instanceof BoardPin own) {
                try {
                    own.ioctl(Pin.INPUT, Pin.FLOATING);
                } catch (IOException | RuntimeException e) {
                    // what is wrong with the circuit is told to the next program that uses it
                }
            }
        }
    }

    private static IllegalArgumentException unknown(int number) {
        return new IllegalArgumentException("invalid pin: %d, expected 0 to %d".formatted(number, Wiring.PINS - 1));
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("invalid pin: '%s', expected 0 to %d, GPIO0 to GPIO%d or one of %s"
                .formatted(name, Wiring.PINS - 1, Wiring.PINS - 1, String.join(", ", wiring.names())));
    }
}
