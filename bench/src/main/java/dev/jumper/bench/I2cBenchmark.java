package dev.jumper.bench;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.ArrayList;
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

/// A byte over I2C and its acknowledge, with a target that answers.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 200, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 100, time = 10, timeUnit = TimeUnit.MILLISECONDS)
public class I2cBenchmark {
    private static final I2cAddress ADDRESS = I2cAddress.of(0x68);
    private static final int READ_VALUE = 0xA5;

    /// What else the JVM has seen.
    @Param
    public Crowd crowd;

    private final I2cMessage[] out = {I2cMessage.write(Samples.bytes())};
    private final I2cMessage[] in = {I2cMessage.read(new byte[Samples.LENGTH])};
    private final List<Wires> others = new ArrayList<>();
    private Wires wires;

    /// A bus and the line on which its target answers.
    private record Wires(SoftI2c bus, DataLine sda) {
        static Wires of(Pin scl, Pin sda) {
            return new Wires(SoftI2c.over(scl, sda, Ticks.system()).withSpeed(I2cSpeed.UNLIMITED), (DataLine) sda);
        }
    }

    /// Makes the bus, after the crowd.
    @Setup
    public void prepare() throws IOException {
        for (var passing : crowd(crowd.passersBy())) {
            write(passing);
        }
        var same = crowd(crowd.others());
        for (int i = 0; i < Crowd.TRANSFERS; i++) {
            for (var other : same) {
                write(other);
                read(other);
            }
        }
        var scl = new ClockPin();
        wires = Wires.of(scl, new DataPin(scl));
    }

    private List<Wires> crowd(int count) {
        var clocks = PinClasses.like(Pin.class, ClockPin.class, count);
        var datas = PinClasses.like(Pin.class, DataPin.class, count);
        var crowded = new ArrayList<Wires>();
        for (int i = 0; i < count; i++) {
            var scl = PinClasses.make(clocks.get(i));
            crowded.add(Wires.of(scl, PinClasses.make(datas.get(i), scl)));
        }
        others.addAll(crowded);
        return crowded;
    }

    private void write(Wires to) throws IOException {
        to.sda.take();
        to.bus.transfer(ADDRESS, out);
    }

    private void read(Wires from) throws IOException {
        from.sda.send(READ_VALUE);
        from.bus.transfer(ADDRESS, in);
    }

    /// A byte written.
    @Benchmark
    @OperationsPerInvocation(Samples.LENGTH)
    public void write() throws IOException {
        write(wires);
    }

    /// A byte read.
    @Benchmark
    @OperationsPerInvocation(Samples.LENGTH)
    public void read() throws IOException {
        read(wires);
    }

    /// Checks what arrived, and what the lines were left at.
    @TearDown
    public void check() {
        Check.that(wires.sda.isIdleAfter(Samples.LENGTH), "the bus is not idle, or had another number of clocks");
        if (wires.sda.isSending()) {
            for (byte value : in[0].bytes()) {
                Check.that((value & 0xFF) == READ_VALUE, "what was read is not what was sent");
            }
        }
    }
}
