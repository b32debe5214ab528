package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import java.util.List;

/// A DHT11 or DHT22 (AM2302) on its line, which needs a pull-up: it answers a start signal with a frame of 40 bits.
///
/// A start that comes sooner after the last one than the model allows gets no answer, and is counted.
///
/// Source: Aosong AM2302 product manual, table "Single-bus signal characteristics", whose ranges the DHT11 keeps
/// too.
public final class DhtSensor implements Part {
    private static final int BITS = 40;

    /// The pulses of a frame, each with its shortest, typical and longest time: Tgo, Trel, Treh, Tlow, TH0, TH1,
    /// Ten of the table. Tgo may be 20 to 200 µs; a jitter of all that is no jitter.
    private enum Pulse {
        GO(20, 30, 40),
        RESPONSE_LOW(75, 80, 85),
        RESPONSE_HIGH(75, 80, 85),
        LOW(48, 50, 55),
        ZERO(22, 26, 30),
        ONE(68, 70, 75),
        END(45, 50, 55);

        private final long least;
        private final long typical;
        private final long most;

        Pulse(int least, int typical, int most) {
            this.least = least * 1000L;
            this.typical = typical * 1000L;
            this.most = most * 1000L;
        }
    }

    private final String lineName;
    private final DhtModel model;
    private final Faults<DhtFault> faults = new Faults<>(new DhtFault.None());
    private double celsius = 20;
    private double percent = 50;
    private boolean jittering;

    private Circuit circuit;
    private Terminal line;
    private DhtFault fault = new DhtFault.None();
    private byte[] frame = {};
    private int bit;
    private boolean busy;
    private int epoch;
    private boolean fell;
    private long fellAt;
    private boolean hasAnswered;
    private long answeredAt;
    private int frames;
    private int startsTooSoon;
    private int startsTooShort;

    private DhtSensor(String line, DhtModel model) {
        this.lineName = line;
        this.model = model;
    }

    /// Returns a DHT11 on the net `line`, at 20 °C and 50 % humidity, with the typical times of the data sheet. It
    /// wants a start of 18 ms, and 1 s from one start to the next.
    public static DhtSensor dht11(String line) {
        return new DhtSensor(line, DhtModel.DHT11);
    }

    /// Returns a DHT22 on the net `line`, at 20 °C and 50 % humidity, with the typical times of the data sheet. It
    /// wants a start of 0.8 ms, and 2 s from one start to the next.
    public static DhtSensor dht22(String line) {
        return new DhtSensor(line, DhtModel.DHT22);
    }

    /// Sets the temperature, -40 to 80 °C, and returns this.
    public DhtSensor celsius(double temperature) {
        if (!(temperature >= -40 && temperature <= 80)) {
            throw new IllegalArgumentException("temperature is %s °C, expected -40 to 80".formatted(temperature));
        }
        celsius = temperature;
        return this;
    }

    /// Sets the relative humidity, 0 to 100 %, and returns this.
    public DhtSensor humidity(double relative) {
        if (!(relative >= 0 && relative <= 100)) {
            throw new IllegalArgumentException("humidity is %s %%, expected 0 to 100".formatted(relative));
        }
        percent = relative;
        return this;
    }

    /// Draws the length of each pulse from the whole range of the data sheet by the circuit's chance; returns this.
    public DhtSensor jittering() {
        jittering = true;
        return this;
    }

    /// Fails from now on in each reading, and returns this.
    public DhtSensor failing(DhtFault always) {
        faults.always(always);
        return this;
    }

    /// Fails in the next readings, one fault each, and returns this.
    public DhtSensor failingNext(DhtFault... next) {
        faults.next(List.of(next));
        return this;
    }

    /// Fails no more from the next reading on, and returns this.
    public DhtSensor mended() {
        faults.mend();
        return this;
    }

    /// Lets go of the line at once, and waits for the next start.
    public void letGo() {
        end();
        line.release();
    }

    /// Returns the frame that the sensor would send now.
    public byte[] frame() {
        return model.frame(celsius, percent);
    }

    /// Returns how many whole frames were sent.
    public int frames() {
        return frames;
    }

    /// Returns how many starts came too soon after the one before, and got no answer.
    public int startsTooSoon() {
        return startsTooSoon;
    }

    /// Returns how many times the line was low for less than a start, and got no answer.
    public int startsTooShort() {
        return startsTooShort;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        line = to.net(lineName).terminal(model + " on " + lineName);
        line.net().listen((_, level) -> changed(level));
    }

    private void changed(int level) {
        if (busy) {
            return;
        }
        long now = circuit.nanos();
        if (level == 0) {
            fellAt = now;
            fell = true;
        } else if (!fell) {
            return;
        } else if (now - fellAt < model.startNanos()) {
            startsTooShort++;
        } else if (hasAnswered && fellAt - answeredAt < model.pauseNanos()) {
            startsTooSoon++;
        } else {
            answer();
        }
    }

    private void answer() {
        hasAnswered = true;
        answeredAt = fellAt;
        fault = faults.take();
        if (fault instanceof DhtFault.Silent) {
            return;
        }
        frame = frame();
        if (fault instanceof DhtFault.WrongChecksum) {
            frame[4]++;
        }
        busy = true;
        bit = 0;
        then(Pulse.GO, () -> {
            line.drive(0);
            then(Pulse.RESPONSE_LOW, () -> {
                line.release();
                then(Pulse.RESPONSE_HIGH, this::beginBit);
            });
        });
    }

    private void beginBit() {
        if (fault instanceof DhtFault.CutOff(int bits) && bits == bit) {
            end();
            return;
        }
        line.drive(0);
        if (bit == BITS) {
            then(Pulse.END, () -> {
                frames++;
                end();
                line.release();
            });
        } else if (!(fault instanceof DhtFault.HeldLow(int at) && at == bit)) {
            then(Pulse.LOW, this::endBit);
        }
    }

    private void endBit() {
        line.release();
        boolean one = (frame[bit >> 3] >> 7 - (bit & 7) & 1) == 1;
        long nanos = fault instanceof DhtFault.ShortPulse(int at, long shorter) && at == bit
                ? shorter
                : length(one ? Pulse.ONE : Pulse.ZERO);
        bit++;
        later(nanos, this::beginBit);
    }

    private void end() {
        epoch++;
        circuit.after(0, () -> {
            busy = false;
            fell = false;
        });
    }

    private void then(Pulse pulse, Runnable action) {
        later(length(pulse), action);
    }

    /// Has `action` happen unless the sensor was made to let go before.
    private void later(long nanos, Runnable action) {
        int now = epoch;
        circuit.after(nanos, () -> {
            if (now == epoch) {
                action.run();
            }
        });
    }

    private long length(Pulse pulse) {
        return jittering ? circuit.random().nextLong(pulse.least, pulse.most + 1) : pulse.typical;
    }
}
