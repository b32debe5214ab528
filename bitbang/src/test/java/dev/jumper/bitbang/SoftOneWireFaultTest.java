package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.part.OneWireFault;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SoftOneWireFaultTest {
    private static final byte[] SKIP_ROM_READ_SCRATCHPAD = {(byte) 0xCC, (byte) 0xBE};

    private final OneWireRig rig = new OneWireRig();

    private static void fails(Kind kind, String message, Executable transfer) {
        var e = assertThrows(DeviceException.class, transfer);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    private void worksAgain() throws IOException {
        rig.circuit.ticks().delay(500_000); // a device may be in the middle of a presence pulse
        assertEquals(1, rig.circuit.net("owr").level());
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, scratchpad(rig.bus));
    }

    private static String scratchpad(SoftOneWire bus) throws IOException {
        var scratchpad = new byte[9];
        bus.transfer(SKIP_ROM_READ_SCRATCHPAD, scratchpad);
        return HexFormat.of().formatHex(scratchpad);
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        var message =
                OneWireRig.NAME + "no device answered the reset; check its supply, its ground and the 4.7 kΩ pull-up";
        fails(Kind.ABSENT, message, () -> rig.bus.transfer(SKIP_ROM_READ_SCRATCHPAD, new byte[1]));
        fails(Kind.ABSENT, message, () -> rig.bus.overdrive());
        fails(Kind.ABSENT, message, () -> rig.bus.transferThenPower(new byte[] {0x44}, Duration.ofMillis(1)));
        assertEquals(List.of(), rig.bus.search());
        rig.add(1);
        worksAgain();
    }

    @Test
    void reportsALineThatIsStuckLow() throws Exception {
        var device = rig.add(1).failing(new OneWireFault.HeldLow(Long.MAX_VALUE));
        fails(
                Kind.STUCK,
                OneWireRig.NAME + "the line is low after a presence pulse; something holds it, or it has no pull-up of"
                        + " 4.7 kΩ",
                () -> rig.bus.reset());
        fails(
                Kind.STUCK,
                OneWireRig.NAME + "the line is low before a reset; something holds it, or it has no pull-up of 4.7 kΩ",
                () -> rig.bus.search());
        fails(
                Kind.STUCK,
                OneWireRig.NAME
                        + "the line is low before a time slot; something holds it, or it has no pull-up of 4.7 kΩ",
                () -> rig.bus.slot(1));
        device.mended().letGo();
        worksAgain();
    }

    @Test
    void reportsALineThatIsStuckHigh() throws Exception {
        Pin stuck = (_, _) -> 1;
        var bus = SoftOneWire.over(stuck, rig.circuit.ticks());
        var e = assertThrows(DeviceException.class, bus::reset);
        assertEquals(Kind.STUCK, e.kind());
        assertEquals(
                bus + ": the line stays high although it is driven low; it is wired to the supply, or not at all",
                e.getMessage());
    }

    @Test
    void passesAWrongChecksumOfASearchOnAndWorksAgain() throws Exception {
        var device = rig.add(1).failing(new OneWireFault.WrongChecksum());
        assertEquals("50054b467fff0c10e3", scratchpad(rig.bus)); // the caller's to check
        device.mended();
        worksAgain();
    }

    @Test
    void aDeviceThatFallsSilentInASearchIsNotLeftOut() throws Exception {
        rig.add(1);
        var device = rig.add(2).failing(new OneWireFault.DroppedInSearch(20));
        fails(
                Kind.WRONG_ANSWER,
                OneWireRig.NAME
                        + "search lost its devices at bit 21 of 64, counted from 0; check wiring and supply, then"
                        + " search again", // bit 20 was sent, and its complement is missing
                () -> rig.bus.search());
        device.mended();
        assertEquals(
                List.of(RomCode.of(0x28, 2), RomCode.of(0x28, 1)),
                rig.bus.search(),
                "bit 8 is 0 in the one, 1 in the other");
    }

    /// A machine that pauses once, for `nanos`, in the wait number `at`.
    static final class Pausing implements Ticks {
        private final Ticks ticks;
        private final long nanos;
        private int until;

        Pausing(Ticks ticks, int at, long nanos) {
            this.ticks = ticks;
            this.until = at;
            this.nanos = nanos;
        }

        @Override
        public long nanos() {
            return ticks.nanos();
        }

        @Override
        public void delay(long wanted) {
            ticks.delay(wanted);
            if (until-- == 0) {
                ticks.delay(nanos);
            }
        }
    }

    @Test
    void neverReturnsABitThatAPauseMayHaveSpoilt() throws Exception {
        rig.add(1);
        int missed = 0;
        for (long pause : new long[] {4_000, 20_000, 100_000, 700_000, 3_000_000}) {
            for (int at = 0; at < 300; at++) {
                var ticks = new Pausing(rig.circuit.ticks(), at, pause);
                var bus = SoftOneWire.over(rig.circuit.pin("owr"), ticks).withAttempts(1);
                try {
                    assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, scratchpad(bus), "pause of " + pause + " in " + at);
                } catch (DeviceException e) {
                    assertEquals(Kind.MISSED, e.kind(), e.getMessage());
                    missed++;
                }
                rig.circuit.ticks().delay(500_000);
                assertEquals(
                        OneWireRig.POWER_ON_SCRATCHPAD,
                        scratchpad(
                                SoftOneWire.over(rig.circuit.pin("owr"), new Pausing(rig.circuit.ticks(), at, pause))),
                        "tried again after a pause of " + pause + " in " + at);
            }
        }
        assertTrue(missed > 500, "only " + missed + " pauses were noticed");
    }

    @Test
    void saysWhatItWasTooSlowFor() {
        rig.add(1);
        var bus = SoftOneWire.over(rig.circuit.pin("owr"), new Pausing(rig.circuit.ticks(), 0, 10_000));
        fails(
                Kind.MISSED,
                OneWireRig.NAME + "this machine took 16.3 µs to read a bit, expected at most 15.0 µs; try again",
                () -> bus.slot(1));
        var zero = SoftOneWire.over(rig.circuit.pin("owr"), new Pausing(rig.circuit.ticks(), 0, 100_000));
        fails(
                Kind.MISSED,
                OneWireRig.NAME + "this machine took 160.2 µs to write a 0, expected at most 120.0 µs; try again",
                () -> zero.slot(0));
        var reset = SoftOneWire.over(rig.circuit.pin("owr"), new Pausing(rig.circuit.ticks(), 1, 500_000));
        fails(
                Kind.MISSED,
                OneWireRig.NAME + "this machine took 570.1 µs to look for a presence pulse, expected at most 75.0 µs;"
                        + " try again",
                () -> reset.withAttempts(1).reset());
    }

    /// DS2431: a bit is sure for 2 µs in overdrive, and a reset of more than 80 µs leaves it.
    @Test
    void saysThatPinsAreTooSlowForOverdrive() throws Exception {
        var slow = new OneWireRig(CircuitOptions.DEFAULT.withAccessNanos(500));
        slow.add(1);
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, scratchpad(slow.bus));
        slow.bus.overdrive();
        fails(
                Kind.MISSED,
                OneWireRig.NAME + "this machine took 2.5 µs to read a bit, expected at most 2.0 µs; try again",
                () -> slow.bus.slot(1));
        slow.bus.standard();
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, scratchpad(slow.bus));

        rig.add(1);
        var bus = SoftOneWire.over(rig.circuit.pin("owr"), new Pausing(rig.circuit.ticks(), 23, 15_000))
                .withAttempts(1);
        bus.overdrive();
        fails(
                Kind.MISSED,
                OneWireRig.NAME
                        + "this machine took 85.3 µs to hold the line low for a reset, expected at most 80.0 µs;"
                        + " try again",
                bus::reset);
    }

    /// DS2431 data sheet, "1-Wire Signaling": a line low for 480 µs or more takes devices back to standard speed.
    @Test
    void goesBackToStandardSpeedAfterAPauseInOverdrive() throws Exception {
        rig.add(1);
        int missed = 0;
        for (long pause : new long[] {30_000, 600_000, 3_000_000}) {
            for (int at = 0; at < 300; at++) {
                String when = "pause of " + pause + " in " + at;
                var ticks = new Pausing(rig.circuit.ticks(), Integer.MAX_VALUE, pause);
                var bus = SoftOneWire.over(rig.circuit.pin("owr"), ticks);
                bus.overdrive();
                ticks.until = at;
                try {
                    assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, scratchpad(bus), when);
                } catch (DeviceException e) {
                    assertEquals(Kind.MISSED, e.kind(), e.getMessage());
                    missed++;
                }
                ticks.until = Integer.MAX_VALUE;
                assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, scratchpad(bus), "after a " + when);
            }
        }
        assertTrue(missed > 300, "only " + missed + " pauses were noticed");
    }

    @Test
    void whatIsMissedInOverdriveIsNotTriedAgain() throws Exception {
        rig.add(1);
        var ticks = new Pausing(rig.circuit.ticks(), Integer.MAX_VALUE, 600_000);
        var bus = SoftOneWire.over(rig.circuit.pin("owr"), ticks);
        bus.overdrive();
        ticks.until = 0;
        var recorder = rig.record();
        fails(
                Kind.MISSED,
                OneWireRig.NAME
                        + "this machine took 670.3 µs to hold the line low for a reset, expected at most 80.0 µs; try"
                        + " again",
                bus::reset);
        assertEquals(1, Edges.to(0, recorder.waveform().signal("owr")).size(), "one reset");
        bus.reset();
        var wave = recorder.waveform().signal("owr");
        int last = wave.edges() - 4; // a reset, and the presence pulse
        assertEquals(480_000, wave.time(last + 1) - wave.time(last), 1000, "tRSTL at standard speed");
    }

    @Test
    void isIdleAndWorksAgainWhereverAPinFails() throws Exception {
        rig.add(1);
        rig.bus.reset();
        int uses = 0;
        while (true) {
            rig.pins.failAfter(uses);
            try {
                scratchpad(rig.bus);
            } catch (IOException e) {
                assertEquals("cable of host owr is out", e.getMessage());
            }
            if (!rig.pins.haveFailed()) {
                break;
            }
            worksAgain();
            uses++;
        }
        assertTrue(uses > 88 * 3, "88 slots are " + uses + " uses of a pin");
    }

    @Test
    void isIdleAndWorksAgainWhereverAPinFailsAroundTheStrongPullUp() throws Exception {
        rig.add(1);
        rig.bus.reset();
        int uses = 0;
        while (true) {
            rig.pins.failAfter(uses);
            try {
                rig.bus.transferThenPower(new byte[] {(byte) 0xCC, 0x44}, Duration.ofMillis(1));
            } catch (IOException e) {
                assertEquals("cable of host owr is out", e.getMessage());
            }
            if (!rig.pins.haveFailed()) {
                break;
            }
            worksAgain();
            uses++;
        }
        assertTrue(uses > 16 * 3, "16 slots are " + uses + " uses of a pin");
    }

    @Test
    void letsGoOfTheLineWhenInterruptedWhilePowering() throws Exception {
        rig.add(1);
        Ticks interrupting = new Ticks() {
            @Override
            public long nanos() {
                return rig.circuit.ticks().nanos();
            }

            @Override
            public void delay(long nanos) {
                if (nanos < 100_000_000) {
                    rig.circuit.ticks().delay(nanos);
                } else {
                    Thread.currentThread().interrupt();
                }
            }
        };
        var bus = SoftOneWire.over(rig.circuit.pin("owr"), interrupting);
        var e = assertThrows(
                InterruptedIOException.class,
                () -> bus.transferThenPower(new byte[] {(byte) 0xCC, 0x44}, Duration.ofMillis(750)));
        assertTrue(Thread.interrupted(), "the flag stays set");
        assertEquals(OneWireRig.NAME + "interrupted while it powered the devices; the line is let go", e.getMessage());
        worksAgain();
        assertEquals(List.of(), rig.circuit.shorts());
    }

    @Test
    void reportsADriverAgainstItsOwn() throws Exception {
        rig.add(1);
        rig.bus.reset();
        var rival = rig.circuit.pin("owr", "rival");
        rival.output(true);
        fails(
                Kind.SHORT_CIRCUIT,
                OneWireRig.NAME + "net owr: short circuit at 965.800 µs: driven high by rival and low by host owr; make"
                        + " one of them an input or open-drain",
                () -> rig.bus.reset());
        rival.ioctl(Pin.INPUT, Pin.FLOATING);
        worksAgain();
    }

    @Test
    void namesBusAndPinOfARefusedDirection() {
        Pin readable = (request, _) -> {
            if (request == Pin.READ || request == Pin.INPUT) {
                return 1;
            }
            throw Pin.unknown("pin 34", request);
        };
        var bus = SoftOneWire.over(readable, rig.circuit.ticks());
        fails(
                Kind.DIRECTION_REFUSED,
                bus + ": a pin cannot take the direction that the bus needs: pin 34: does not know request OUTPUT (4);"
                        + " use another pin, or another way to drive this one",
                bus::reset);
        var e = assertThrows(
                UnsupportedOperationException.class,
                () -> bus.transferThenPower(new byte[] {0x44}, Duration.ofMillis(1)));
        assertEquals(
                bus + ": has no strong pull-up, for its pin cannot drive high; power the device from its supply pin",
                e.getMessage());
    }
}
