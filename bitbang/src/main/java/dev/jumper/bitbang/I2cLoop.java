package dev.jumper.bitbang;

import static dev.jumper.hal.Pin.READ;
import static dev.jumper.hal.Pin.WRITE;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// The bit loops of [SoftI2c], of which [LoopCopies] makes copies.
///
/// Between the methods SCL is low, but before a start and after a stop. Each loop has a twin that waits for
/// nothing.
final class I2cLoop implements I2cBits {
    /// The longest that a line takes to rise: "Characteristics of the SDA and SCL bus lines", tr of standard
    /// mode.
    private static final long RISE_NANOS = 1000;

    /// How often a stretched clock is looked at.
    private static final long POLL_NANOS = 250;

    /// A clock that is high for longer is nobody's: "System Management Bus (SMBus) Specification" 3.2, "SMBus AC
    /// specifications", tHIGH.
    private static final long IDLE_NANOS = 50_000;

    private static final int RECOVERY_CLOCKS = 9; // UM10204, "Bus clear"

    private final Pin scl;
    private final Pin sda;
    private final Ticks ticks;
    private final long low;
    private final long high;
    private final long startSetup;
    private final long startHold;
    private final long dataHold;
    private final long stopSetup;
    private final long busFree;
    private final long stretch;
    private final boolean unlimited;
    private Failure failure = Failure.NONE;

    I2cLoop(Pin scl, Pin sda, Ticks ticks, I2cSpeed speed, long stretch) {
        this.scl = scl;
        this.sda = sda;
        this.ticks = ticks;
        this.low = speed.low() - speed.dataHold();
        this.high = speed.high();
        this.startSetup = speed.startSetup();
        this.startHold = speed.startHold();
        this.dataHold = speed.dataHold();
        this.stopSetup = speed.stopSetup();
        this.busFree = speed.busFree();
        this.stretch = stretch;
        this.unlimited = speed.equals(I2cSpeed.UNLIMITED);
    }

    @Override
    public Failure failure() {
        return failure;
    }

    @Override
    public boolean awaitClock() throws IOException {
        if (scl.ioctl(READ, 0) != 0) {
            return true;
        }
        long start = ticks.nanos();
        while (ticks.nanos() - start < stretch) {
            Wait.atLeast(ticks, POLL_NANOS);
            if (scl.ioctl(READ, 0) != 0) {
                return true;
            }
        }
        failure = Failure.STRETCHED;
        return false;
    }

    @Override
    public boolean isHung() throws IOException {
        long start = ticks.nanos();
        do {
            if (scl.ioctl(READ, 0) == 0 || sda.ioctl(READ, 0) != 0) {
                return false;
            }
            Wait.atLeast(ticks, POLL_NANOS);
        } while (ticks.nanos() - start < IDLE_NANOS);
        return true;
    }

    @Override
    public boolean recover() throws IOException {
        for (int i = 0; i < RECOVERY_CLOCKS; i++) {
            scl.ioctl(WRITE, 0);
            pause(dataHold);
            if (isReleased()) {
                return stop();
            }
            if (!raise(high)) {
                return false;
            }
        }
        scl.ioctl(WRITE, 0);
        return stop();
    }

    @Override
    public void start() throws IOException {
        failure = Failure.NONE;
        sda.ioctl(WRITE, 0);
        pause(startHold);
        scl.ioctl(WRITE, 0);
    }

    @Override
    public boolean restart() throws IOException {
        pause(dataHold);
        sda.ioctl(WRITE, 1);
        if (!raise(startSetup)) {
            return false;
        }
        if (!isReleased()) {
            failure = Failure.LOST;
            return false;
        }
        start();
        return true;
    }

    @Override
    public boolean stop() throws IOException {
        pause(dataHold);
        sda.ioctl(WRITE, 0);
        if (!raise(stopSetup)) {
            sda.ioctl(WRITE, 1);
            return false;
        }
        sda.ioctl(WRITE, 1);
        pause(busFree);
        if (!isReleased()) {
            failure = Failure.LOST;
            return false;
        }
        return true;
    }

    @Override
    public int write(byte[] bytes, int offset, int length) throws IOException {
        return unlimited ? atOnce(bytes, offset, length, false, false) : writeInTime(bytes, offset, length);
    }

    @Override
    public int read(byte[] bytes, int offset, int length, boolean end) throws IOException {
        return unlimited ? atOnce(bytes, offset, length, true, end) : readInTime(bytes, offset, length, end);
    }

    /// Writes or reads, both in one method, which so is larger than what the compiler inlines (325 bytes of code):
    /// inlined into a transfer, it would leave that one's limits no room for the pins, and take twice as long.
    private int atOnce(byte[] bytes, int offset, int length, boolean reading, boolean end) throws IOException {
        var clock = scl;
        var data = sda;
        if (reading) {
            for (int i = 0; i < length; i++) {
                int value = 0;
                data.ioctl(WRITE, 1);
                for (int bit = 0; bit < 8; bit++) {
                    clock.ioctl(WRITE, 1);
                    if (clock.ioctl(READ, 0) == 0 && !awaitClock()) {
                        return i;
                    }
                    value = value << 1 | data.ioctl(READ, 0);
                    clock.ioctl(WRITE, 0);
                }
                bytes[offset + i] = (byte) value;
                int refusal = end && i == length - 1 ? 1 : 0;
                data.ioctl(WRITE, refusal);
                clock.ioctl(WRITE, 1);
                if (clock.ioctl(READ, 0) == 0 && !awaitClock()) {
                    return i;
                }
                if (data.ioctl(READ, 0) < refusal) {
                    failure = Failure.LOST;
                    return i;
                }
                clock.ioctl(WRITE, 0);
            }
        } else {
            for (int i = 0; i < length; i++) {
                int value = bytes[offset + i] << 24;
                for (int bit = 0; bit < 8; bit++) {
                    int level = value >>> 31;
                    value <<= 1;
                    data.ioctl(WRITE, level);
                    clock.ioctl(WRITE, 1);
                    if (clock.ioctl(READ, 0) == 0 && !awaitClock()) {
                        return i;
                    }
                    if (data.ioctl(READ, 0) < level) {
                        failure = Failure.LOST;
                        return i;
                    }
                    clock.ioctl(WRITE, 0);
                }
                data.ioctl(WRITE, 1);
                clock.ioctl(WRITE, 1);
                if (clock.ioctl(READ, 0) == 0 && !awaitClock()) {
                    return i;
                }
                int refused = data.ioctl(READ, 0);
                clock.ioctl(WRITE, 0);
                if (refused != 0) {
                    failure = Failure.NOT_ACKNOWLEDGED;
                    return i;
                }
            }
        }
        return length;
    }

    private int writeInTime(byte[] bytes, int offset, int length) throws IOException {
        for (int i = 0; i < length; i++) {
            for (int bit = 7; bit >= 0; bit--) {
                int level = bytes[offset + i] >> bit & 1;
                pause(dataHold);
                sda.ioctl(WRITE, level);
                if (!raise(high)) {
                    return i;
                }
                if (sda.ioctl(READ, 0) < level) {
                    failure = Failure.LOST;
                    return i;
                }
                scl.ioctl(WRITE, 0);
            }
            pause(dataHold);
            sda.ioctl(WRITE, 1);
            if (!raise(high)) {
                return i;
            }
            int refused = sda.ioctl(READ, 0);
            scl.ioctl(WRITE, 0);
            if (refused != 0) {
                failure = Failure.NOT_ACKNOWLEDGED;
                return i;
            }
        }
        return length;
    }

    private int readInTime(byte[] bytes, int offset, int length, boolean end) throws IOException {
        for (int i = 0; i < length; i++) {
            int value = 0;
            for (int bit = 0; bit < 8; bit++) {
                pause(dataHold);
                sda.ioctl(WRITE, 1);
                if (!raise(high)) {
                    return i;
                }
                value = value << 1 | sda.ioctl(READ, 0);
                scl.ioctl(WRITE, 0);
            }
            bytes[offset + i] = (byte) value;
            int refusal = end && i == length - 1 ? 1 : 0;
            pause(dataHold);
            sda.ioctl(WRITE, refusal);
            if (!raise(high)) {
                return i;
            }
            if (sda.ioctl(READ, 0) < refusal) {
                failure = Failure.LOST;
                return i;
            }
            scl.ioctl(WRITE, 0);
        }
        return length;
    }

    /// Lets SCL rise after its time low, and waits for `nanos` from when it is high.
    private boolean raise(long nanos) throws IOException {
        pause(low);
        scl.ioctl(WRITE, 1);
        if (!awaitClock()) {
            return false;
        }
        pause(nanos);
        return true;
    }

    /// Tells whether SDA is high, or becomes so in the time that an edge may take.
    private boolean isReleased() throws IOException {
        if (sda.ioctl(READ, 0) != 0) {
            return true;
        }
        Wait.atLeast(ticks, RISE_NANOS);
        return sda.ioctl(READ, 0) != 0;
    }

    private void pause(long nanos) {
        if (nanos != 0) {
            Wait.atLeast(ticks, nanos);
        }
    }
}
