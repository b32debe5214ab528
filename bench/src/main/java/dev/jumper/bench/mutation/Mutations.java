package dev.jumper.bench.mutation;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Tries every mutant of a module and writes down those that no test notices.
public final class Mutations {
    private static final long PATIENCE_SECONDS = 180; // far more than the tests of one package take

    private final Path root;
    private final Subject subject;

    private Mutations(Path root, Subject subject) {
        this.root = root;
        this.subject = subject;
    }

    /// Takes the folder of all modules, the name of one, and a pattern for its classes.
    public static void main(String[] arguments) throws IOException, InterruptedException {
        var root = Path.of(arguments[0]).toAbsolutePath().normalize();
        new Mutations(root, new Subject(root.resolve(arguments[1]), arguments[2])).run();
    }

    private void run() throws IOException, InterruptedException {
        var mutants = subject.mutants();
        if (mutants.isEmpty()) {
            throw new IllegalArgumentException("no constants in the classes of %s whose names match %s"
                    .formatted(subject.folder(), subject.pattern()));
        }
        var noticed = new ArrayList<String>();
        int from = -1;
        while (from < mutants.size()) {
            from = work(from, mutants.size(), noticed);
            System.err.printf("%d of %d%n", Math.max(from, 0), mutants.size());
        }
        String report = report(mutants, noticed);
        Files.writeString(root.resolve("bench/target/mutations.md"), report);
        System.out.print(report);
    }

    /// Has a new worker begin at the mutant `from`, and returns where to go on.
    private int work(int from, int count, List<String> noticed) throws IOException, InterruptedException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                Worker.class.getName(),
                subject.folder().toString(),
                subject.pattern(),
                Integer.toString(from));
        var worker = new ProcessBuilder(command)
                .directory(subject.folder().toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (var lines = worker.inputReader()) {
            int next = from;
            while (next < count) {
                String line = nextLine(lines);
                if (line.isEmpty()) {
                    requireUnchanged(next, "nothing, for it runs on or ends its JVM");
                    noticed.add("time");
                    return next + 1;
                }
                String test = line.substring(line.indexOf(' ') + 1);
                requireUnchanged(next, test);
                if (next >= 0) {
                    noticed.add(test);
                }
                next++;
            }
            return next;
        } finally {
            worker.destroyForcibly().waitFor();
        }
    }

    private static void requireUnchanged(int mutant, String test) {
        if (mutant < 0 && !test.equals(Worker.NOBODY)) {
            throw new IllegalStateException("the tests fail without any change: " + test);
        }
    }

    /// Returns the next line about a mutant, empty if there is none in time.
    private static String nextLine(BufferedReader lines) throws InterruptedException {
        var line = CompletableFuture.supplyAsync(() -> {
            try {
                String read = lines.readLine();
                while (read != null && !read.startsWith("=")) {
                    read = lines.readLine();
                }
                return read == null ? "" : read;
            } catch (IOException e) {
                return "";
            }
        });
        try {
            return line.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return "";
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private String report(List<Mutant> mutants, List<String> noticed) {
        var all = new TreeMap<String, int[]>();
        var left = new StringBuilder();
        for (int i = 0; i < mutants.size(); i++) {
            var counts = all.computeIfAbsent(mutants.get(i).source(), _ -> new int[2]);
            counts[0]++;
            if (noticed.get(i).equals(Worker.NOBODY)) {
                left.append("- ").append(mutants.get(i)).append('\n');
            } else {
                counts[1]++;
            }
        }
        var table = new StringBuilder("| class | constants | changes noticed |\n| --- | --- | --- |\n");
        for (Map.Entry<String, int[]> entry : all.entrySet()) {
            table.append("| %s | %d | %d |%n".formatted(entry.getKey(), entry.getValue()[0], entry.getValue()[1]));
        }
        return table + "\nNoticed by no test:\n\n" + left;
    }
}
