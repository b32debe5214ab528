package dev.jumper.emulator;

import dev.jumper.bitbang.PulseTimer;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;

/// The functions of `_jumper` for single pins: levels, interrupts, pulses, PWM, voltages, timers.
final class PinFunctions {
    /// The first number of a timer among the events; pins have theirs below.
    private static final int TIMERS = 2000;

    private final Pins pins;
    private final Circuit circuit;
    private final Ticks ticks;
    private final Events events;
    private final PulseTimer pulses;
    private final Map<Integer, Integer> timers = new HashMap<>();
    private int epoch;

    PinFunctions(Pins pins, Circuit circuit, Events events) {
        this.pins = pins;
        this.circuit = circuit;
        this.ticks = circuit.ticks();
        this.events = events;
        this.pulses = new PulseTimer(ticks);
    }

    void addTo(Map<String, HardwareFunction> functions) {
        functions.put("read", a -> pins.at(a.number(0)).ioctl(Pin.READ, 0));
        functions.put("write", a -> pins.at(a.number(0)).ioctl(Pin.WRITE, a.number(1) & 1));
        functions.put("ioctl", a -> pins.at(a.number(0)).ioctl(a.number(1), a.number(2)));
        functions.put("pin", this::pin);
        functions.put("setup", a -> {
            pins.set(a.number(0), a.number(1), a.number(2), a.number(3));
            return 0;
        });
        functions.put("irq", a -> {
            pins.onCircuit(a.number(0), "irq").watch(a.number(1), events);
            return 0;
        });
        functions.put("pulse", this::pulse);
        functions.put("bits", this::bits);
        functions.put("pwm", a -> {
            pins.wave(a.number(0), a.real(1), a.real(2));
            return 0;
        });
        functions.put(
                "pwm_end", a -> pins.silence(a.number(0)) ? pins.at(a.number(0)).ioctl(Pin.OUTPUT, 0) : 0);
        functions.put("volts", a -> {
            int handle = a.number(0);
            return (handle < 0
                            ? circuit.net("A0")
                            : pins.onCircuit(handle, "ADC").net())
                    .volts();
        });
        functions.put("timer", this::timer);
    }

    /// Returns the handle of a pin that is named by its number or its name.
    private Object pin(Arguments a) {
        int number = a.values()[0] instanceof String name ? pins.number(name) : a.number(0);
        if (number >= Pins.PYTHON) {
            number = -1;
        }
        pins.at(number);
        return number;
    }

    /// Returns a pulse's microseconds, or the codes of MicroPython's `time_pulse_us`.
    private Object pulse(Arguments a) throws IOException {
        long nanos = pulses.measureNanos(pins.at(a.number(0)), a.number(1), a.number(2) * 1000L);
        return (int) (nanos < 0 ? nanos : nanos / 1000);
    }

    /// Sends bits as pulses, each high for one of two times and low for one of two times, highest bit first.
    private Object bits(Arguments a) throws IOException {
        var pin = pins.at(a.number(0));
        byte[] data = a.bytes(1);
        pin.ioctl(Pin.OUTPUT, 0);
        long due = ticks.nanos();
        for (int at = 0; at < data.length * 8; at++) {
            int bit = data[at >> 3] >> 7 - (at & 7) & 1;
            pin.ioctl(Pin.WRITE, 1);
            due += a.number(3 + 2 * bit);
            ticks.delay(due - ticks.nanos());
            pin.ioctl(Pin.WRITE, 0);
            due += a.number(4 + 2 * bit);
            ticks.delay(due - ticks.nanos());
        }
        return 0;
    }

    /// Starts a timer of a period in nanoseconds, once or over and over; a period of 0 ends it.
    private Object timer(Arguments a) {
        int number = a.number(0);
        long period = a.nanos(1);
        if (period > 0) {
            timers.put(number, ++epoch);
            elapseLater(number, epoch, period, a.flag(2));
        } else {
            timers.remove(number);
        }
        return 0;
    }

    private void elapseLater(int number, int of, long period, boolean repeated) {
        circuit.after(period, () -> {
            if (timers.getOrDefault(number, 0) == of) {
                events.add(TIMERS + number);
                if (repeated) {
                    elapseLater(number, of, period, true);
                }
            }
        });
    }

    /// Ends all timers.
    void close() {
        timers.clear();
    }
}
