package dev.jumper.sim.wave.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.sim.wave.decode.Annotation.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What is wrong on a single line: each is told, and none of it as data.
class SingleLineDecodersTest {
    private final Pen pen = new Pen();

    private void low(String line, int micros, int then) {
        pen.set(line, 0).wait(micros).set(line, 1).wait(then);
    }

    private void slots(long value, int count) {
        for (int i = 0; i < count; i++) {
            int micros = (value >> i & 1) == 1 ? 6 : 60; // application note 126, table 2
            low("owr", micros, 70 - micros);
        }
    }

    private void reset(boolean present) {
        low("owr", 480, 30);
        if (present) {
            low("owr", 120, 330);
        } else {
            pen.wait(450);
        }
    }

    @Test
    void oneWireWithoutADevice() {
        pen.line("owr", 1).wait(10);
        reset(false);
        slots(0x33, 8);
        assertEquals(List.of("Reset", "No presence", "Read ROM"), pen.read("onewire:owr"));
    }

    @Test
    void oneWireCodeWithABadCrc() {
        pen.line("owr", 1).wait(10);
        reset(true);
        slots(0x55, 8);
        slots(0x5904310c1e64ff28L, 64);
        var code =
                Decoder.parse("onewire:owr").decode(pen.waveform()).getFirst().errors();
        assertEquals(
                List.of("ROM 28ff641e0c310459"), code.map(Annotation::label).toList());
    }

    @Test
    void oneWireSearch() {
        pen.line("owr", 1).wait(10);
        reset(true);
        slots(0xF0, 8);
        long code = 0x5804310c1e64ff28L;
        for (int i = 0; i < 64; i++) {
            long bit = code >> i & 1;
            slots(bit | (bit ^ 1) << 1 | bit << 2, 3);
        }
        reset(true);
        slots(0xEC, 8);
        slots(0b11, 2);
        assertEquals(
                List.of(
                        "Reset",
                        "Presence",
                        "Search ROM",
                        "Search 28ff641e0c310458",
                        "Reset",
                        "Presence",
                        "Alarm search",
                        "Search: no device"),
                pen.read("onewire:owr"));
    }

    @Test
    void oneWireBrokenOffByAReset() {
        pen.line("owr", 1).wait(10);
        reset(true);
        slots(0x5, 3);
        reset(true);
        slots(0x33, 8);
        slots(0x28, 8);
        reset(true);
        slots(0xCC, 8);
        slots(0x1, 1);
        assertEquals(
                List.of(
                        "Reset",
                        "Presence",
                        "Broken off",
                        "Reset",
                        "Presence",
                        "Read ROM",
                        "Code broken off",
                        "Reset",
                        "Presence",
                        "Skip ROM",
                        "bit 1"),
                pen.read("onewire:owr"));
    }

    private void serial(int bits, int count, int nanos) {
        for (int i = 0; i < count; i++) {
            pen.set("tx", bits >> i & 1).waitNanos(nanos);
        }
    }

    @Test
    void serialLineWithoutAStopBitAndABreak() {
        pen.line("tx", 1).wait(100);
        serial(0b0_01010101_0, 10, 10_000);
        pen.set("tx", 1).wait(100);
        serial(0, 14, 10_000);
        pen.set("tx", 1).wait(100);
        serial(0b1_01000001_0, 10, 10_000);
        pen.wait(100);
        assertEquals(List.of("No stop bit after 0x55", "Break", "0x41 'A'"), pen.read("uart:tx,baud=100000"));
    }

    @Test
    void serialLineWithASpikeThatIsNoStartBit() {
        pen.line("tx", 1).wait(100).set("tx", 0).wait(2).set("tx", 1).wait(200);
        assertEquals(List.of("Start bit of less than half a bit"), pen.read("uart:tx,baud=100000"));
    }

    @Test
    void serialLineThatRestsLow() {
        pen.line("tx", 0).wait(100);
        serial(~0b1_01000001_0, 10, 10_000);
        pen.wait(100);
        assertEquals(List.of("0x41 'A'"), pen.read("uart:tx,baud=100000,invert"));
    }

    @Test
    void serialFrameCutOffByTheEndSaysNothing() {
        pen.line("tx", 1).wait(100);
        serial(0b1_01000001_0, 6, 10_000);
        assertEquals(List.of(), pen.read("uart:tx,baud=100000"));
    }

    private void dht(int... bytes) {
        pen.line("sda", 1).wait(100);
        low("sda", 1_000, 30);
        low("sda", 80, 80);
        for (int value : bytes) {
            for (int i = 7; i >= 0; i--) {
                low("sda", 50, (value >> i & 1) == 1 ? 70 : 26);
            }
        }
        low("sda", 50, 500);
    }

    @Test
    void sensorWithABadChecksum() {
        dht(0x02, 0x8C, 0x01, 0x5F, 0xEF); // 65.2 %, 35.1 °C: the example of the AM2302 data sheet has 0xEE
        assertEquals(
                List.of("Humidity 65.2 %", "Temperature 35.1 °C", "Checksum 0xef, computed 0xee"),
                Decoder.parse("dht:sda").decode(pen.waveform()).getLast().labels());
    }

    @Test
    void sensorThatStopsInTheMiddle() {
        dht(0x02, 0x8C, 0x01);
        var bytes = Decoder.parse("dht:sda").decode(pen.waveform()).getFirst();
        assertEquals(
                List.of("Start", "Response", "0x02", "0x8c", "0x01", "frame ends after 24 of 40 bits"), bytes.labels());
    }

    @Test
    void sensorThatIsNotThere() {
        pen.line("sda", 1).wait(100);
        low("sda", 1_000, 5_000);
        assertEquals(List.of("Start", "No response"), pen.read("dht:sda"));
    }

    @Test
    void lampsWithBitsMissingAndInOtherOrders() {
        pen.line("din", 0).wait(100);
        for (int i = 31; i >= 0; i--) {
            int high = (0x3412_5678 >> i & 1) == 1 ? 800 : 400;
            pen.set("din", 1).waitNanos(high).set("din", 0).waitNanos(1_250 - high);
        }
        pen.wait(300);
        assertEquals(List.of("#123456", "8 of 24 bits", "Reset"), pen.read("ws281x:din"));
        assertEquals(List.of("#341256", "8 of 24 bits", "Reset"), pen.read("ws281x:din,order=rgb"));
        assertEquals(List.of("#123456 + white 78", "Reset"), pen.read("ws281x:din,order=grbw"));
    }

    private void mark(int mark, int space) {
        pen.set("ir", 1).wait(mark).set("ir", 0).wait(space);
    }

    private void nec(long value, int bits) {
        mark(9_000, 4_500);
        for (int i = 0; i < bits; i++) {
            mark(560, (value >> i & 1) == 1 ? 1_690 : 560);
        }
        mark(560, 40_000);
    }

    @Test
    void remoteControlThatIsCutOffOrDamagedOrExtendedOnALineThatRestsLow() {
        pen.line("ir", 0).wait(1_000);
        nec(0xF708_FB04L, 12);
        nec(0xF608_FB04L, 32);
        nec(0xF708_1234L, 32);
        assertEquals(
                List.of(
                        "Leader",
                        "12 of 32 bits",
                        "Leader",
                        "Address 0x04",
                        "Command 0x08, its inverse 0xf6",
                        "Leader",
                        "Address 0x1234",
                        "Command 0x08"),
                pen.read("nec:ir"));
    }

    @Test
    void rc5ThatIsCutOff() {
        pen.line("ir", 0).wait(1_000);
        mark(889, 889);
        mark(889, 20_000);
        var found = Decoder.parse("rc5:ir").decode(pen.waveform()).getFirst();
        assertEquals(List.of("2 of 14 bits"), found.labels());
        assertEquals(Kind.ERROR, found.annotations().getFirst().kind());
    }
}
