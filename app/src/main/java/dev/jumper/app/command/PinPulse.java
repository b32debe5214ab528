package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.bitbang.Pulse;
import dev.jumper.bitbang.PulseTimer;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.sim.wave.WaveTime;
import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Sends a pulse, or measures one, or both.
@Command(
        name = "pulse",
        description = {
            "Measures the next pulse on a pin, or with --width sends one there.",
            "With --echo it sends one and measures what comes back on another pin:",
            "  jumper pin pulse TRIGGER --width 10us --echo ECHO"
        })
final class PinPulse implements Action {
    @Parameters(paramLabel = "PIN", description = "The pin.")
    private String name;

    @Option(names = "--width", paramLabel = "TIME", description = "Send a pulse of this length: 10us, 1.5ms.")
    private String width;

    @Option(names = "--level", paramLabel = "0|1", description = "What the pulse is (default: 1, high).")
    private String level = "1";

    @Option(names = "--echo", paramLabel = "PIN", description = "Then measure the next high pulse on this pin.")
    private String echo;

    @Option(
            names = "--within",
            paramLabel = "TIME",
            description = "How long a pulse may keep one waiting, and last (default: 1s).")
    private String within = "1s";

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        int active = Numbers.whole("--level", level, 0, 1);
        long timeout = Numbers.nanos("--within", within);
        if (echo != null && width == null) {
            throw new IllegalArgumentException("found --echo without --width, expected how long a pulse to send");
        }
        long nanos = width == null ? 0 : Numbers.nanos("--width", width);
        var bench = where.open(session);
        var pin = bench.pin(name);
        if (width == null) {
            pin.ioctl(Pin.INPUT, Pin.FLOATING);
            measure(session, new PulseTimer(bench.ticks()), pin, name, active, timeout);
            return;
        }
        pin.output(active == 0);
        bench.ticks().delay(nanos);
        pin.set(active == 1);
        bench.ticks().delay(nanos);
        pin.set(active == 0);
        if (echo != null) {
            measure(session, new PulseTimer(bench.ticks()), bench.pin(echo), echo, 1, timeout);
        }
    }

    private static void measure(Session session, PulseTimer timer, Pin pin, String name, int level, long timeout)
            throws IOException {
        String kind = level == 1 ? "high" : "low";
        switch (timer.measure(pin, level, Duration.ofNanos(timeout))) {
            case Pulse.Measured(long nanos) -> session.console().print(WaveTime.format(nanos));
            case Pulse.NeverStarted _ ->
                throw new DeviceException(
                        DeviceException.Kind.ABSENT,
                        "pin %s: no %s pulse began within %s".formatted(name, kind, WaveTime.format(timeout)));
            case Pulse.NeverEnded _ ->
                throw new DeviceException(
                        DeviceException.Kind.NEVER_ENDED,
                        "pin %s: a %s pulse did not end within %s".formatted(name, kind, WaveTime.format(timeout)));
        }
    }
}
