package dev.jumper.bench;

import dev.jumper.bitbang.SoftSpi;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A byte over SPI, full duplex, MISO tied to MOSI.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 100, time = 10, timeUnit = TimeUnit.MILLISECONDS)
public class SpiBenchmark {
    private static final SpiSettings SETTINGS = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);

    /// What else the JVM has seen.
    @Param
    public Crowd crowd;

    private final byte[] out = Samples.bytes();
    private final byte[] in = new byte[Samples.LENGTH];
    private final List<SoftSpi> others = new ArrayList<>();
    private Pin sck;
    private Pin mosi;
    private SoftSpi spi;

    /// Makes the bus, after the crowd.
    @Setup
    public void prepare() throws IOException {
        for (var pinClass : PinClasses.like(Pin.class, LinePin.class, crowd.passersBy())) {
            var bus = bus(PinClasses.make(pinClass), PinClasses.make(pinClass));
            bus.transfer(SETTINGS, out, in);
            others.add(bus);
        }
        var same = new ArrayList<SoftSpi>();
        for (var pinClass : PinClasses.like(Pin.class, LinePin.class, crowd.others())) {
            same.add(bus(PinClasses.make(pinClass), PinClasses.make(pinClass)));
        }
        for (int i = 0; i < Crowd.TRANSFERS; i++) {
            for (var bus : same) {
                bus.transfer(SETTINGS, out, in);
            }
        }
        others.addAll(same);
        sck = new LinePin();
        mosi = new LinePin();
        spi = bus(sck, mosi);
        Arrays.fill(in, (byte) 0);
    }

    private static SoftSpi bus(Pin sck, Pin mosi) {
        return SoftSpi.over(sck, mosi, mosi, Ticks.system());
    }

    /// A byte each way.
    @Benchmark
    @OperationsPerInvocation(Samples.LENGTH)
    public void exchange() throws IOException {
        spi.transfer(SETTINGS, out, in);
    }

    /// Checks what arrived, and what the lines were left at.
    @TearDown
    public void check() throws IOException {
        Check.that(Arrays.equals(in, out), "what came back is not what was sent");
        Check.that(sck.ioctl(Pin.READ, 0) == 0, "the clock does not rest low");
        Check.that(mosi.ioctl(Pin.READ, 0) == (out[out.length - 1] & 1), "MOSI is not the last bit");
    }
}
