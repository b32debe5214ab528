package dev.jumper.app.fault;

import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.AnnotationConsumer;
import org.junit.jupiter.params.support.ParameterDeclarations;

/// The seeds of a [Seeded] test.
public final class SeedSource implements ArgumentsProvider, AnnotationConsumer<Seeded> {
    private int count;

    @Override
    public void accept(Seeded seeded) {
        count = full() ? seeded.all() : seeded.few();
    }

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Long one = Long.getLong("jumper.seed");
        return (one == null ? LongStream.range(0, count) : LongStream.of(one)).mapToObj(Arguments::of);
    }

    /// Tells whether the numbers are those of the fault report.
    public static boolean full() {
        return "full".equals(System.getProperty("jumper.faults"));
    }

    /// Leaves to the fault report how long it took until a failure was told.
    public static void took(long nanos) {
        if (full()) {
            System.out.printf("took %.3f s%n", nanos / 1e9);
        }
    }

    /// Adds to a failure the command that repeats it.
    static final class Repeat implements TestExecutionExceptionHandler {
        @Override
        public void handleTestExecutionException(ExtensionContext context, Throwable failure) {
            throw new AssertionError(
                    "seed %s; repeat with: bench/faults %s#%s %1$s"
                            .formatted(
                                    context.getDisplayName(),
                                    context.getRequiredTestClass().getSimpleName(),
                                    context.getRequiredTestMethod().getName()),
                    failure);
        }
    }
}
