package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.bitbang.SoftPwm;
import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Vcd;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.draw.DrawingOptions;
import dev.jumper.sim.wave.draw.TextDrawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Records pins and draws them.
@Command(
        name = "wave",
        description = {
            "Records pins for a time and draws what they did.",
            "With --hertz it drives the first pin with a square wave meanwhile."
        })
final class PinWave implements Action {
    @Parameters(arity = "1..*", paramLabel = "PIN", description = "The pins.")
    private List<String> names;

    @Option(names = "--for", paramLabel = "TIME", description = "For how long (default: 10ms).")
    private String duration = "10ms";

    @Option(names = "--hertz", paramLabel = "N", description = "Drive the first pin with so many periods a second.")
    private Double hertz;

    @Option(
            names = "--duty",
            paramLabel = "PERCENT",
            description = "How much of each period that is high (default: 50).")
    private double duty = 50;

    @Option(
            names = "--vcd",
            paramLabel = "FILE",
            description = "Write it to a file instead, for jumper wave or any viewer of waveforms.")
    private Path vcd;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        long nanos = Numbers.nanos("--for", duration);
        if (!(duty >= 0 && duty <= 100)) {
            throw new IllegalArgumentException("--duty: found " + duty + ", expected 0 to 100");
        }
        if (hertz != null && !(hertz > 0 && hertz <= 1e6)) {
            throw new IllegalArgumentException("--hertz: found " + hertz + ", expected more than 0, up to 1000000");
        }
        if (new LinkedHashSet<>(names).size() < names.size()) {
            throw new IllegalArgumentException(
                    "found a pin twice in " + String.join(" ", names) + ", expected each once");
        }
        var bench = where.open(session);
        var logs = new ArrayList<EdgeLog>();
        for (String name : names) {
            logs.add(EdgeLog.start(name, bench.pin(name), bench.ticks()));
        }
        long start = bench.ticks().nanos();
        if (hertz == null) {
            bench.ticks().delay(nanos);
        } else {
            SoftPwm.open(bench.pin(names.getFirst()), hertz, duty / 100, bench.ticks())
                    .run(Duration.ofNanos(nanos));
        }
        for (EdgeLog log : logs) {
            if (log.lost() > 0) {
                session.console().note("jumper: pin wave: " + log.lost() + " changes came too fast and were lost");
            }
        }
        var waveform = waveform(logs, Math.max(1, bench.ticks().nanos() - start));
        if (vcd == null) {
            draw(session, waveform);
        } else {
            var bytes = new ByteArrayOutputStream();
            Vcd.write(waveform, bytes);
            HostFile.replace(vcd, bytes.toByteArray());
        }
    }

    private Waveform waveform(List<EdgeLog> logs, long end) throws IOException {
        var signals = new ArrayList<Signal>();
        for (int i = 0; i < names.size(); i++) {
            var log = logs.get(i);
            var signal = new Signal.Log(names.get(i), log.firstLevel(), 0);
            for (var edge : log.take()) {
                signal.add(Math.clamp(edge.nanos(), 0, end), edge.level());
            }
            log.end();
            signals.add(signal.signal());
        }
        return new Waveform(0, end, signals);
    }

    private static void draw(Session session, Waveform waveform) throws IOException {
        var console = session.console();
        var options = DrawingOptions.DEFAULT.withWidth(Wave.width(console));
        String text = console.outColour() ? TextDrawing.coloured(waveform, options) : TextDrawing.of(waveform, options);
        console.out().write(text.getBytes(StandardCharsets.UTF_8));
    }
}
