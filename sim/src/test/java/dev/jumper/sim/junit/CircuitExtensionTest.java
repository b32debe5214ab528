package dev.jumper.sim.junit;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.jumper.hal.DeviceException;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.wave.Vcd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/// The extension in sample tests that JUnit's launcher runs, most of which are meant to fail.
class CircuitExtensionTest {
    private static final String ASKED = "jumper.sample";

    @TempDir
    private Path folder;

    /// Keeps the samples from running by themselves.
    static final class OnlyWhenAsked implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return context.getConfigurationParameter(ASKED).isPresent()
                    ? ConditionEvaluationResult.enabled("asked for")
                    : ConditionEvaluationResult.disabled("a sample");
        }
    }

    @ExtendWith({OnlyWhenAsked.class, CircuitExtension.class})
    static class Sample {
        private Circuit fromBefore;

        @BeforeEach
        void keep(Circuit circuit) {
            fromBefore = circuit;
        }

        @Test
        void passes(Circuit circuit) throws Exception {
            assertSame(fromBefore, circuit);
            assertEquals(0, circuit.nanos(), "fresh for each test");
            circuit.pin("a").output(true);
        }

        @Test
        void comparesWrongly(Circuit circuit) throws Exception {
            var clock = circuit.pin("clock");
            clock.output(true);
            clock.set(false);
            clock.set(true);
            assertEquals(3, 4, "bits");
        }

        @Test
        void meetsAShortCircuit(Circuit circuit) throws Exception {
            circuit.net("a").terminal("chip").drive(0);
            circuit.pin("a").output(true);
        }

        @Test
        void failsInSeveralWays(Circuit circuit) throws Exception {
            circuit.pin("a").output(true);
            assertAll(() -> fail("one"), () -> fail("two"));
        }

        @Test
        void isAborted(Circuit circuit) throws Exception {
            circuit.pin("a").output(true);
            assumeTrue(false, "not today");
        }

        @Test
        void failsWithoutANet(Circuit circuit) {
            circuit.ticks().delay(100);
            fail("nothing to show");
        }

        @Test
        void glitches(Circuit circuit) {
            var driver = circuit.net("a").terminal("driver");
            circuit.ticks().delay(1_000);
            driver.drive(1);
            circuit.ticks().delay(3);
            driver.drive(0);
            circuit.ticks().delay(1_000);
            fail("a glitch");
        }

        @RepeatedTest(2)
        void repeats(Circuit circuit) throws Exception {
            circuit.pin("a").output(true);
            fail("again");
        }

        @Test
        @CircuitSettings(seed = 77, accessNanos = 250, propagationNanos = 20)
        void hasSettings(Circuit circuit) throws Exception {
            assertEquals(77, circuit.options().seed());
            assertEquals(20, circuit.options().propagationNanos());
            circuit.pin("a").output(true);
            assertEquals(251, circuit.nanos());
        }

        @Nested
        @CircuitSettings(seed = 5)
        class Inner {
            @Test
            void isNested(Circuit circuit) throws Exception {
                assertEquals(5, circuit.options().seed());
                circuit.pin("a").output(true);
                fail("inside");
            }
        }
    }

    @ExtendWith({OnlyWhenAsked.class, CircuitExtension.class})
    static class FailingAround {
        @BeforeEach
        void prepare(Circuit circuit) throws Exception {
            circuit.pin("a").output(true);
            assertTrue(circuit.options().seed() != 1, "before");
        }

        @Test
        void failsBefore() {}

        @AfterEach
        void check(Circuit circuit) throws Exception {
            circuit.pin("late").output(true);
            fail("after");
        }
    }

    @ExtendWith({OnlyWhenAsked.class, CircuitExtension.class})
    static class WithConstructor {
        WithConstructor(Circuit circuit) {
            assertNotSame(null, circuit);
        }

        @Test
        void neverRuns() {}
    }

    private final Map<String, TestExecutionResult> results = new TreeMap<>();

    private void run(Class<?> sample) {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectClass(sample))
                .configurationParameter(ASKED, "true")
                .configurationParameter(CircuitExtension.FOLDER, folder.toString())
                .build();
        LauncherFactory.create().execute(request, new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (test.isTest()) {
                    results.put(test.getDisplayName(), result);
                }
            }
        });
    }

    private Throwable failure(String test) {
        return results.get(test).getThrowable().orElseThrow();
    }

    @Test
    void handsOutAFreshCircuitAndLeavesNothingBehindWhenAllIsWell() {
        run(Sample.class);
        assertEquals(
                TestExecutionResult.Status.SUCCESSFUL,
                results.get("passes(Circuit)").getStatus());
        assertFalse(Files.exists(folder.resolve("CircuitExtensionTest.Sample.passes.vcd")));
    }

    @Test
    void showsTheWaveformOfAFailedTestAndKeepsWhatWasExpected() throws Exception {
        run(Sample.class);
        var failure = assertInstanceOf(AssertionFailedError.class, failure("comparesWrongly(Circuit)"));
        assertEquals(3, failure.getExpected().getEphemeralValue());
        assertEquals(4, failure.getActual().getEphemeralValue());
        var base = folder.resolve("CircuitExtensionTest.Sample.comparesWrongly");
        List<String> lines = failure.getMessage().lines().toList();
        assertEquals("bits ==> expected: <3> but was: <4>", lines.get(0));
        assertEquals(
                "circuit with seed 1, after 300 ns: " + base.toAbsolutePath() + ".vcd, .svg and .txt", lines.get(1));
        String drawing = Files.readString(Path.of(base + ".txt"));
        assertTrue(failure.getMessage().endsWith(drawing), failure.getMessage());
        assertTrue(drawing.contains("clock"), drawing);
        assertTrue(Files.readString(Path.of(base + ".svg")).contains("</svg>"));
        var waveform = Vcd.read(Path.of(base + ".vcd")).waveform();
        assertEquals(3, waveform.signal("clock").edges());
        assertTrue(
                Arrays.stream(failure.getStackTrace())
                        .anyMatch(e -> e.getMethodName().equals("comparesWrongly")),
                "the trace leads to the test");
    }

    @Test
    void makesAnyOtherFailureTheCauseOfOneThatShowsTheWaveform() {
        run(Sample.class);
        var failure = failure("meetsAShortCircuit(Circuit)");
        assertInstanceOf(AssertionFailedError.class, failure);
        assertInstanceOf(DeviceException.class, failure.getCause());
        assertTrue(
                failure.getMessage().startsWith(failure.getCause() + System.lineSeparator() + "circuit with seed 1"),
                failure.getMessage());
        var several = failure("failsInSeveralWays(Circuit)");
        assertEquals("MultipleFailuresError", several.getCause().getClass().getSimpleName());
    }

    @Test
    void leavesAbortedTestsAndThoseWithoutANetAlone() {
        run(Sample.class);
        assertEquals(TestAbortedException.class, failure("isAborted(Circuit)").getClass());
        assertFalse(Files.exists(folder.resolve("CircuitExtensionTest.Sample.isAborted.vcd")));
        assertEquals("nothing to show", failure("failsWithoutANet(Circuit)").getMessage());
    }

    @Test
    void writesAGlitchInAFinerTimescale() throws Exception {
        run(Sample.class);
        var file = folder.resolve("CircuitExtensionTest.Sample.glitches.vcd");
        assertTrue(Files.readString(file).contains("$timescale 1 ns $end"));
        assertEquals(2, Vcd.read(file).waveform().signal("a").edges());
    }

    @Test
    void numbersTheInvocationsOfARepeatedTest() {
        run(Sample.class);
        assertTrue(Files.exists(folder.resolve("CircuitExtensionTest.Sample.repeats-1.vcd")));
        assertTrue(Files.exists(folder.resolve("CircuitExtensionTest.Sample.repeats-2.svg")));
    }

    @Test
    void takesTheNearestSettings() {
        run(Sample.class);
        assertTrue(failure("hasSettings(Circuit)").getMessage().startsWith("expected: <251> but was: <250>"));
        assertTrue(failure("isNested(Circuit)").getMessage().startsWith("inside"));
        assertTrue(Files.exists(folder.resolve("CircuitExtensionTest.Sample.Inner.isNested.txt")));
    }

    @Test
    void showsFailuresOfTheMethodsAroundATest() throws Exception {
        run(FailingAround.class);
        var failure = failure("failsBefore()");
        assertTrue(failure.getMessage().startsWith("before ==> expected: <true>"), failure.getMessage());
        assertTrue(failure.getMessage().contains("circuit with seed 1, after 100 ns: "));
        assertTrue(failure.getSuppressed()[0].getMessage().startsWith("after"));
        var file = folder.resolve("CircuitExtensionTest.FailingAround.failsBefore.vcd");
        assertEquals(2, Vcd.read(file).waveform().signals().size(), "nets made later are there too");
    }

    @Test
    void refusesACircuitForAWholeClass() {
        run(WithConstructor.class);
        var failure = assertInstanceOf(ParameterResolutionException.class, failure("neverRuns()"));
        assertTrue(
                failure.getMessage()
                        .endsWith("WithConstructor(dev.jumper.sim.Circuit): takes a Circuit, which lasts for one test;"
                                + " take it in the test method, @BeforeEach or @AfterEach"),
                failure.getMessage());
    }

    @Test
    void reportsTheFailureItselfIfTheWaveformCannotBeWritten() throws IOException {
        folder = Files.writeString(folder.resolve("file"), "in the way");
        run(Sample.class);
        var failure = failure("comparesWrongly(Circuit)");
        assertEquals("bits ==> expected: <3> but was: <4>", failure.getMessage());
        assertInstanceOf(IOException.class, failure.getSuppressed()[0]);
    }
}
