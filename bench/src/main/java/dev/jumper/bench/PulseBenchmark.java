package dev.jumper.bench;

import dev.jumper.bitbang.PulseTimer;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// A sample of a pulse beside the clock read that is in it.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 100, time = 10, timeUnit = TimeUnit.MILLISECONDS)
public class PulseBenchmark {
    private static final int SAMPLES = 1000;

    /// Longer than any pause of a busy machine.
    private static final long TIMEOUT_NANOS = 10_000_000_000L;

    private final Ticks ticks = Ticks.system();
    private final PulseTimer timer = new PulseTimer(ticks);
    private final LatePin pin = new LatePin();

    /// A line that is high at each thousandth sample.
    private static final class LatePin implements Pin {
        private static final VarHandle LEFT = OpaqueInt.of(MethodHandles.lookup(), "left");

        private int left = SAMPLES;

        @Override
        public int ioctl(int request, int argument) {
            int next = (int) LEFT.getOpaque(this) - 1;
            LEFT.setOpaque(this, next == 0 ? SAMPLES : next);
            return next == 0 ? 1 : 0;
        }
    }

    /// The clock alone.
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public long clock() {
        long last = 0;
        for (int i = 0; i < SAMPLES; i++) {
            last = ticks.nanos();
        }
        return last;
    }

    /// A sample of pin and clock.
    @Benchmark
    @OperationsPerInvocation(SAMPLES)
    public long sample() throws IOException {
        long nanos = timer.measureNanos(pin, 1, TIMEOUT_NANOS);
        Check.that(nanos >= 0, "the pulse was not seen");
        return nanos;
    }
}
