package dev.jumper.bench;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.RetryPolicy;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Vcd;
import dev.jumper.sim.wave.Waveform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// What simulated circuits take, each as a whole.
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class SimBenchmark {
    private static final int FRAMES = 10_000;
    private static final int EDGES = 10_000_000;

    /// What is measured, and the most that it may take.
    enum Whole {
        I2C_SECOND("i2cSecond", "a simulated second of 100 kHz I2C, recorded", 250),
        MILLION_EDGES_WRITTEN("millionEdgesWritten", "a VCD of a million edges written to a file", 1000),
        TEN_MILLION_EDGES("tenMillionEdges", "10 million edges recorded, in a heap of 200 MB", 0),
        DHT_FRAMES("dhtFrames", "10,000 of 10,000 DHT22 frames right, while a thread collects garbage", 0);

        private final String method;
        private final String title;
        private final double mostMillis;

        Whole(String method, String title, double mostMillis) {
            this.method = method;
            this.title = title;
            this.mostMillis = mostMillis;
        }

        String method() {
            return method;
        }

        String title() {
            return title;
        }

        double mostMillis() {
            return mostMillis;
        }
    }

    /// A second of traffic with a chip, every edge kept.
    @Benchmark
    public Recorder i2cSecond() throws IOException {
        var circuit = Circuit.create();
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        var recorder = Recorder.of(circuit, "scl", "sda");
        var address = I2cAddress.of(0x68);
        circuit.add(I2cTarget.on("scl", "sda", address, I2cRegisters.of(256)));
        var i2c = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());
        var out = I2cMessage.write(Arrays.copyOf(Samples.bytes(), 16));
        var in = I2cMessage.read(new byte[16]);
        while (circuit.nanos() < 1_000_000_000) {
            i2c.transfer(address, out, in);
        }
        return recorder;
    }

    /// A file of a million edges.
    @Benchmark
    public long millionEdgesWritten(Million edges) throws IOException {
        Vcd.write(edges.wave, edges.file);
        return Files.size(edges.file);
    }

    /// A waveform of a million edges, 500 ns apart.
    @State(Scope.Thread)
    public static class Million {
        private Waveform wave;
        private Path file;

        /// Makes the waveform.
        @Setup
        public void prepare() throws IOException {
            var log = new Signal.Log("line", 0);
            for (int i = 1; i <= 1_000_000; i++) {
                log.add(500L * i, i & 1);
            }
            wave = new Waveform(0, 500_000_500L, List.of(log.signal()));
            file = Files.createTempFile("edges", ".vcd");
        }

        /// Deletes the file.
        @TearDown
        public void clean() throws IOException {
            Files.delete(file);
        }
    }

    /// Ten million edges, with as much memory as they may take.
    @Benchmark
    @Fork(value = 1, jvmArgsAppend = "-Xmx200m")
    public Recorder tenMillionEdges() throws IOException {
        var circuit = Circuit.create();
        var pin = circuit.pin("line");
        pin.ioctl(Pin.OUTPUT, 0);
        var recorder = Recorder.of(circuit, "line");
        for (int i = 1; i <= EDGES; i++) {
            pin.ioctl(Pin.WRITE, i & 1);
        }
        Check.that(recorder.waveform().signal("line").edges() == EDGES, "edges are missing");
        return recorder;
    }

    /// Frames decoded from time stamps; one that is refused or wrong fails the benchmark.
    @Benchmark
    public void dhtFrames() throws IOException, InterruptedException {
        var circuit = Circuit.create();
        circuit.net("data").pulledUp();
        var sensor = circuit.add(
                DhtSensor.dht22("data").celsius(-10.1).humidity(55.3).jittering());
        var reader = DhtReader.over(circuit.pin("data"), DhtModel.DHT22, circuit.ticks(), RetryPolicy.NONE);
        var collector = Thread.ofPlatform().daemon().start(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                System.gc();
            }
        });
        try {
            for (int i = 0; i < FRAMES; i++) {
                circuit.ticks().delay(Duration.ofSeconds(2));
                Check.that(Arrays.equals(reader.frame(), sensor.frame()), "a frame is wrong");
            }
        } finally {
            collector.interrupt();
            collector.join();
        }
        Check.that(reader.tally().frames() == FRAMES, "a frame is missing");
    }
}
