package dev.jumper.gpio;

import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.DhtFault;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.wave.Signal;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/// A DHT22 on a line of a simulated chip: pulls the line as the model of the sensor does in a circuit, `factor`
/// times as slowly, once per start signal that it sees on the line.
final class DhtReplayer implements AutoCloseable {
    // AM2302 product manual, "Single-bus signal characteristics": Tbe at least 0.8 ms, Tgo 20 to 200 µs
    private static final long SHORTEST_START = 800_000;
    private static final long GO_MORE = 120_000; // than the model's, so that the reader's edges are on by then

    /// What an edge may be late: a bit's high part is 22 to 30 µs for a 0, of which the reader takes up to 40.
    private static final long LATEST = 8_000;

    private static final long LOOK_AGAIN = 2_000_000;
    private static final long SPIN = 2_000_000;

    private final SimulatedChip chip;
    private final int line;
    private final int factor;
    private final Queue<Signal> answers = new ConcurrentLinkedQueue<>();
    private final FutureTask<Integer> task = new FutureTask<>(this::replay);
    private volatile boolean over;
    private volatile long latest;

    DhtReplayer(SimulatedChip chip, int line, int factor) throws IOException {
        this.chip = chip;
        this.line = line;
        this.factor = factor;
        chip.pull(line, true);
        Thread.ofPlatform().daemon().name("replayer").start(task);
    }

    /// Answers one start more, after those asked for before; starts beyond get no answer.
    DhtReplayer answers(double celsius, double percent, DhtFault fault) throws IOException {
        var circuit = Circuit.create();
        circuit.net("dht").pulledUp();
        circuit.add(DhtSensor.dht22("dht").celsius(celsius).humidity(percent).failing(fault));
        Pin host = circuit.pin("dht");
        host.output(false);
        circuit.ticks().delay(2 * SHORTEST_START);
        host.ioctl(Pin.INPUT, Pin.PULL_UP);
        var recorder = Recorder.of(circuit, "dht"); // from the release on
        circuit.ticks().delay(10_000_000);
        answers.add(recorder.waveform().signal("dht"));
        return this;
    }

    /// Tells whether an edge came so late that a reader may take it for another.
    boolean wasLate() {
        return latest > LATEST * factor;
    }

    /// Returns how late the latest edge was, in nanoseconds.
    long latest() {
        return latest;
    }

    private int replay() throws IOException {
        int replayed = 0;
        while (awaitStart()) {
            var answer = answers.poll();
            if (answer != null) {
                replay(answer);
                replayed++;
            }
        }
        return replayed;
    }

    /// Waits until the line has been low for long enough and was let go.
    private boolean awaitStart() throws IOException {
        while (awaitLevel(0)) {
            long fell = System.nanoTime();
            if (awaitLevel(1) && System.nanoTime() - fell >= SHORTEST_START * factor) {
                return true;
            }
        }
        return false;
    }

    private boolean awaitLevel(int level) throws IOException {
        while (!over && chip.level(line) != level) {
            LockSupport.parkNanos(LOOK_AGAIN);
        }
        return !over;
    }

    /// Every pulse is timed from the moment of the edge before, so that one that came late moves the rest along.
    private void replay(Signal answer) throws IOException {
        long edge = System.nanoTime();
        long before = 0;
        for (int i = 0; i < answer.edges() && !over; i++) {
            long due = edge + (answer.time(i) - before + (i == 0 ? GO_MORE : 0)) * factor;
            before = answer.time(i);
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                if (left > SPIN) {
                    LockSupport.parkNanos(left - SPIN);
                } else {
                    Thread.onSpinWait();
                }
            }
            chip.pull(line, answer.level(i) != 0);
            edge = System.nanoTime();
            latest = Math.max(latest, edge - due);
        }
    }

    /// Ends it and returns how many answers were given.
    int end() throws IOException {
        over = true;
        try {
            return task.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException | InterruptedException | TimeoutException e) {
            throw new IOException("the replayer failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        end();
    }
}
