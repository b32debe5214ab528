package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.sim.wave.Signal;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Measures every time of a recorded transaction that NXP UM10204 has a minimum for: table "Characteristics of the
/// SDA and SCL bus lines for Standard, Fast, and Fast-mode Plus I2C-bus devices".
class SoftI2cTimingTest {
    /// A row of that table.
    private enum Time {
        LOW,
        HIGH,
        PERIOD,
        START_SETUP,
        START_HOLD,
        DATA_SETUP,
        STOP_SETUP,
        BUS_FREE
    }

    /// A column of that table, minima in the order of [Time], tVD;DAT (a maximum) last.
    private enum Mode {
        STANDARD(I2cSpeed.STANDARD, 4700, 4000, 10_000, 4700, 4000, 250, 4000, 4700, 3450),
        FAST(I2cSpeed.FAST, 1300, 600, 2500, 600, 600, 100, 600, 1300, 900),
        FAST_PLUS(I2cSpeed.FAST_PLUS, 500, 260, 1000, 260, 260, 50, 260, 500, 450);

        private final I2cSpeed speed;
        private final Map<Time, Long> minima = new EnumMap<>(Time.class);
        private final long latestData;

        Mode(I2cSpeed speed, long... column) {
            this.speed = speed;
            for (var time : Time.values()) {
                minima.put(time, column[time.ordinal()]);
            }
            this.latestData = column[column.length - 1];
        }
    }

    private final Map<Time, Long> shortest = new EnumMap<>(Time.class);
    private long longestData;

    @ParameterizedTest
    @EnumSource
    void keepsTheMinimaOfTheMode(Mode mode) throws Exception {
        var rig = new I2cRig();
        var recorder = rig.record();
        var bus = rig.i2c.withSpeed(mode.speed);
        for (int i = 0; i < 2; i++) {
            bus.transfer(
                    I2cRig.CHIP, I2cMessage.write((byte) 3, (byte) 0xA5, (byte) 0x0F), I2cMessage.read(new byte[3]));
        }
        measure(recorder.waveform().signal("scl"), recorder.waveform().signal("sda"));
        assertEquals(Time.values().length, shortest.size(), "each time occurs");
        shortest.forEach((time, nanos) -> assertTrue(
                nanos >= mode.minima.get(time),
                () -> "%s is %d ns, expected %d at least".formatted(time, nanos, mode.minima.get(time))));
        assertTrue(longestData <= mode.latestData, "data valid after " + longestData + " ns");
        assertTrue(
                shortest.get(Time.PERIOD) <= mode.minima.get(Time.PERIOD) + 800,
                "no slower than eight uses of pins make it: " + shortest.get(Time.PERIOD) + " ns");
    }

    @ParameterizedTest
    @EnumSource
    void isAsFastAsTheModeAllows(Mode mode) {
        var speed = mode.speed;
        assertEquals(mode.minima.get(Time.PERIOD), speed.low() + speed.high());
        assertEquals(
                mode.minima.get(Time.LOW) - mode.minima.get(Time.HIGH),
                speed.low() - speed.high(),
                "both halves share what the period has beyond their minima");
        assertEquals(mode.minima.get(Time.START_SETUP), speed.startSetup());
        assertEquals(mode.minima.get(Time.START_HOLD), speed.startHold());
        assertEquals(mode.minima.get(Time.STOP_SETUP), speed.stopSetup());
        assertEquals(mode.minima.get(Time.BUS_FREE), speed.busFree());
        assertEquals(mode == Mode.FAST_PLUS ? 120 : 300, speed.dataHold(), "tf, which SCL may take to fall");
    }

    @Test
    void hasNoTimesAtAllWhenUnlimited() {
        var speed = I2cSpeed.UNLIMITED;
        assertEquals(0, speed.low() + speed.high() + speed.startSetup() + speed.startHold());
        assertEquals(0, speed.dataHold() + speed.stopSetup() + speed.busFree());
    }

    @Test
    void keepsAnySpeedAsACeiling() throws Exception {
        for (long hertz : new long[] {1, 9_999, 100_001, 333_333, 400_001, 999_999}) {
            var rig = new I2cRig();
            var recorder = rig.record();
            rig.i2c.withSpeed(I2cSpeed.hertz(hertz)).write(I2cRig.CHIP, (byte) 3, (byte) 0xA5);
            shortest.clear();
            measure(recorder.waveform().signal("scl"), recorder.waveform().signal("sda"));
            double period = shortest.get(Time.PERIOD);
            assertTrue(period * hertz >= 1e9, hertz + " Hz has a period of " + period + " ns");
        }
    }

    private void measure(Signal scl, Signal sda) {
        keep(Time.LOW, Edges.shortest(0, scl));
        keep(Time.HIGH, Edges.shortest(1, scl));
        var rises = Edges.to(1, scl);
        for (int i = 1; i < rises.size(); i++) {
            keep(Time.PERIOD, rises.get(i) - rises.get(i - 1));
        }
        long stopped = -1;
        boolean inside = false;
        for (int i = 0; i < sda.edges(); i++) {
            long time = sda.time(i);
            long sclBefore = Edges.before(time, scl);
            if (scl.levelAt(time) == 0) {
                keep(Time.DATA_SETUP, Edges.after(time, scl) - time);
                longestData = Math.max(longestData, time - sclBefore);
            } else if (sda.level(i) == 1) {
                keep(Time.STOP_SETUP, time - sclBefore);
                stopped = time;
                inside = false;
            } else {
                if (inside) {
                    keep(Time.START_SETUP, time - sclBefore);
                } else if (stopped >= 0) {
                    keep(Time.BUS_FREE, time - stopped);
                }
                keep(Time.START_HOLD, Edges.after(time, scl) - time);
                inside = true;
            }
        }
    }

    private void keep(Time time, long nanos) {
        shortest.merge(time, nanos, Math::min);
    }
}
