package dev.jumper.sim.junit;

import dev.jumper.sim.wave.Timescale;
import dev.jumper.sim.wave.Vcd;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.draw.DrawingOptions;
import dev.jumper.sim.wave.draw.SvgDrawing;
import dev.jumper.sim.wave.draw.TextDrawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The files that show what a failed test did to its circuit.
record WaveformFiles(Path folder, String name) {
    /// The last part of the unique identifier of an invocation: `[test-template-invocation:#3]`.
    private static final Pattern INVOCATION = Pattern.compile(".*#([0-9]+)]");

    /// Returns `Class.method`, with the number of the invocation after it if the method runs more than once.
    static String name(ExtensionContext context) {
        Class<?> type = context.getRequiredTestClass();
        String nested = type.getName()
                .substring(
                        type.getPackageName().isEmpty()
                                ? 0
                                : type.getPackageName().length() + 1);
        var invocation = INVOCATION.matcher(context.getUniqueId());
        return nested.replace('$', '.')
                + "."
                + context.getRequiredTestMethod().getName()
                + (invocation.matches() ? "-" + invocation.group(1) : "");
    }

    /// Writes the files, replacing those of an earlier run, and returns the drawing in text.
    String write(Waveform waveform) throws IOException {
        Files.createDirectories(folder);
        Vcd.write(waveform, file(".vcd"), Timescale.fitting(waveform));
        var options = DrawingOptions.DEFAULT.withTitle(name);
        Files.writeString(file(".svg"), SvgDrawing.of(waveform, options));
        String drawing = TextDrawing.of(waveform, options);
        Files.writeString(file(".txt"), drawing);
        return drawing;
    }

    private Path file(String ending) {
        return folder.resolve(name + ending);
    }

    @Override
    public String toString() {
        return file(".vcd").toAbsolutePath() + ", .svg and .txt";
    }
}
