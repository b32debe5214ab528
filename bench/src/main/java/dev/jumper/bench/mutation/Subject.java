package dev.jumper.bench.mutation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A module whose constants are changed, compiled.
///
/// @param folder of the module
/// @param pattern a regular expression for the names of the classes, such as `.*thermometer.*`
/// @param tests a regular expression for the names of their tests
record Subject(Path folder, String pattern, String tests) {
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
            if (nameOf(file).matches(pattern)) {
                mutants.addAll(Mutant.of(file));
            }
        }
        return mutants;
    }

    /// Returns the name of the class of a file.
    String nameOf(Path file) {
        return name(classes(), file);
    }

    /// Returns the names of the test classes of the mutant's package.
    List<String> testsOf(Mutant mutant) throws IOException {
        var folder = testClasses().resolve(classes().relativize(mutant.file()).getParent());
        return files(folder).stream()
                .filter(file -> file.getParent().equals(folder))
                .map(file -> name(testClasses(), file))
                .filter(name -> name.endsWith("Test") && name.matches(tests) && !name.matches(LEFT_OUT))
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
