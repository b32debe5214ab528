package dev.jumper.sim.wave.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.sim.wave.Waveform;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpiDecoderTest {
    private final Pen pen =
            new Pen().line("clk", 0).line("mosi", 0).line("cs", 1).wait(5);

    private void clock(int... bits) {
        for (int bit : bits) {
            pen.set("mosi", bit).wait(1).set("clk", 1).wait(1).set("clk", 0);
        }
    }

    private void select(int level) {
        pen.wait(1).set("cs", level).wait(1);
    }

    @Test
    void readsWordsOfAnyLength() {
        select(0);
        clock(1, 0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0);
        select(1);
        assertEquals(List.of("0xabc"), pen.read("spi:clk,mosi,-,cs,bits=12"));
        assertEquals(List.of("0x5", "0x2", "0x7", "0x1"), pen.read("spi:clk,mosi,-,cs,bits=3,lsb"));
    }

    @Test
    void tellsOfAWordThatTheSelectLineBreaksOff() {
        select(0);
        clock(1, 1, 1, 1, 0, 0, 0, 0, 1, 0, 1);
        select(1);
        select(0);
        clock(0, 0, 0, 0, 1, 1, 1, 1);
        select(1);
        assertEquals(List.of("0xf0", "3 of 8 bits", "0x0f"), pen.read("spi:clk,mosi,-,cs"));
    }

    @Test
    void takesNoNoticeOfAClockForAnotherChip() {
        clock(1, 1, 1, 1, 1, 1, 1, 1);
        select(0);
        clock(0, 1, 0, 1, 0, 1, 0, 1);
        select(1);
        clock(1, 1, 1);
        assertEquals(List.of("0x55"), pen.read("spi:clk,mosi,-,cs"));
        assertEquals(List.of("0xff", "3 of 8 bits"), pen.read("spi:clk,mosi,-,cs,cshigh"));
    }

    @Test
    void readsWithoutASelectLine() {
        clock(1, 0, 0, 0, 0, 0, 0, 1);
        assertEquals(List.of("0x81"), pen.read("spi:clk,mosi"));
    }

    @Test
    void takesDataThatChangesWithTheTakingEdgeForTheNextBit() {
        select(0);
        for (int bit : new int[] {1, 0, 1, 0, 1, 0, 1, 0}) {
            pen.wait(1).set("clk", 1).set("mosi", bit).wait(1).set("clk", 0);
        }
        pen.wait(1);
        assertEquals(List.of("0x55"), pen.read("spi:clk,mosi,-,cs"));
    }

    @Test
    void keepsWordsWithinTheTimeOfTheirSelection() {
        pen.set("cs", 0);
        clock(1, 1, 1, 1, 1, 1, 1, 1);
        pen.set("cs", 1).wait(5);
        Waveform waveform = pen.waveform();
        var word = Decoder.parse("spi:clk,mosi,-,cs")
                .decode(waveform)
                .getFirst()
                .annotations()
                .getFirst();
        assertEquals(waveform.signal("cs").time(0), word.from());
        assertEquals(waveform.signal("cs").time(1), word.to());
    }
}
