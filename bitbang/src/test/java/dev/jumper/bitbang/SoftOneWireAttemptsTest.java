package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.time.Ticks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// How often a machine that is too slow tries again.
class SoftOneWireAttemptsTest {
    private final OneWireRig rig = new OneWireRig();

    /// A machine that pauses in each wait for a reset, so that its presence pulse is missed.
    private SoftOneWire tooSlow(int[] resets) {
        Ticks slow = new Ticks() {
            @Override
            public long nanos() {
                return rig.circuit.ticks().nanos();
            }

            @Override
            public void delay(long nanos) {
                boolean reset = nanos > 400_000 && nanos < 481_000;
                rig.circuit.ticks().delay(nanos);
                if (reset) {
                    resets[0]++;
                } else {
                    rig.circuit.ticks().delay(100_000);
                }
            }
        };
        return SoftOneWire.over(rig.circuit.pin("owr"), slow);
    }

    @Test
    void triesThreeTimesAndThenNoMore() {
        var resets = new int[1];
        var bus = tooSlow(resets);
        var e = assertThrows(DeviceException.class, bus::reset);
        assertEquals(
                OneWireRig.NAME + "this machine took 170.1 µs to look for a presence pulse, expected at most 75.0 µs;"
                        + " try again",
                e.getMessage());
        assertEquals(3, resets[0]);
    }

    @Test
    void triesToPowerAgainWhatItMissed() throws Exception {
        rig.add(1);
        var ticks = new SoftOneWireFaultTest.Pausing(rig.circuit.ticks(), 3, 100_000); // in the first slot
        var bus = SoftOneWire.over(rig.circuit.pin("owr"), ticks);
        var recorder = rig.record();
        bus.transferThenPower(new byte[] {(byte) 0xCC, 0x44}, Duration.ofMillis(1));
        var owr = recorder.waveform().signal("owr");
        long resets = 0;
        for (int i = 0; i + 1 < owr.edges(); i++) {
            resets += owr.level(i) == 0 && owr.time(i + 1) - owr.time(i) >= 480_000 ? 1 : 0;
        }
        assertEquals(2, resets);
    }
}
