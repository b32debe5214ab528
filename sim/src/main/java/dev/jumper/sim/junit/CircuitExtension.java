package dev.jumper.sim.junit;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.LifecycleMethodExecutionExceptionHandler;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.opentest4j.TestAbortedException;

/// Hands a [Circuit] to tests, and shows what its nets did when a test fails.
///
/// A parameter of type `Circuit` of a test method, and of `@BeforeEach` and `@AfterEach`, is one fresh circuit
/// per test, with the options of the nearest [CircuitSettings]. All its nets are recorded from the start. When
/// such a method fails, the waveform is written as `Class.method.vcd`, `.svg` and `.txt` (with `-2` and so on for
/// the invocations of a repeated or parameterized test) to the folder that the configuration parameter [#FOLDER]
/// names, and the failure that JUnit reports names the files and shows the drawing. An `AssertionFailedError`
/// stays one, with its expected and actual values; any other failure becomes the cause of one. A test that is
/// aborted, or whose circuit has no net or saw no time pass, leaves nothing behind.
@SuppressWarnings("exports") // JUnit is needed by those only who use this package, and they have it
public final class CircuitExtension
        implements ParameterResolver, TestExecutionExceptionHandler, LifecycleMethodExecutionExceptionHandler {
    /// The configuration parameter that names the folder for waveforms; `target/waveforms` unless set.
    public static final String FOLDER = "jumper.waveforms.folder";

    private static final Namespace NAMESPACE = Namespace.create(CircuitExtension.class);

    /// For JUnit.
    public CircuitExtension() {}

    private record Recorded(Circuit circuit, Recorder recorder) {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Circuit.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (context.getTestMethod().isEmpty()) {
            throw new ParameterResolutionException(
                    "%s: takes a Circuit, which lasts for one test; take it in the test method, @BeforeEach or @AfterEach"
                            .formatted(parameter.getDeclaringExecutable()));
        }
        var store = context.getStore(NAMESPACE);
        var recorded = store.get(Recorded.class, Recorded.class);
        if (recorded == null) {
            var circuit = Circuit.create(options(context));
            recorded = new Recorded(circuit, Recorder.of(circuit));
            store.put(Recorded.class, recorded);
        }
        return recorded.circuit();
    }

    private static CircuitOptions options(ExtensionContext context) {
        var settings = context.getRequiredTestMethod().getAnnotation(CircuitSettings.class);
        for (Class<?> type = context.getRequiredTestClass();
                settings == null && type != null;
                type = type.getEnclosingClass()) {
            settings = type.getAnnotation(CircuitSettings.class);
        }
        return settings == null
                ? CircuitOptions.DEFAULT
                : new CircuitOptions(settings.accessNanos(), settings.propagationNanos(), settings.seed());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw shown(context, failure);
    }

    @Override
    public void handleBeforeEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw shown(context, failure);
    }

    @Override
    public void handleAfterEachMethodExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        throw shown(context, failure);
    }

    private static Throwable shown(ExtensionContext context, Throwable failure) {
        var recorded = context.getStore(NAMESPACE).get(Recorded.class, Recorded.class);
        if (recorded == null || failure instanceof TestAbortedException || failure instanceof VirtualMachineError) {
            return failure;
        }
        var waveform = recorded.recorder().waveform();
        if (waveform.signals().isEmpty() || waveform.end() == waveform.start()) {
            return failure;
        }
        var folder = Path.of(context.getConfigurationParameter(FOLDER).orElse("target/waveforms"));
        var files = new WaveformFiles(folder, WaveformFiles.name(context));
        try {
            String drawing = files.write(waveform);
            return FailureWithWaveform.of(
                    failure,
                    "circuit with seed %d, after %d ns: %s%n%s"
                            .formatted(recorded.circuit().options().seed(), waveform.end(), files, drawing));
        } catch (IOException | RuntimeException e) {
            failure.addSuppressed(e);
            return failure;
        }
    }
}
