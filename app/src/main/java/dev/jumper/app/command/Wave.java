package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.app.session.Session;
import dev.jumper.sim.wave.Vcd;
import dev.jumper.sim.wave.WaveTime;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation;
import dev.jumper.sim.wave.decode.Decoder;
import dev.jumper.sim.wave.draw.DrawingOptions;
import dev.jumper.sim.wave.draw.PngDrawing;
import dev.jumper.sim.wave.draw.SvgDrawing;
import dev.jumper.sim.wave.draw.TextDrawing;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jline.terminal.spi.SystemStream;
import org.jline.terminal.spi.TerminalProvider;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Draws a recorded waveform. Needs no board.
@Command(
        name = "wave",
        description = "Draws a waveform from a VCD file, in the terminal or as a picture.",
        footer = {
            "",
            "Times are numbers with a unit: 300ns, 20us, 1.5ms, 2s. A bare number is refused.",
            "Decoders name a protocol, then its lines in order, then options:",
            "  i2c:scl,sda               spi:clk,mosi,miso,cs,mode=0,bits=8,lsb,cshigh (- for a missing line)",
            "  uart:tx,baud=115200,bits=8,parity=even,invert       onewire:owr,overdrive",
            "  dht:sda,model=dht22       ws281x:din,order=grb      nec:ir      rc5:ir",
            "  pwm:servo                 pulse:echo,low"
        })
public final class Wave implements Action {
    private static final String STANDARD_OUTPUT = "-";

    @Parameters(paramLabel = "FILE", description = "The waveform, a VCD file.")
    private Path file;

    @Option(names = "--from", paramLabel = "TIME", description = "Where to begin (default: with the file).")
    private String from;

    @Option(names = "--to", paramLabel = "TIME", description = "Where to end (default: with the file).")
    private String to;

    @Option(
            names = "--signals",
            paramLabel = "NAME",
            split = ",",
            description = "Only these lines, joined by commas, in this order.")
    private List<String> signals = List.of();

    @Option(
            names = "--decode",
            paramLabel = "DECODER",
            description = "Label what lines say, as told below; may be repeated.")
    private List<String> decoders = List.of();

    @Option(names = "--list", description = "Print what the decoders say line by line, instead of drawing.")
    private boolean list;

    @Option(names = "--svg", paramLabel = "FILE", description = "Write a picture in SVG; - is standard output.")
    private String svg;

    @Option(names = "--png", paramLabel = "FILE", description = "Write a picture in PNG; - is standard output.")
    private String png;

    @Option(
            names = "--width",
            paramLabel = "N",
            description = "Columns of the terminal (default: all), or width of the picture (default: 960).")
    private Integer width;

    @Option(names = "--title", paramLabel = "TEXT", description = "What to write above it.")
    private String title = "";

    @Override
    public void run(Session session) throws IOException {
        var options = options();
        if (svg != null && svg.equals(png)) {
            throw new IllegalArgumentException("wave: found " + svg + " for both --svg and --png, expected two names");
        }
        if (list && decoders.isEmpty()) {
            throw new IllegalArgumentException("wave --list: found no --decode, expected at least one");
        }
        checkOutput("--svg", svg);
        checkOutput("--png", png);
        if (Files.isDirectory(file)) {
            throw new FileSystemException(file.toString(), null, "found a directory, expected a VCD file");
        }
        long start = session.ticks().nanos();
        var console = session.console();
        var vcd = Vcd.read(file);
        console.time("reading " + file, session.ticks().nanos() - start);
        for (String notice : vcd.notices()) {
            console.note("jumper: " + file + ": " + notice);
        }
        long read = session.ticks().nanos();
        draw(console, vcd.waveform(), options);
        console.time("drawing", session.ticks().nanos() - read);
    }

    private void draw(Console console, Waveform waveform, DrawingOptions options) throws IOException {
        if (svg != null) {
            write(console, svg, SvgDrawing.of(waveform, options).getBytes(StandardCharsets.UTF_8));
        }
        if (png != null) {
            write(console, png, PngDrawing.of(waveform, options));
        }
        if (list) {
            list(console, waveform, options);
        } else if (svg == null && png == null) {
            var wide = width == null ? options.withWidth(width(console)) : options;
            String text = console.outColour() ? TextDrawing.coloured(waveform, wide) : TextDrawing.of(waveform, wide);
            console.out().write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private static void list(Console console, Waveform waveform, DrawingOptions options) throws IOException {
        long first = options.from().orElse(waveform.start());
        long last = options.to().orElse(waveform.end());
        record Entry(String track, Annotation annotation) {}
        var entries = options.decoders().stream()
                .flatMap(decoder -> decoder.decode(waveform).stream())
                .flatMap(track -> track.annotations().stream().map(a -> new Entry(track.name(), a)))
                .filter(e -> e.annotation().to() > first && e.annotation().from() < last)
                .sorted(Comparator.comparingLong(e -> e.annotation().from()))
                .toList();
        for (var entry : entries) {
            var annotation = entry.annotation();
            console.print(
                    "%12s  %-6s  %s".formatted(WaveTime.format(annotation.from()), entry.track(), annotation.label()));
        }
    }

    private DrawingOptions options() {
        var options = DrawingOptions.DEFAULT
                .withSignals(signals.stream().map(String::strip).toArray(String[]::new))
                .withDecoders(decoders.stream()
                        .map(spec -> option("--decode", spec, Decoder::parse))
                        .toArray(Decoder[]::new))
                .withTitle(title);
        if (from != null) {
            options = options.withFrom(option("--from", from, WaveTime::parse));
        }
        if (to != null) {
            options = options.withTo(option("--to", to, WaveTime::parse));
        }
        return width == null ? options : options.withWidth(width);
    }

    private static <T> T option(String name, String value, Function<String, T> meaning) {
        try {
            return meaning.apply(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("wave " + name + ": " + e.getMessage(), e);
        }
    }

    /// Returns as many columns as the terminal has; automatic if there is none. The system is asked, for building a
    /// whole terminal would write queries to it.
    static int width(Console console) {
        if (!console.outTerminal()) {
            return DrawingOptions.AUTOMATIC;
        }
        try {
            int columns = TerminalProvider.load("ffm").systemStreamWidth(SystemStream.Output);
            return columns < DrawingOptions.NARROWEST
                    ? DrawingOptions.AUTOMATIC
                    : Math.min(columns, DrawingOptions.WIDEST);
        } catch (IOException e) {
            return DrawingOptions.AUTOMATIC; // no such provider on this system
        }
    }

    private void checkOutput(String option, String target) throws IOException {
        if (target == null || target.equals(STANDARD_OUTPUT)) {
            return;
        }
        Path path = Path.of(target);
        if (Files.exists(path) && Files.exists(file) && Files.isSameFile(path, file)) {
            throw new IllegalArgumentException(
                    "wave " + option + ": found the waveform's own file " + target + ", expected another name");
        }
        if (Files.isDirectory(path)) {
            throw new FileSystemException(target, null, "found a directory, expected a file to write");
        }
    }

    private static void write(Console console, String target, byte[] content) throws IOException {
        if (target.equals(STANDARD_OUTPUT)) {
            console.out().write(content);
            return;
        }
        Path path = Path.of(target);
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            Files.write(path, content); // a device or a pipe
            return;
        }
        HostFile.replace(path, content);
    }
}
