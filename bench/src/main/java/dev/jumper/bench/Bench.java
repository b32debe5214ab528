package dev.jumper.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Optional;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/// Measures everything in one run, and prints one report: `Bench FOLDER REGEX`, the folder of this module and which
/// benchmarks to run.
public final class Bench {
    private Bench() {}

    /// Runs the C program, then the benchmarks, then the C program once more, so that neither has the quieter
    /// machine.
    public static void main(String[] args) throws IOException, InterruptedException, RunnerException {
        if (args.length != 2) {
            System.err.println("bench: found " + args.length + " arguments, expected: FOLDER REGEX");
            System.exit(2);
        }
        var folder = Path.of(args[0]);
        Optional<CProgram> program = CProgram.compile(folder.resolve("src/main/c"), folder.resolve("target"));
        var inC = new ArrayList<CProgram.Figure>();
        if (program.isPresent()) {
            inC.addAll(program.get().run());
        }
        System.out.println("bench: measuring, some two minutes ...");
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include("^dev\\.jumper\\.bench\\..*(" + args[1] + ")")
                        .shouldFailOnError(true)
                        .jvmArgsPrepend("--sun-misc-unsafe-memory-access=allow") // what JMH does, and is warned of
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        if (program.isPresent()) {
            inC.addAll(program.get().run());
        }
        String report = new Report(program, inC, results, Allocation.measure()).markdown();
        Files.writeString(folder.resolve("target/benchmark.md"), report);
        System.out.println(report);
    }
}
