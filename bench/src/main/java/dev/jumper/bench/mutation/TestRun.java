package dev.jumper.bench.mutation;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.platform.engine.CancellationToken;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherExecutionRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// Runs tests with classes of their own, some of them changed.
final class TestRun implements AutoCloseable {
    private final Launcher launcher = LauncherFactory.create();
    private final ChildFirst loader;

    /// @param changed the bytes of changed classes of the module, by name
    TestRun(Subject subject, Map<String, byte[]> changed) throws IOException {
        loader = new ChildFirst(subject, changed);
    }

    /// Returns the tests of a class, each with all its parameters, by the names that JUnit has for them.
    List<String> tests(String name) {
        return inside(() -> {
            var plan = launcher.discover(LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectClass(loader, name))
                    .build());
            return plan.getRoots().stream()
                    .flatMap(root -> plan.getDescendants(root).stream())
                    .filter(test -> test.getSource().orElse(null) instanceof MethodSource)
                    .map(TestIdentifier::getUniqueId)
                    .toList();
        });
    }

    /// Runs a test, for each of its parameters up to the first that fails, and tells whether one does.
    boolean fails(String test) {
        return inside(() -> {
            var request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectUniqueId(test))
                    .build();
            var failure = new Failure();
            launcher.execute(LauncherExecutionRequestBuilder.request(request)
                    .listeners(failure)
                    .cancellationToken(failure.token)
                    .build());
            return failure.token.isCancellationRequested();
        });
    }

    private <T> T inside(Supplier<T> run) {
        Thread.currentThread().setContextClassLoader(loader);
        try {
            return run.get();
        } finally {
            Thread.currentThread().setContextClassLoader(TestRun.class.getClassLoader());
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }

    /// Waits for the first and calls the rest off.
    private static final class Failure implements TestExecutionListener {
        private final CancellationToken token = CancellationToken.create();

        @Override
        public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                token.cancel();
            }
        }
    }

    /// Has the module's own classes, some of them changed, before those of the class path.
    private static final class ChildFirst extends URLClassLoader {
        private final Map<String, byte[]> changed;

        ChildFirst(Subject subject, Map<String, byte[]> changed) throws MalformedURLException {
            super(new URL[] {
                subject.testClasses().toUri().toURL(), subject.classes().toUri().toURL()
            });
            this.changed = changed;
        }

        @Override
        protected Class<?> loadClass(String wanted, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(wanted)) {
                var loaded = findLoadedClass(wanted);
                if (loaded != null) {
                    return loaded;
                }
                byte[] bytes = changed.get(wanted);
                if (bytes != null) {
                    return defineClass(wanted, bytes, 0, bytes.length);
                }
                if (wanted.startsWith("dev.jumper.") && findResource(wanted.replace('.', '/') + ".class") != null) {
                    return findClass(wanted);
                }
                return super.loadClass(wanted, resolve);
            }
        }

        /// Has the changed classes too: bit loops are copied from their class files.
        @Override
        public InputStream getResourceAsStream(String path) {
            byte[] bytes = changed.get(path.replaceAll("\\.class$", "").replace('/', '.'));
            return bytes == null ? super.getResourceAsStream(path) : new ByteArrayInputStream(bytes);
        }
    }
}
