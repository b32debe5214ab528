package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import java.util.List;

/// An ultrasonic ranger HC-SR04: after a trigger pulse of 10 µs it sends its burst, then raises its echo line for
/// as long as the sound is under way.
///
/// Triggers that are too short, or come while it measures, get no answer and are counted.
///
/// Source: Elecfreaks "Ultrasonic Ranging Module HC-SR04", "Timing diagram"; the pulse of 38 ms without an echo
/// from the same maker's user guide.
public final class EchoRanger implements Part {
    private static final long TRIGGER_NANOS = 10_000; // "10uS TTL"
    private static final long BURST_NANOS = 200_000; // "8 Cycle Sonic Burst" of 40 kHz
    private static final long NO_ECHO_NANOS = 38_000_000;
    private static final double NEAREST_METRES = 0.02; // "Min Range 2cm"
    private static final double FARTHEST_METRES = 4; // "Max Range 4m"

    private final String triggerName;
    private final String echoName;
    private final Faults<EchoFault> faults = new Faults<>(new EchoFault.None());
    private double metres = 1;
    private double celsius = 20;
    private Circuit circuit;
    private Terminal echo;
    private boolean triggered;
    private long triggeredAt;
    private boolean busy;
    private int epoch;
    private int measurements;
    private int triggersIgnored;

    private EchoRanger(String trigger, String echo) {
        this.triggerName = trigger;
        this.echoName = echo;
    }

    /// Returns a ranger 1 m from what it looks at, in air of 20 °C.
    public static EchoRanger on(String trigger, String echo) {
        return new EchoRanger(trigger, echo);
    }

    /// Sets the distance, 0.02 to 4 m, and returns this.
    public EchoRanger metres(double distance) {
        if (!(distance >= NEAREST_METRES && distance <= FARTHEST_METRES)) {
            throw new IllegalArgumentException("distance is %s m, expected 0.02 to 4".formatted(distance));
        }
        metres = distance;
        return this;
    }

    /// Sets the temperature of the air, -40 to 80 °C, and returns this.
    public EchoRanger celsius(double temperature) {
        if (!(temperature >= -40 && temperature <= 80)) {
            throw new IllegalArgumentException("temperature is %s °C, expected -40 to 80".formatted(temperature));
        }
        celsius = temperature;
        return this;
    }

    /// Fails from now on in each measurement, and returns this.
    public EchoRanger failing(EchoFault always) {
        faults.always(always);
        return this;
    }

    /// Fails in the next measurements, one fault each, and returns this.
    public EchoRanger failingNext(EchoFault... next) {
        faults.next(List.of(next));
        return this;
    }

    /// Fails no more from the next measurement on, and returns this.
    public EchoRanger mended() {
        faults.mend();
        return this;
    }

    /// Ends the measurement now.
    public void letGo() {
        epoch++;
        busy = false;
        echo.drive(0);
    }

    /// Returns how long the echo of the distance lasts, in nanoseconds: there and back at the speed of sound in
    /// dry air, 331.3 m/s at 0 °C and with the root of the absolute temperature.
    public long echoNanos() {
        return Math.round(2 * metres / (331.3 * Math.sqrt(1 + celsius / 273.15)) * 1e9);
    }

    /// Returns how many measurements were begun.
    public int measurements() {
        return measurements;
    }

    /// Returns how many triggers got no answer, too short or too soon.
    public int triggersIgnored() {
        return triggersIgnored;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        echo = to.net(echoName).terminal("HC-SR04 echo");
        echo.drive(0);
        to.net(triggerName).listen((_, level) -> trigger(level));
    }

    private void trigger(int level) {
        long now = circuit.nanos();
        if (level == 1) {
            triggered = true;
            triggeredAt = now;
        } else if (triggered) {
            triggered = false;
            if (busy || now - triggeredAt < TRIGGER_NANOS) {
                triggersIgnored++;
            } else {
                measure(faults.take());
            }
        }
    }

    private void measure(EchoFault fault) {
        measurements++;
        switch (fault) {
            case EchoFault.Silent _ -> {}
            case EchoFault.None _ -> echo(echoNanos());
            case EchoFault.OutOfRange _ -> echo(NO_ECHO_NANOS);
            case EchoFault.NeverEnding _ -> echo(Long.MAX_VALUE);
        }
    }

    private void echo(long nanos) {
        busy = true;
        later(BURST_NANOS, () -> {
            echo.drive(1);
            if (nanos != Long.MAX_VALUE) {
                later(nanos, this::letGo);
            }
        });
    }

    /// Has `action` happen unless the measurement was ended before.
    private void later(long nanos, Runnable action) {
        int now = epoch;
        circuit.after(nanos, () -> {
            if (now == epoch) {
                action.run();
            }
        });
    }
}
