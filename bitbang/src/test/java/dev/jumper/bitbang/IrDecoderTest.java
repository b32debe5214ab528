package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IrDecoderTest {
    private static final long QUIET = 40_000_000;

    private final List<IrDecoder> decoders = List.of(new NecDecoder(), new Rc5Decoder());
    private final List<IrSignal> heard = new ArrayList<>();
    private long now = QUIET;

    private static IrFrame frame(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> new IrFrame.Nec(random.nextInt(256), random.nextInt(256));
            case 1 -> {
                int address = random.nextInt(65536);
                yield (address >> 8 ^ address & 0xFF) == 0xFF
                        ? new IrFrame.Nec(address & 0xFF, 1)
                        : new IrFrame.NecExtended(address, random.nextInt(256));
            }
            case 2 -> new IrFrame.NecRepeat();
            default -> new IrFrame.Rc5(random.nextBoolean(), random.nextInt(32), random.nextInt(128));
        };
    }

    /// Tells all decoders of spans of a mark and a space in turns, from a mark on, and then of quiet.
    private void play(long... spans) {
        boolean mark = true;
        for (int i = 0; i <= spans.length; i++) {
            for (var decoder : decoders) {
                decoder.edge(now, mark).ifPresent(heard::add);
            }
            now += i < spans.length ? spans[i] : QUIET;
            mark = !mark;
        }
        for (var decoder : decoders) {
            decoder.quiet(now).ifPresent(heard::add);
        }
    }

    private static long[] micros(String spans) {
        return java.util.Arrays.stream(spans.split(" "))
                .mapToLong(s -> Long.parseLong(s) * 1000)
                .toArray();
    }

    /// Address 0x04 and command 0x08 written out by hand from the µPD6121 data sheet, "Remote output waveform":
    /// leader, 8 bits of address from the lowest up, the same inverted, command, the same inverted.
    private static String nec(String bits) {
        return "9000 4500 " + bits.replace("0", "560 565 ").replace("1", "560 1690 ") + "560";
    }

    @Test
    void readsANecFrameOfTheDataSheet() {
        play(micros(nec("00100000" + "11011111" + "00010000" + "11101111")));
        assertEquals(List.of(new IrFrame.Nec(0x04, 0x08)), heard);
    }

    @Test
    void readsAnExtendedAddressAndARepeat() {
        play(micros(nec("00100000" + "01001000" + "00010000" + "11101111")));
        play(micros("9000 2250 560"));
        assertEquals(List.of(new IrFrame.NecExtended(0x1204, 0x08), new IrFrame.NecRepeat()), heard);
    }

    /// SAA3010 data sheet, "Functional description": two start bits, control bit, 5 system bits, 6 command
    /// bits, from the highest down; a 1 is a space and then a mark. System 5, command 53 (play) with the
    /// control bit set is 1 1 1 00101 110101.
    @Test
    void readsAnRc5FrameOfTheDataSheet() {
        String halves = "11100101110101".replace("0", "mark ").replace("1", "MARK ");
        halves = halves.replace("mark ", "-_").replace("MARK ", "_-"); // - is a mark, _ a space
        play(spans(halves));
        assertEquals(List.of(new IrFrame.Rc5(true, 5, 53)), heard);
        long[] written = spans(halves);
        long[] sent = IrTiming.spans(heard.getFirst() instanceof IrFrame frame ? frame : new IrFrame.NecRepeat());
        assertEquals(written.length, sent.length);
        for (int i = 0; i < sent.length; i++) {
            assertEquals(written[i], sent[i], 1000, "span " + i);
        }
        assertFalse(decoders.get(1).receiving(), "it is over");
    }

    /// RC5X: the second start bit is the seventh bit of the command, inverted.
    @Test
    void readsAnRc5FrameWithACommandAbove63() {
        String halves = "10000101110101".replace("0", "mark ").replace("1", "MARK ");
        halves = halves.replace("mark ", "-_").replace("MARK ", "_-");
        play(spans(halves));
        assertEquals(List.of(new IrFrame.Rc5(false, 5, 64 + 53)), heard);
    }

    /// Turns halves of bits, 889 µs each, into spans from the first mark to the last.
    private static long[] spans(String halves) {
        String trimmed = halves.replaceAll("^_+|_+$", "");
        List<Long> spans = new ArrayList<>();
        for (int i = 0; i < trimmed.length(); ) {
            int from = i;
            while (i < trimmed.length() && trimmed.charAt(i) == trimmed.charAt(from)) {
                i++;
            }
            spans.add((i - from) * 889_000L);
        }
        return spans.stream().mapToLong(Long::longValue).toArray();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.76, 0.9, 1, 1.1, 1.24})
    void framesMayBeWrongByAQuarter(double factor) {
        var random = new Random(1);
        for (int i = 0; i < 500; i++) {
            var frame = frame(random);
            long[] spans = IrTiming.spans(frame);
            for (int j = 0; j < spans.length; j++) {
                spans[j] = Math.round(spans[j] * factor);
            }
            heard.clear();
            play(spans);
            assertEquals(List.of(frame), heard, "frame " + i + ", seed 1");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void eachSpanMayBeWrongByAFifthByItself(long seed) {
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var frame = frame(random);
            long[] spans = IrTiming.spans(frame);
            for (int j = 0; j < spans.length; j++) {
                spans[j] = Math.round(spans[j] * (0.8 + 0.4 * random.nextDouble()));
            }
            heard.clear();
            play(spans);
            assertEquals(List.of(frame), heard, "frame " + i + ", seed " + seed);
        }
    }

    @Test
    void aCommandThatDoesNotFitItsInverseIsRefused() {
        play(micros(nec("00100000" + "11011111" + "00010000" + "11101110")));
        assertEquals(
                List.of(new IrFault(Kind.CHECKSUM, "NEC: command is 0x08 and its inverse 0x77, expected 0xf7")), heard);
    }

    @ParameterizedTest
    @CsvSource({
        "9000 4500 560 565 200 565 560, NEC: a mark of 200 µs after 1 of 32 bits which is none of NEC's",
        "9000 4500 560 1000 560, NEC: a space of 1000 µs after 0 of 32 bits which is none of NEC's",
        "9000 3200 560, NEC: a space of 3200 µs after 0 of 32 bits which is none of NEC's",
        "9000 2250 300, NEC: a mark of 300 µs after 0 of 32 bits which is none of NEC's",
        "889 889 300 889, RC5: a mark of 300 µs after 2 of 14 bits which is none of RC5's",
        "889 889 889 1300 889, RC5: a space of 1300 µs after 2 of 14 bits which is none of RC5's",
    })
    void aPulseTooShortBreaksTheFrame(String spans, String reason) {
        play(micros(spans));
        assertEquals(new IrFault(Kind.WRONG_ANSWER, reason.replace(" which", ", which")), heard.getFirst());
    }

    @Test
    void aFrameThatBreaksOffIsToldWhenItIsQuiet() {
        play(micros("9000 4500 560 565 560"));
        play(micros("889 889 889 889"));
        assertEquals(
                List.of(
                        new IrFault(Kind.NEVER_ENDED, "NEC: broke off after 1 of 32 bits"),
                        new IrFault(Kind.NEVER_ENDED, "RC5: broke off after 3 of 14 bits")),
                heard);
        assertFalse(decoders.getFirst().receiving() || decoders.getLast().receiving());
    }

    /// The longest span is that of two halves, and a quarter more: 2222 µs.
    @Test
    void anRc5FrameIsNotOverBeforeItsLongestSpanIs() {
        var decoder = new Rc5Decoder();
        decoder.edge(0, true);
        decoder.edge(889_000, false);
        decoder.edge(1_778_000, true);
        assertEquals(Optional.empty(), decoder.quiet(1_778_000 + 2_200_000));
        decoder.restart();
        assertFalse(decoder.receiving());
        decoder.edge(QUIET, true);
        decoder.edge(QUIET + 889_000, false);
        decoder.edge(QUIET + 1_778_000, true);
        assertTrue(decoder.quiet(QUIET + 1_778_000 + 2_250_000).isPresent());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySplitOfEdgesAndQuietGivesTheSameAndEndsNever(long seed) {
        var random = new Random(seed);
        for (boolean nec : new boolean[] {true, false}) {
            IrDecoder whole = nec ? new NecDecoder() : new Rc5Decoder();
            IrDecoder split = nec ? new NecDecoder() : new Rc5Decoder();
            List<IrSignal> late = new ArrayList<>();
            List<IrSignal> early = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                long[] spans = IrTiming.spans(frame(random));
                if (random.nextInt(3) == 0) {
                    spans[random.nextInt(spans.length)] = random.nextLong(1, 10_000_000);
                }
                boolean mark = true;
                for (int j = 0; j <= spans.length; j++) {
                    long gap = j < spans.length ? spans[j] : QUIET;
                    whole.edge(now, mark).ifPresent(late::add);
                    split.edge(now, mark).ifPresent(early::add);
                    for (long told = now; random.nextInt(3) > 0; ) {
                        told += random.nextLong(now + gap - told + 1);
                        split.quiet(told).ifPresent(early::add);
                    }
                    now += gap;
                    whole.quiet(now).ifPresent(late::add);
                    split.quiet(now).ifPresent(early::add);
                    mark = !mark;
                }
            }
            assertEquals(late, early, "seed " + seed);
        }
    }

    @Test
    void refusesKeysThatNoFrameCanHold() {
        assertEquals("NEC address is 256, expected 0 to 255", refusal(() -> new IrFrame.Nec(256, 0)));
        assertEquals("NEC command is -1, expected 0 to 255", refusal(() -> new IrFrame.Nec(0, -1)));
        assertEquals(
                "extended NEC address is 65536, expected 0 to 65535",
                refusal(() -> new IrFrame.NecExtended(0x10000, 0)));
        assertEquals("NEC command is 256, expected 0 to 255", refusal(() -> new IrFrame.NecExtended(1, 256)));
        assertEquals("RC5 address is 32, expected 0 to 31", refusal(() -> new IrFrame.Rc5(false, 32, 0)));
        assertEquals("RC5 command is 128, expected 0 to 127", refusal(() -> new IrFrame.Rc5(false, 0, 128)));
        assertEquals(
                "extended NEC address is 0xfb04, which is how address 0x04 is sent; use Nec",
                refusal(() -> new IrFrame.NecExtended(0xFB04, 0)));
    }

    private static String refusal(org.junit.jupiter.api.function.Executable call) {
        return assertThrows(IllegalArgumentException.class, call).getMessage();
    }
}
