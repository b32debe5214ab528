package dev.jumper.bench.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Tries every mutant of a module and writes down those that no test notices.
public final class Mutations {
    private final Path root;
    private final Subject subject;

    private Mutations(Path root, Subject subject) {
        this.root = root;
        this.subject = subject;
    }

    /// Takes the folder of all modules, the name of one, and patterns for its classes and tests.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = Path.of(arguments[0]).toAbsolutePath().normalize();
        var subject = new Subject(root.resolve(arguments[1]), arguments[2], arguments[3]);
        new Mutations(root, subject).run();
    }

    private void run() throws IOException, InterruptedException {
        var mutants = subject.mutants();
        if (mutants.isEmpty()) {
            throw new IllegalArgumentException("no constants in the classes of %s whose names match %s"
                    .formatted(subject.folder(), subject.pattern()));
        }
        var noticed = new ArrayList<String>();
        reach();
        while (noticed.size() < mutants.size()) {
            work(mutants, noticed);
        }
        String report = report(mutants, noticed);
        Files.writeString(root.resolve("bench/target/mutations.md"), report);
        System.out.print(report);
    }

    /// Has a worker find out what the tests reach.
    private void reach() throws IOException, InterruptedException {
        int code = worker(-1)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        if (code != 0) {
            throw new IllegalStateException("the tests cannot be run without any change");
        }
    }

    /// Has a new worker go on until its JVM ends.
    private void work(List<Mutant> mutants, List<String> noticed) throws IOException, InterruptedException {
        int first = noticed.size();
        var worker =
                worker(first).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (var lines = worker.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("=" + noticed.size() + " ")) {
                    String test = line.substring(line.indexOf(' ') + 1);
                    System.err.printf("%s: %s%n", mutants.get(noticed.size()), test);
                    noticed.add(test);
                }
            }
        } finally {
            worker.destroyForcibly().waitFor();
        }
        if (noticed.size() == first) {
            noticed.add(Worker.TIME); // it ended the JVM
        }
    }

    private ProcessBuilder worker(int first) {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Worker.class.getName(),
                        subject.folder().toString(),
                        subject.pattern(),
                        subject.tests(),
                        root.resolve("bench/target/mutations.reach").toString(),
                        Integer.toString(first))
                .directory(subject.folder().toFile());
    }

    private String report(List<Mutant> mutants, List<String> noticed) {
        var all = new TreeMap<String, int[]>();
        var left = new StringBuilder();
        for (int i = 0; i < mutants.size(); i++) {
            var counts = all.computeIfAbsent(mutants.get(i).source(), _ -> new int[3]);
            counts[0]++;
            switch (noticed.get(i)) {
                case Worker.NOBODY -> left.append("- ").append(mutants.get(i)).append('\n');
                case Worker.NEVER_RUN ->
                    left.append("- ").append(mutants.get(i)).append(": never run\n");
                case Worker.TIME -> counts[2]++;
                default -> counts[1]++;
            }
        }
        var table = new StringBuilder(
                "| class | constants | changes noticed | of these, by running on |\n| --- | --- | --- | --- |\n");
        for (Map.Entry<String, int[]> entry : all.entrySet()) {
            int[] counts = entry.getValue();
            table.append(
                    "| %s | %d | %d | %d |%n".formatted(entry.getKey(), counts[0], counts[1] + counts[2], counts[2]));
        }
        return table + "\nNoticed by no test:\n\n" + left;
    }
}
