package dev.jumper.emulator;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Net;
import dev.jumper.sim.Terminal;

/// A PWM unit that drives a net by itself in the circuit's time: each period is high first. Its schedule is
/// absolute, so that the frequency is exact although single edges are rounded to nanoseconds.
final class PwmOutput {
    private final Circuit circuit;
    private final Terminal terminal;
    private double hertz;
    private double duty;
    private double next;
    private boolean on;
    private boolean running;
    private int epoch;

    PwmOutput(Circuit circuit, Net net, String owner) {
        this.circuit = circuit;
        this.terminal = net.terminal(owner);
    }

    /// Sets frequency and share of the period that is high, 0 to 1, at once if the output was constant, else from
    /// the next period on.
    void set(double newHertz, double newDuty) {
        hertz = newHertz;
        duty = newDuty;
        on = true;
        if (!running) {
            next = circuit.nanos();
            period(epoch);
        }
    }

    /// Tells whether the net is driven.
    boolean isOn() {
        return on;
    }

    /// Lets the net go.
    void stop() {
        epoch++;
        on = false;
        running = false;
        terminal.release();
    }

    private void period(int of) {
        if (of != epoch) {
            return;
        }
        running = duty > 0 && duty < 1;
        terminal.drive(duty > 0 ? 1 : 0);
        if (!running) {
            return;
        }
        double length = 1e9 / hertz;
        double fall = next + length * duty;
        next += length;
        circuit.after(until(fall), () -> {
            if (of == epoch) {
                terminal.drive(0);
            }
        });
        circuit.after(until(next), () -> period(of));
    }

    private long until(double moment) {
        return Math.max(0, Math.round(moment) - circuit.nanos());
    }
}
