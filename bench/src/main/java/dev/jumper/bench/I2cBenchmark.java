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
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/// A byte over I2C and its acknowledge, with a target that answers.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class I2cBenchmark {
    private static final I2cAddress ADDRESS = I2cAddress.of(0x68);
    private static final int READ_VALUE = 0xA5;

    /// What else the JVM has seen.
    @Param
    public Crowd crowd;

    private final I2cMessage out = I2cMessage.write(Samples.bytes());
    private final I2cMessage in = I2cMessage.read(new byte[Samples.LENGTH]);
    private final List<SoftI2c> others = new ArrayList<>();
    private DataLine sda;
    private SoftI2c i2c;

    /// Makes the bus, after the crowd.
    @Setup
    public void prepare() throws IOException {
        for (var bus : crowd(crowd.passersBy())) {
            bus.transfer(ADDRESS, out);
        }
        var same = crowd(crowd.others());
        for (int i = 0; i < Crowd.TRANSFERS; i++) {
            for (var bus : same) {
                bus.transfer(ADDRESS, out);
                bus.transfer(ADDRESS, in);
            }
        }
        var clock = new ClockPin();
        var data = new DataPin(clock);
        i2c = bus(clock, data);
        sda = data;
    }

    private List<SoftI2c> crowd(int count) {
        var clocks = PinClasses.like(Pin.class, ClockPin.class, count);
        var datas = PinClasses.like(Pin.class, DataPin.class, count);
        var buses = new ArrayList<SoftI2c>();
        for (int i = 0; i < count; i++) {
            var clock = PinClasses.make(clocks.get(i));
            buses.add(bus(clock, PinClasses.make(datas.get(i), clock)));
        }
        others.addAll(buses);
        return buses;
    }

    private static SoftI2c bus(Pin clock, Pin data) {
        return SoftI2c.over(clock, data, Ticks.system()).withSpeed(I2cSpeed.UNLIMITED);
    }

    /// A byte written.
    @Benchmark
    @OperationsPerInvocation(Samples.LENGTH)
    public void write() throws IOException {
        sda.take();
        i2c.transfer(ADDRESS, out);
    }

    /// A byte read.
    @Benchmark
    @OperationsPerInvocation(Samples.LENGTH)
    public void read() throws IOException {
        sda.send(READ_VALUE);
        i2c.transfer(ADDRESS, in);
    }

    /// Checks what arrived, and what the lines were left at.
    @TearDown
    public void check() {
        Check.that(sda.isIdleAfter(Samples.LENGTH), "the bus is not idle, or had another number of clocks");
        if (sda.isSending()) {
            for (byte value : in.bytes()) {
                Check.that((value & 0xFF) == READ_VALUE, "what was read is not what was sent");
            }
        }
    }
}
