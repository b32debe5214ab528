package dev.jumper.bench.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A module whose constants are changed, compiled.
///
/// @param folder of the module
/// @param pattern a regular expression for the names of the classes, such as `.*thermometer.*`
record Subject(Path folder, String pattern) {
    /// Tests that ask other programs, or want a JVM set up for them.
    private static final String LEFT_OUT = ".*(Judge|Judged|Allocation).*";

    Path classes() {
        return folder.resolve("target/classes");
    }

    Path testClasses() {
        return folder.resolve("target/test-classes");
    }

    /// Returns all mutants of all classes, always in the same order.
    List<Mutant> mutants() throws IOException {
        var mutants = new ArrayList<Mutant>();
        for (Path file : files(classes())) {
            if (name(classes(), file).matches(pattern)) {
                mutants.addAll(Mutant.of(file));
            }
        }
        return mutants;
    }

    /// Returns the names of the test classes of the mutant's package, those first whose name begins as its own.
    List<String> testsOf(Mutant mutant) throws IOException {
        String folder = classes().relativize(mutant.file()).getParent().toString();
        return files(testClasses().resolve(folder)).stream()
                .filter(file -> file.getParent().equals(testClasses().resolve(folder)))
                .map(file -> name(testClasses(), file))
                .filter(name -> name.endsWith("Test") && !name.matches(LEFT_OUT))
                .sorted(Comparator.comparing(
                        name -> !name.substring(name.lastIndexOf('.') + 1).startsWith(mutant.source())))
                .toList();
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".class"))
                    .filter(file -> !file.endsWith("module-info.class") && !file.endsWith("package-info.class"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path root, Path file) {
        return root.relativize(file).toString().replace('/', '.').replaceAll("\\.class$", "");
    }
}
