package dev.jumper.sim.wave.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Waves after the figures of NXP UM10204, "START and STOP conditions" and "10-bit addressing".
class I2cDecoderTest {
    private final Pen pen = new Pen().line("scl", 1).line("sda", 1).wait(20);
    private int high = 1;

    private void start() {
        pen.set("sda", high)
                .wait(2)
                .set("scl", high)
                .wait(2)
                .set("sda", 0)
                .wait(2)
                .set("scl", 0)
                .wait(2);
    }

    private void stop() {
        pen.set("sda", 0).wait(2).set("scl", high).wait(2).set("sda", high).wait(10);
    }

    private void bit(int level) {
        pen.set("sda", level == 1 ? high : 0)
                .wait(2)
                .set("scl", high)
                .wait(4)
                .set("scl", 0)
                .wait(2);
    }

    private void send(int value, int acknowledge) {
        for (int i = 7; i >= 0; i--) {
            bit(value >> i & 1);
        }
        bit(acknowledge);
    }

    private List<Annotation> annotations() {
        return Decoder.parse("i2c:scl,sda").decode(pen.waveform()).getFirst().annotations();
    }

    @Test
    void readsTenBitAddressesInBothDirections() {
        start();
        send(0b1111_0010, 0);
        send(0x68, 0);
        send(0x42, 0);
        start();
        send(0b1111_0011, 0);
        send(0x17, 1);
        stop();
        assertEquals(
                List.of(
                        "Start",
                        "10-bit address 01...",
                        "ACK",
                        "Address 0x168 write",
                        "ACK",
                        "0x42",
                        "ACK",
                        "Start repeat",
                        "Address 0x168 read",
                        "ACK",
                        "0x17",
                        "NACK",
                        "Stop"),
                pen.read("i2c:scl,sda"));
    }

    @Test
    void tellsANackThatEndsAReadFromOneThatRefuses() {
        start();
        send(0x91, 0);
        send(0xFF, 1);
        stop();
        start();
        send(0x90, 0);
        send(0x01, 1);
        stop();
        assertEquals(
                List.of(Kind.ACKNOWLEDGE, Kind.ERROR),
                annotations().stream()
                        .filter(a -> a.label().equals("NACK"))
                        .map(Annotation::kind)
                        .toList());
    }

    @Test
    void tellsOfBytesThatAreBrokenOff() {
        start();
        send(0x90, 0);
        bit(1);
        bit(0);
        bit(1);
        stop();
        start();
        for (int i = 0; i < 8; i++) {
            bit(0);
        }
        stop();
        assertEquals(
                List.of(
                        "Start",
                        "Address 0x48 write",
                        "ACK",
                        "3 of 8 bits",
                        "Stop",
                        "Start",
                        "Address 0x00 write",
                        "No acknowledgement",
                        "Stop"),
                pen.read("i2c:scl,sda"));
    }

    @Test
    void readsAReleasedLineAsHigh() {
        high = Signal.FLOATING;
        start();
        send(0xA5, 0);
        stop();
        assertEquals(List.of("Start", "Address 0x52 read", "ACK", "Stop"), pen.read("i2c:scl,sda"));
    }

    @Test
    void takesDataThatChangesTogetherWithTheClockForChangedWhileTheClockWasLow() {
        pen.set("sda", 0).wait(2).set("scl", 0); // start
        for (int level : new int[] {1, 0, 0, 1, 0, 0, 0, 0, 0}) {
            pen.set("sda", level).wait(2).set("scl", 1).wait(2).set("scl", 0);
        }
        pen.set("sda", 0).wait(2).set("scl", 1).wait(2).set("sda", 1).wait(2);
        assertEquals(List.of("Start", "Address 0x48 write", "ACK", "Stop"), pen.read("i2c:scl,sda"));
    }

    @Test
    void saysNothingOfTrafficBeforeTheFirstStart() {
        pen.set("scl", 0).wait(2);
        send(0x33, 0);
        stop();
        assertEquals(List.of(), pen.read("i2c:scl,sda"));
    }

    @Test
    void tellsOfAStartThatIsTakenBack() {
        pen.set("sda", 0).wait(2).set("sda", 1).wait(2);
        assertEquals(List.of("Start and stop without a clock"), pen.read("i2c:scl,sda"));
    }

    @Test
    void marksExactlyTheTimesOfBytes() {
        start(); // sda falls at 24 µs, scl at 26 µs
        send(0x90, 0);
        assertEquals(
                List.of("24000-26000", "26000-90000", "90000-98000"),
                annotations().stream().map(a -> a.from() + "-" + a.to()).toList());
    }
}
