package dev.jumper.sim.junit;

import org.opentest4j.AssertionFailedError;
import org.opentest4j.ValueWrapper;

/// Makes the failure that JUnit reports out of one of a test, with the waveform in its message: consoles and IDEs
/// show the message, but not all show what hangs beneath.
final class FailureWithWaveform {
    private FailureWithWaveform() {}

    static AssertionFailedError of(Throwable failure, String waveform) {
        if (failure.getClass() != AssertionFailedError.class) {
            return new AssertionFailedError(failure + System.lineSeparator() + waveform, failure);
        }
        var original = (AssertionFailedError) failure;
        String message = original.getMessage() + System.lineSeparator() + waveform;
        var shown = original.isExpectedDefined() && original.isActualDefined()
                ? new AssertionFailedError(
                        message, value(original.getExpected()), value(original.getActual()), original.getCause())
                : new AssertionFailedError(message, original.getCause());
        shown.setStackTrace(original.getStackTrace());
        for (var suppressed : original.getSuppressed()) {
            shown.addSuppressed(suppressed);
        }
        return shown;
    }

    private static Object value(ValueWrapper wrapper) {
        return wrapper.getEphemeralValue() == null ? wrapper.getStringRepresentation() : wrapper.getEphemeralValue();
    }
}
