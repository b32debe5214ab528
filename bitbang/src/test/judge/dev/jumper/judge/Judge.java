package dev.jumper.judge;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.sim.wave.Timescale;
import dev.jumper.sim.wave.Vcd;
import dev.jumper.sim.wave.Waveform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Has the decoders of sigrok, which nobody here wrote, say what a waveform means. The scripts that ask them fail
/// closed: a wrong channel, a file cut off and an empty decode are refusals. The tests of several modules share it,
/// each run in its module's folder.
public final class Judge {
    private static final Path SCRIPTS = Path.of("../bitbang/src/test/sigrok");
    private static final Path FOLDER = Path.of("target/judge");
    private static final long DEADLINE_SECONDS = 120;

    private final String name;
    private final Timescale scale;

    /// Judges waveforms as files `name` in `target/judge`, in ticks of `scale`.
    public Judge(String name, Timescale scale) {
        this.name = name;
        this.scale = scale;
    }

    /// Skips the tests if there is no sigrok-cli.
    public static void requireDecoders() {
        boolean there = Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "sigrok-cli")));
        assumeTrue(there, "no sigrok-cli, so nobody judges the waveforms; install it: apt-get install sigrok-cli");
    }

    /// Returns what the judge has to say of whether `waveform` decodes to exactly `text`, lines joined by `|`.
    public Verdict decoded(Waveform waveform, String text, String stack, String annotation) throws IOException {
        return judge(write(waveform), "", text, stack, annotation);
    }

    /// As [#decoded], and a second annotation has to say nothing.
    public Verdict silent(
            Waveform waveform, String text, String stack, String annotation, String silentStack, String silent)
            throws IOException {
        return judge(write(waveform), "--silent", text, stack, annotation, silentStack, silent);
    }

    /// Returns what the second judge of SPI says: `mode 0` to `mode 3`, or that it cannot tell.
    public String spiMode(Waveform waveform) throws IOException {
        return run(List.of("python3", SCRIPTS.resolve("spi_mode.py").toString(), write(waveform)))
                .said();
    }

    private String write(Waveform waveform) throws IOException {
        Files.createDirectories(FOLDER);
        var file = FOLDER.resolve(name + ".vcd");
        Vcd.write(waveform, file, scale);
        return file.toString();
    }

    private static Verdict judge(String file, String option, String text, String... decoders) throws IOException {
        var command = new ArrayList<String>(List.of(SCRIPTS.resolve("judge").toString()));
        if (!option.isEmpty()) {
            command.add(option);
        }
        command.addAll(List.of(file, exactly(text)));
        command.addAll(List.of(decoders));
        var verdict = run(command);
        boolean whole = verdict.said().equals((verdict.accepted() ? "PASS " : "FAIL ") + file)
                || !verdict.accepted() && verdict.said().startsWith("FAIL " + file + ": ");
        if (!whole || verdict.said().contains("sigrok-cli ended with")) {
            throw new AssertionError("no verdict: " + verdict);
        }
        return verdict;
    }

    /// Returns a regular expression for `text` alone. What is not ASCII may be any character, for the JVM hands it
    /// on only in some locales.
    private static String exactly(String text) {
        return "^" + text.replaceAll("[\\\\.\\[\\]{}()*+?^$|]", "\\\\$0").replaceAll("[^\\x00-\\x7f]", ".{1,2}") + "$";
    }

    private static Verdict run(List<String> command) throws IOException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("no verdict after " + DEADLINE_SECONDS + " s: " + command);
            }
            return new Verdict(
                    process.exitValue() == 0,
                    String.join("\n", process.inputReader().readAllLines()));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        } finally {
            process.destroyForcibly();
        }
    }

    /// What came of asking.
    ///
    /// @param accepted whether the waveform is as expected
    /// @param said what was printed
    public record Verdict(boolean accepted, String said) {}
}
