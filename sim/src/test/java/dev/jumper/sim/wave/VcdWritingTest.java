package dev.jumper.sim.wave;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a VCD file of ours looks like: the form that decoders agree on.
class VcdWritingTest {
    @Test
    void writesOneStatementALineFromTimeZeroToAWhileAfterTheLastEdge() throws Exception {
        var waveform =
                new Waveform(0, 6_000, List.of(signal("scl", 1, 2_000, 0, 4_000, 1), signal("sda", 0, 3_000, 1)));
        assertEquals("""
            $version Jumper $end
            $timescale 100 ns $end
            $scope module circuit $end
            $var wire 1 ! scl $end
            $var wire 1 " sda $end
            $upscope $end
            $enddefinitions $end
            #0
            1!
            0"
            #20
            0!
            #30
            1"
            #40
            1!
            #3040
            """, text(waveform, Timescale.HUNDRED_NANOSECONDS));
    }

    @Test
    void shiftsAllTimesSoThatAMicrosecondIsIdleAtFirst() throws Exception {
        var waveform = new Waveform(5_000, 9_000, List.of(signal("a", 0, 5_200, 1)));
        String text = text(waveform, Timescale.HUNDRED_NANOSECONDS);
        assertTrue(text.contains("$comment #0 is 4200 ns of the recording $end\n"), text);
        assertTrue(text.endsWith("#0\n0!\n#10\n1!\n#3010\n"), text);
    }

    @Test
    void keepsALongIdleEnd() throws Exception {
        var waveform = new Waveform(0, 1_000_000, List.of(signal("a", 0, 5_000, 1)));
        assertTrue(text(waveform, Timescale.HUNDRED_NANOSECONDS).endsWith("#50\n1!\n#10000\n"));
    }

    @Test
    void writesAQuietLineAndNothingElse() throws Exception {
        assertTrue(text(new Waveform(0, 0, List.of(signal("a", 1))), Timescale.HUNDRED_NANOSECONDS)
                .endsWith("#0\n1!\n#3000\n"));
        assertTrue(text(new Waveform(0, 0, List.of()), Timescale.HUNDRED_NANOSECONDS)
                .endsWith("$enddefinitions $end\n#0\n#3000\n"));
    }

    @Test
    void writesOnlyWhatLiesBetweenStartAndEnd() throws Exception {
        var waveform =
                new Waveform(0, 10_000, List.of(signal("a", 0, 2_000, 1, 5_000, 0, 8_000, 1))).between(3_000, 7_000);
        String text = text(waveform, Timescale.HUNDRED_NANOSECONDS);
        assertTrue(text.endsWith("#0\n1!\n#20\n0!\n#3020\n"), text);
    }

    @Test
    void writesUnknownAndFloatingAsTheLevelBeforeThem() throws Exception {
        var waveform = new Waveform(
                0,
                9_000,
                List.of(signal(
                        "a",
                        Signal.UNKNOWN,
                        2_000,
                        1,
                        3_000,
                        Signal.FLOATING,
                        4_000,
                        1,
                        5_000,
                        Signal.UNKNOWN,
                        6_000,
                        0)));
        String text = text(waveform, Timescale.HUNDRED_NANOSECONDS);
        assertTrue(text.endsWith("#0\n0!\n#20\n1!\n#60\n0!\n#3060\n"), text);
    }

    @Test
    void mendsNamesThatDecodersTakeApart() throws Exception {
        var waveform = new Waveform(
                0, 0, List.of(signal("host:sda, 1", 0), signal("host_sda__1", 0), signal("", 0), signal("é$", 0)));
        String text = text(waveform, Timescale.HUNDRED_NANOSECONDS);
        assertTrue(text.contains("""
            $var wire 1 ! host_sda__1 $end
            $var wire 1 " host_sda__1_2 $end
            $var wire 1 # _ $end
            $var wire 1 $ é_ $end
            """), text);
    }

    @Test
    void refusesAPulseShorterThanATickAndSaysWhichTimescaleShowsIt() {
        var waveform = new Waveform(0, 30_000, List.of(signal("clk", 0), signal("sda", 0, 12_300, 1, 12_340, 0)));
        var e = assertThrows(IllegalArgumentException.class, () -> text(waveform, Timescale.HUNDRED_NANOSECONDS));
        assertEquals(
                "signal sda: pulse of 40 ns that ends at 12.340 µs is shorter than a tick of 100 ns; write it with a"
                        + " timescale of 10 ns",
                e.getMessage());
        assertEquals(Timescale.TEN_NANOSECONDS, Timescale.fitting(waveform));
    }

    @Test
    void refusesAPulseEvenIfItHappensToSpanTwoTicks() {
        var waveform = new Waveform(0, 30_000, List.of(signal("a", 0, 12_040, 1, 12_060, 0)));
        assertThrows(IllegalArgumentException.class, () -> text(waveform, Timescale.HUNDRED_NANOSECONDS));
    }

    @Test
    void keepsTheOrderOfEdgesOfDifferentSignalsWithinATick() throws Exception {
        var start = new Waveform(0, 30_000, List.of(signal("scl", 1, 2_040, 0), signal("sda", 1, 2_010, 0)));
        String text = text(start, Timescale.HUNDRED_NANOSECONDS);
        assertTrue(text.contains("#20\n0\"\n#21\n0!\n"), text);
    }

    @Test
    void leavesEdgesOfOneMomentAtOneMoment() throws Exception {
        var bank = new Waveform(0, 30_000, List.of(signal("a", 1, 2_040, 0), signal("b", 1, 2_040, 0)));
        assertTrue(text(bank, Timescale.HUNDRED_NANOSECONDS).contains("#20\n0!\n0\"\n#3020"));
    }

    @Test
    void refusesEdgesSoDenseThatTheirOrderWouldCostMoreThanATick() {
        var dense = new Waveform(
                0, 30_000, List.of(signal("a", 0, 2_000, 1), signal("b", 0, 2_010, 1), signal("c", 0, 2_020, 1)));
        var e = assertThrows(IllegalArgumentException.class, () -> text(dense, Timescale.HUNDRED_NANOSECONDS));
        assertEquals(
                "signal c: edge at 2.020 µs comes too soon after others to be told from them in ticks of 100 ns; write"
                        + " it with a timescale of 10 ns",
                e.getMessage());
    }

    @Test
    void showsAnyPulseInNanoseconds() throws Exception {
        var waveform = new Waveform(0, 30_000, List.of(signal("a", 0, 2_001, 1, 2_002, 0), signal("b", 0, 2_003, 1)));
        assertEquals(Timescale.ONE_NANOSECOND, Timescale.fitting(waveform));
        assertTrue(text(waveform, Timescale.ONE_NANOSECOND).contains("$timescale 1 ns $end\n"));
        assertTrue(text(waveform, Timescale.ONE_NANOSECOND).endsWith("#2001\n1!\n#2002\n0!\n#2003\n1\"\n#302003\n"));
    }

    @Test
    void leavesAFileAsItWasIfItRefusesTheWaveform(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("a.vcd"), "precious");
        var waveform = new Waveform(0, 30_000, List.of(signal("a", 0, 12_040, 1, 12_060, 0)));
        assertThrows(IllegalArgumentException.class, () -> Vcd.write(waveform, file));
        assertEquals("precious", Files.readString(file));
    }

    @Test
    void writesTheSameToFilesStreamsAndText(@TempDir Path folder) throws Exception {
        var log = new Signal.Log("a", 0);
        for (int i = 1; i < 50_000; i++) {
            log.add(i * 1_000L, i & 1);
        }
        var waveform = new Waveform(0, 60_000_000, List.of(log.signal()));
        var bytes = new ByteArrayOutputStream();
        Vcd.write(waveform, bytes);
        var text = new StringBuilder();
        Vcd.write(waveform, text);
        var file = folder.resolve("a.vcd");
        Vcd.write(waveform, file);
        assertEquals(text.toString(), bytes.toString(StandardCharsets.UTF_8));
        assertArrayEquals(bytes.toByteArray(), Files.readAllBytes(file));
    }

    @Test
    void givesEachOfAHundredSignalsAnIdentifier() throws Exception {
        List<Signal> signals = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            signals.add(signal("s" + i, i & 1));
        }
        var read = Vcd.read(new StringReader(text(new Waveform(0, 0, signals), Timescale.HUNDRED_NANOSECONDS)), "many");
        assertEquals(200, read.waveform().signals().size());
        assertEquals(1, read.waveform().signal("s199").firstLevel());
        assertFalse(read.notices().iterator().hasNext());
    }

    private static String text(Waveform waveform, Timescale scale) throws IOException {
        var text = new StringBuilder();
        Vcd.write(waveform, text, scale);
        return text.toString();
    }

    /// Returns a signal with edges given as time, level, time, level.
    static Signal signal(String name, int firstLevel, int... edges) {
        var log = new Signal.Log(name, firstLevel);
        for (int i = 0; i < edges.length; i += 2) {
            log.add(edges[i], edges[i + 1]);
        }
        return log.signal();
    }
}
