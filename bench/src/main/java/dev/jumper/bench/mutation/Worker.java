package dev.jumper.bench.mutation;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs the tests on one mutant after another, and prints a line for each: its number, and what noticed it.
public final class Worker {
    /// What is printed in the place of a test that noticed.
    static final String NOBODY = "-";

    private final Launcher launcher = LauncherFactory.create();
    private final Subject subject;

    private Worker(Subject subject) {
        this.subject = subject;
    }

    /// Takes the module's folder, the pattern of its classes, and the number of the first mutant; -1 is the module
    /// unchanged.
    public static void main(String[] arguments) throws IOException {
        var subject = new Subject(Path.of(arguments[0]), arguments[1]);
        var worker = new Worker(subject);
        var mutants = subject.mutants();
        for (int i = Integer.parseInt(arguments[2]); i < mutants.size(); i++) {
            System.out.printf("%n=%d %s%n", i, i < 0 ? worker.unchanged(mutants) : worker.noticed(mutants.get(i)));
        }
    }

    /// Returns the first test class that fails although nothing is changed.
    private String unchanged(List<Mutant> mutants) throws IOException {
        var tests = new LinkedHashSet<String>();
        for (var mutant : mutants) {
            tests.addAll(subject.testsOf(mutant));
        }
        return firstFailure(tests, "", new byte[0]);
    }

    private String noticed(Mutant mutant) throws IOException {
        String relative = subject.classes().relativize(mutant.file()).toString();
        String name = relative.replace('/', '.').replaceAll("\\.class$", "");
        return firstFailure(subject.testsOf(mutant), name, mutant.bytes());
    }

    /// Returns the first of the test classes that fails with the class `name` changed.
    private String firstFailure(Collection<String> tests, String name, byte[] changed) throws IOException {
        for (String test : tests) {
            try (var loader = new ChildFirst(subject, name, changed)) {
                if (fails(loader, test)) {
                    return test;
                }
            }
        }
        return NOBODY;
    }

    private boolean fails(ClassLoader loader, String test) {
        Thread.currentThread().setContextClassLoader(loader);
        var failure = new Failure();
        try {
            launcher.execute(
                    LauncherDiscoveryRequestBuilder.request()
                            .selectors(DiscoverySelectors.selectClass(loader, test))
                            .build(),
                    failure);
        } finally {
            Thread.currentThread().setContextClassLoader(Worker.class.getClassLoader());
        }
        return failure.happened;
    }

    /// Listens for one.
    private static final class Failure implements TestExecutionListener {
        private boolean happened;

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            happened |= result.getStatus() == TestExecutionResult.Status.FAILED;
        }
    }

    /// Has the module's own classes, one of them changed, before those of the class path.
    private static final class ChildFirst extends URLClassLoader {
        private final String name;
        private final byte[] changed;

        ChildFirst(Subject subject, String name, byte[] changed) throws MalformedURLException {
            super(new URL[] {
                subject.testClasses().toUri().toURL(), subject.classes().toUri().toURL()
            });
            this.name = name;
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(wanted)) {
                var loaded = findLoadedClass(wanted);
                if (loaded != null) {
                    return loaded;
                }
                if (wanted.equals(name)) {
                    return defineClass(wanted, changed, 0, changed.length);
                }
                if (wanted.startsWith("dev.jumper.") && findResource(wanted.replace('.', '/') + ".class") != null) {
                    return findClass(wanted);
                }
                return super.loadClass(wanted, resolve);
            }
        }
    }
}
