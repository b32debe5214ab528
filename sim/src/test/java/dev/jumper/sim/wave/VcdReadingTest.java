package dev.jumper.sim.wave;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What is read of VCD files of all kinds, and what is refused.
class VcdReadingTest {
    /// The example of IEEE 1364-2005, "Value change dump (VCD) files", with its vectors and scopes, shortened.
    private static final String OTHERS = """
        $date June 26, 1989 10:05:41 $end
        $version VERILOG-SIMULATOR 1.0a $end
        $timescale 1 ns $end
        $scope module top $end $scope module m1 $end
        $var trireg 1 *@ net1 $end
        $var trireg 1 *# net2 $end
        $upscope $end
        $scope task t1 $end
        $var reg 4 (k accumulator [3:0] $end
        $var integer 128 {2 index $end
        $var real 64 r1 volts $end
        $upscope $end $upscope $end
        $enddefinitions $end
        $comment
          Note: $var and 1! mean nothing in here. #77
        $end
        #500
        $dumpvars
        x*@ z*# bx (k bx {2 r1.5 r1
        $end
        #505
        0*@ 1*#
        b10zX (k
        b1111000101 {2
        #510 0*#
        $dumpoff x*@ $end
        #520
        1*@
        b0 (k
        """;

    @Test
    void readsScopesVectorsCommentsAndDumpsOfOthers() throws Exception {
        var vcd = Vcd.read(new StringReader(OTHERS), "others");
        assertEquals(
                List.of(
                        "top.t1.accumulator has 4 bits: each is a signal of its own",
                        "top.t1.index has 128 bits, more than 64: left out",
                        "top.t1.volts is a real variable, which is no signal: left out"),
                vcd.notices());
        assertEquals("""
            500..520
            net1 x 505:0 510:x 520:1
            net2 z 505:1 510:0
            accumulator[3] x 505:1 520:0
            accumulator[2] x 505:0
            accumulator[1] x 505:z 520:0
            accumulator[0] x 520:0
            """, described(vcd.waveform()));
    }

    @Test
    void keepsScopesInNamesThatAreNotUnique() throws Exception {
        var waveform = waveform("""
            $timescale 1us $end
            $scope module a $end $var wire 1 ! clk $end $upscope $end
            $scope module b $end $var wire 1 " clk $end $var wire 1 # d [5] $end $upscope $end
            $enddefinitions $end
            #0 1! 0" 1#
            #3
            """);
        assertEquals("0..3000\na.clk 1\nb.clk 0\nd[5] 1\n", described(waveform));
    }

    @Test
    void givesAliasesOfOneIdentifierTheSameEdges() throws Exception {
        var waveform = waveform("""
            $timescale 1 ns $end $var wire 1 ! a $end $var wire 1 ! b $end $enddefinitions $end
            #1 0! #2 1!
            """);
        assertEquals("1..2\na 0 2:1\nb 0 2:1\n", described(waveform));
    }

    @Test
    void takesValuesBeforeTheFirstTimeForThoseAtZero() throws Exception {
        var waveform = waveform("""
            $timescale 1 ns $end $var wire 1 ! a $end $enddefinitions $end
            $dumpvars 1! $end #5 0! #9
            """);
        assertEquals("0..9\na 1 5:0\n", described(waveform));
    }

    @Test
    void readsAscendingRangesAndOneBitVectors() throws Exception {
        var waveform = waveform("""
            $timescale 1 ns $end $var wire 2 ! v[0:1] $end $var wire 1 " w $end $enddefinitions $end
            #0 b10 ! b1 " #1 b1 ! b0 " #2 1!
            """);
        assertEquals("0..2\nv[0] 1 1:0\nv[1] 0 1:1\nw 1 1:0\n", described(waveform));
    }

    @ParameterizedTest
    @CsvSource({
        "1 fs, 2000000, 2",
        "10fs, 2499999, 25",
        "100 fs, 20000, 2",
        "1 ps, 1500, 2",
        "10 ps, 149, 1",
        "100 ps, 5, 1",
        "1 ns, 7, 7",
        "10 ns, 7, 70",
        "100ns, 7, 700",
        "1 us, 7, 7000",
        "100 us, 7, 700000",
        "1 ms, 7, 7000000",
        "1 s, 7, 7000000000",
        "100 s, 7, 700000000000"
    })
    void readsTimesOfAnyTimescaleAsNanoseconds(String scale, long tick, long nanos) throws Exception {
        var waveform = waveform(
                "$timescale " + scale + " $end $var wire 1 ! a $end $enddefinitions $end #0 0! #" + tick + " 1!");
        assertEquals(nanos, waveform.end());
        assertEquals(nanos, waveform.signal("a").time(0));
    }

    @Test
    void saysWhenMomentsFallTogether() throws Exception {
        var vcd = Vcd.read(new StringReader("""
            $timescale 1 ps $end $var wire 1 ! a $end $enddefinitions $end
            #0 0! #2000 1! #2100 0! #2200 1! #5000 0!
            """), "fast");
        assertEquals("0..5\na 0 2:1 5:0\n", described(vcd.waveform()));
        assertEquals(
                List.of("times are kept in whole nanoseconds: 2 moments fell together with the one before"),
                vcd.notices());
    }

    @Test
    void takesAMissingTimescaleForANanosecondAndSaysSo() throws Exception {
        var vcd = Vcd.read(new StringReader("$var wire 1 ! a $end $enddefinitions $end #0 0! #5 1!"), "bare");
        assertEquals(5, vcd.waveform().end());
        assertEquals(List.of("no $timescale: a tick is taken for 1 ns"), vcd.notices());
    }

    @Test
    void readsTheSameHoweverTheFileIsSplit() throws Exception {
        String whole = described(waveform(OTHERS));
        char[] text = OTHERS.toCharArray();
        for (int seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var parser = new VcdParser("others");
            for (int at = 0; at < text.length; ) {
                int to = Math.min(text.length, at + random.nextInt(seed % 20 + 1) + 1);
                parser.accept(text, at, to);
                at = to;
            }
            assertEquals(whole, described(parser.end().waveform()), "seed " + seed);
        }
    }

    @Test
    void readsBackWhatWasWritten() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            var random = new Random(seed);
            var scale = Timescale.values()[seed % 3];
            var waveform = random(random, scale.nanos());
            var text = new StringBuilder();
            Vcd.write(waveform, text, scale);
            var read = Vcd.read(new StringReader(text.toString()), "own").waveform();
            assertEquals(levels(waveform), levels(read), "seed " + seed);
            assertEquals(0, read.start());
            long shift = waveform.start() - origin(text.toString());
            for (var signal : waveform.signals()) {
                for (int i = 0; i < signal.edges(); i++) {
                    long off = read.signal(signal.name()).time(i) - (signal.time(i) - waveform.start() + shift);
                    assertEquals(0, off, scale.nanos(), "seed " + seed + ", " + signal.name() + " edge " + i);
                }
            }
        }
    }

    private static long origin(String text) {
        int at = text.indexOf("$comment #0 is ");
        return at < 0 ? 0 : Long.parseLong(text.substring(at + 15, text.indexOf(" ns of", at)));
    }

    private static Waveform random(Random random, int tick) {
        long start = random.nextInt(5) * 1_234L;
        List<Signal.Log> logs = new ArrayList<>();
        int lines = random.nextInt(4) + 1;
        for (int i = 0; i < lines; i++) {
            logs.add(new Signal.Log("s" + i, random.nextInt(2), start));
        }
        long time = start;
        for (int i = random.nextInt(100); i > 0; i--) {
            time += tick + random.nextInt(3 * tick);
            logs.get(random.nextInt(lines)).add(time, random.nextInt(2));
        }
        return new Waveform(
                start,
                time + random.nextInt(500_000),
                logs.stream().map(Signal.Log::signal).toList());
    }

    private static String levels(Waveform waveform) {
        return waveform.signals().stream()
                .map(s -> s.name() + described(s).replaceAll(" [0-9]+:", " "))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void refusesAFileThatIsCutOffWhereverThatIs() {
        String text = OTHERS.stripTrailing();
        int bodyTimes = text.indexOf("#500");
        for (int length = 0; length < bodyTimes; length++) {
            String piece = text.substring(0, length);
            var e = assertThrows(VcdException.class, () -> waveform(piece), "cut after " + length);
            assertEquals(true, e.getMessage().contains("cut off"), e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|line 1: the file ends before $enddefinitions, expected one; it is cut off, copy or write it again",
                "$var wire 1|line 1: the file ends within $var that begins in line 1, expected $end; it is cut off,"
                        + " copy or write it again",
                "$enddefinitions $end|line 1: the file ends after the declarations, expected a time such as #0; it is"
                        + " cut off, copy or write it again",
                "HEAD b101|line 2: the file ends after the value \"b101\", expected whose it is; it is cut off, copy"
                        + " or write it again",
                "HEAD #0 $dumpvars 1!|line 2: the file ends within $dumpvars that begins in line 2, expected $end; it"
                        + " is cut off, copy or write it again",
                "hello world|line 1: found \"hello\", expected a keyword such as $timescale or $var; is this a VCD"
                        + " file?",
                "$timescale 2 ns $end|line 1: found \"$timescale 2 ns\", expected 1, 10 or 100 of fs, ps, ns, us, ms"
                        + " or s; mend the line",
                "$timescale 1 ns $var wire|line 1: found \"$var\", expected the $end of $timescale in line 1; the file"
                        + " lacks a piece, write it again",
                "$scope top $end|line 1: found \"$scope top\", expected a kind and a name, such as module top; mend"
                        + " the line",
                "$upscope $end|line 1: found \"$upscope \", expected no more $upscope than $scope; mend the file",
                "$var wire 1 ! $end|line 1: found \"$var wire 1 !\", expected kind, size, identifier and name, such as"
                        + " wire 1 ! sda; mend the line",
                "$var wire one ! a $end|line 1: found \"$var wire one ! a\", expected a size from 1 up; mend the line",
                "$var wire 0 ! a $end|line 1: found \"$var wire 0 ! a\", expected a size from 1 up; mend the line",
                "HEAD #0 1?|line 2: found \"1?\", expected the identifier of a declared variable; the file lacks a"
                        + " $var",
                "HEAD #0 b1 ?|line 2: found \"b1 ?\", expected the identifier of a declared variable; the file lacks a"
                        + " $var",
                "HEAD #0 1 !|line 2: found \"1\", expected an identifier right after the value, such as 1!; mend the"
                        + " line",
                "HEAD #0 q!|line 2: found \"q!\", expected a value such as 1!, or a time such as #100; mend the file",
                "HEAD #0 p1 6 0 !|line 2: found \"p1\", expected a plain VCD; have the simulator write one with"
                        + " $dumpvars",
                "HEAD $dumpports $end|line 2: found \"$dumpports\", expected a plain VCD; have the simulator write one"
                        + " with $dumpvars",
                "HEAD #0 b12 !|line 2: found \"b12 !\", expected binary digits 0, 1, x and z after b; mend the line",
                "HEAD #0 b10 !|line 2: found \"b10 !\", expected at most 1 digits, for that many bits a has; mend the"
                        + " line",
                "HEAD #0 r1.5 !|line 2: found \"r1.5 !\", expected a value of bits such as b1010, for that is what a"
                        + " was declared to have; mend the line",
                "HEAD #5 #4|line 2: found \"#4\", expected a time of #5 or later; mend the order",
                "HEAD #1.5|line 2: found \"#1.5\", expected a whole number from 0 to 9223372036854775807 after #; mend"
                        + " the file",
                "HEAD #-1|line 2: found \"#-1\", expected a whole number from 0 to 9223372036854775807 after #; mend"
                        + " the file",
                "HEAD #9223372036854775808|line 2: found \"#9223372036854775808\", expected a whole number from 0 to"
                        + " 9223372036854775807 after #; mend the file",
                "HEAD #9223372036854775807|line 2: found \"#9223372036854775807\", expected a time within 73 years;"
                        + " the $timescale may be wrong",
                "HEAD #0 $end|line 2: found \"$end\", expected a value, a time or $comment; mend the file, or write it"
                        + " again",
                "HEAD #0 $var $end|line 2: found \"$var\", expected a value, a time or $comment; mend the file, or"
                        + " write it again"
            })
    void refusesWhatItCannotRead(String text, String message) {
        String file = text.replace("HEAD", "$timescale 1 ns $end $var wire 1 ! a $end $enddefinitions $end\n");
        var e = assertThrows(VcdException.class, () -> waveform(file));
        assertEquals("sample, " + message, e.getMessage());
    }

    @Test
    void tellsTheLineAndTheFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(
                folder.resolve("bad.vcd"), "$var wire 1 ! a $end\n$enddefinitions $end\n#0\r\n1!\r\n1\"\r\n");
        var e = assertThrows(VcdException.class, () -> Vcd.read(file));
        assertEquals(5, e.line());
        assertEquals(
                file + ", line 5: found \"1\"\", expected the identifier of a declared variable; the file lacks a $var",
                e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void refusesAnyGarbageWithAnErrorOfItsOwn(int seed) {
        var random = new Random(seed);
        for (int i = 0; i < 300; i++) {
            var text = new StringBuilder(OTHERS);
            for (int k = random.nextInt(4); k >= 0; k--) {
                int at = random.nextInt(text.length());
                text.setCharAt(at, (char) random.nextInt(128));
            }
            try {
                waveform(text.toString());
            } catch (VcdException e) {
                assertEquals(true, e.getMessage().startsWith("sample, line "), e.getMessage());
            } catch (IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed + ", try " + i + ": " + text, e);
            }
        }
    }

    @Test
    void refusesAFileWithoutWhiteSpaceBeforeItFillsTheMemory() {
        char[] noise = "x".repeat(1 << 16).toCharArray();
        var parser = new VcdParser("noise");
        var e = assertThrows(VcdException.class, () -> {
            for (int i = 0; i < 1_000; i++) {
                parser.accept(noise, 0, noise.length);
            }
        });
        assertEquals(
                "noise, line 1: found \"" + "x".repeat(60)
                        + "...\", expected white space after at most 1048576 characters; is this a VCD file?",
                e.getMessage());
    }

    private static Waveform waveform(String text) throws IOException {
        return Vcd.read(new StringReader(text), "sample").waveform();
    }

    private static String described(Waveform waveform) {
        var text = new StringBuilder();
        text.append(waveform.start()).append("..").append(waveform.end()).append('\n');
        for (var signal : waveform.signals()) {
            text.append(signal.name()).append(described(signal)).append('\n');
        }
        return text.toString();
    }

    private static String described(Signal signal) {
        var text = new StringBuilder(" ").append("01xz".charAt(signal.firstLevel()));
        for (int i = 0; i < signal.edges(); i++) {
            text.append(' ').append(signal.time(i)).append(':').append("01xz".charAt(signal.level(i)));
        }
        return text.toString();
    }
}
