package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.bitbang.UartSettings.Parity;
import dev.jumper.bitbang.UartSettings.StopBits;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UartDecoderTest {
    private static final int BAUD = 1_000_000; // a bit is 1000 ns

    private static UartSettings format(int dataBits, Parity parity) {
        return new UartSettings(BAUD, dataBits, parity, StopBits.ONE);
    }

    /// Decodes a line that has each of `bits` for 1 µs, from an idle line on, and is idle again afterwards.
    private static List<UartEvent> decode(UartSettings settings, String bits) {
        var decoder = new UartDecoder(settings);
        feed(decoder, bits, 1000);
        return taken(decoder);
    }

    private static void feed(UartDecoder decoder, String bits, double bitNanos) {
        int level = 1;
        for (int i = 0; i < bits.length(); i++) {
            int next = bits.charAt(i) - '0';
            if (next != level) {
                decoder.edge(Math.round(5000 + i * bitNanos), next);
                level = next;
            }
        }
        if (level == 0) {
            decoder.edge(Math.round(5000 + bits.length() * bitNanos), 1);
        }
        decoder.quiet(Math.round(5000 + bits.length() * bitNanos) + 20_000);
    }

    private static List<UartEvent> taken(UartDecoder decoder) {
        List<UartEvent> events = new ArrayList<>();
        while (decoder.hasNext()) {
            events.add(decoder.take());
        }
        return events;
    }

    /// 'A' is 1000001 in ASCII, sent from the lowest bit up between a start bit and a stop bit.
    @Test
    void keepsAllCharactersInTheirOrderHoweverManyThereAre() {
        var decoder = new UartDecoder(UartSettings.of(1_000_000));
        long now = 0;
        int taken = 0;
        for (int i = 0; i < 300; i++) {
            decoder.edge(now, 0);
            for (int bit = 0; bit < 8; bit++) {
                decoder.edge(now + 1_000 * (bit + 1), i >> bit & 1);
            }
            decoder.edge(now + 9_000, 1);
            now += 20_000;
            decoder.quiet(now);
            if (i < 10) { // so that the oldest is not at the start of what is kept
                assertEquals(new UartEvent.Character(taken++), decoder.take());
            }
        }
        while (decoder.hasNext()) {
            assertEquals(new UartEvent.Character(taken++ & 0xFF), decoder.take());
        }
        assertEquals(300, taken);
    }

    @Test
    void refusesCharactersOfTenBits() {
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> new UartSettings(9600, 10, UartSettings.Parity.NONE, UartSettings.StopBits.ONE));
        assertEquals("data bits are 10, expected 5 to 9", e.getMessage());
    }

    @Test
    void aLineThatRisesBeginsNoCharacter() {
        var decoder = new UartDecoder(UartSettings.of(9600));
        decoder.restart(0);
        decoder.edge(1_000, 1);
        decoder.quiet(1_000_000_000);
        assertFalse(decoder.hasNext());
    }

    @Test
    void readsTheBitsFromTheLowestUp() {
        assertEquals(List.of(new UartEvent.Character('A')), decode(format(8, Parity.NONE), "0" + "10000010" + "1"));
        assertEquals(List.of(new UartEvent.Character('A')), decode(format(7, Parity.EVEN), "0" + "1000001" + "01"));
        assertEquals(List.of(new UartEvent.Character('A')), decode(format(7, Parity.ODD), "0" + "1000001" + "11"));
        assertEquals(List.of(new UartEvent.Character(3)), decode(format(5, Parity.NONE), "0" + "11000" + "1"));
        assertEquals(List.of(new UartEvent.Character(0x181)), decode(format(9, Parity.NONE), "0" + "100000011" + "1"));
    }

    @Test
    void readsCharactersBackToBack() {
        assertEquals(
                List.of(new UartEvent.Character(0x55), new UartEvent.Character(0), new UartEvent.Character(0xFF)),
                decode(format(8, Parity.NONE), "0101010101" + "0000000001" + "0111111111"));
    }

    @Test
    void aWrongParityBitIsTold() {
        assertEquals(List.of(new UartEvent.BadParity('A')), decode(format(7, Parity.EVEN), "0" + "1000001" + "11"));
    }

    @Test
    void aMissingStopBitIsToldAndTheNextCharacterIsRead() {
        assertEquals(
                List.of(new UartEvent.BadFrame('A'), new UartEvent.Character('A')),
                decode(format(8, Parity.NONE), "0" + "10000010" + "0" + "11" + "0100000101"));
    }

    @Test
    void aLineThatIsLowForACharacterIsABreakHoweverLong() {
        assertEquals(List.of(new UartEvent.Break()), decode(format(8, Parity.NONE), "0".repeat(10) + "1"));
        assertEquals(
                List.of(new UartEvent.Break(), new UartEvent.Character('A')),
                decode(format(8, Parity.NONE), "0".repeat(70) + "1" + "0100000101"));
    }

    @Test
    void aStartBitOfLessThanHalfABitIsNoise() {
        var decoder = new UartDecoder(format(8, Parity.NONE));
        decoder.edge(1000, 0);
        decoder.edge(1400, 1);
        decoder.quiet(50_000);
        assertFalse(decoder.hasNext());
        assertFalse(decoder.receiving());
    }

    /// Half a bit over the nine and a half bits up to the middle of the stop bit: 5 %.
    @Test
    void theEndsMayDifferInSpeedByFourPerCent() {
        for (double bitNanos : new double[] {960, 1040}) {
            var decoder = new UartDecoder(format(8, Parity.NONE));
            feed(decoder, "0" + "10101010" + "1", bitNanos);
            assertEquals(List.of(new UartEvent.Character(0x55)), taken(decoder));
        }
    }

    @Test
    void lostEdgesGiveUpTheCharacter() {
        var decoder = new UartDecoder(format(8, Parity.NONE));
        decoder.edge(0, 0);
        decoder.edge(1000, 1);
        decoder.missed();
        decoder.quiet(50_000);
        assertEquals(List.of(new UartEvent.Missed()), taken(decoder));
    }

    @Test
    void keepsAsMuchAsComes() {
        var decoder = new UartDecoder(format(8, Parity.NONE));
        feed(decoder, "0100000101".repeat(1000), 1000);
        decoder.take();
        feed(decoder, "", 1000);
        assertEquals(999, taken(decoder).size());
        assertThrows(NoSuchElementException.class, decoder::take);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void anySplitOfEdgesAndQuietGivesTheSame(long seed) {
        var random = new Random(seed);
        var settings = format(5 + random.nextInt(5), Parity.values()[random.nextInt(3)]);
        var whole = new UartDecoder(settings);
        var split = new UartDecoder(settings);
        List<UartEvent> early = new ArrayList<>();
        long now = 0;
        int level = 1;
        for (int i = 0; i < 5000; i++) {
            long gap = random.nextLong(1, 4000);
            for (long told = now; random.nextInt(3) > 0; ) {
                told += random.nextLong(now + gap - told + 1);
                split.quiet(told);
                early.addAll(taken(split));
            }
            now += gap;
            level ^= 1;
            whole.edge(now, level);
            split.edge(now, level);
        }
        whole.quiet(now + 100_000);
        split.quiet(now + 100_000);
        early.addAll(taken(split));
        assertEquals(taken(whole), early, "seed " + seed);
    }
}
