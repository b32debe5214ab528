package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.devices.board.LineFaults.Fault;
import dev.jumper.devices.board.LineFaults.Kind;
import dev.jumper.devices.board.PromptException.Sight;
import dev.jumper.devices.board.PromptModel.Doing;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the board is doing and the line does to the handshake, the prompt is reached, or the cause is named.
@Tag("fault")
class AnyStateTest {
    private static final EnumSet<Doing> CURABLE = EnumSet.range(Doing.FRIENDLY, Doing.BOOTS_FOR_3_S);

    private final VirtualTicks ticks = new VirtualTicks(77);

    private void reaches(Doing doing, Doing afterStart, LineFaults faults, String what) throws IOException {
        long start = ticks.nanos();
        var board = MicroPythonBoard.over(new PromptModel(ticks, doing, afterStart, faults), ticks);
        try {
            board.connect();
            long took = ticks.nanos() - start;
            assertTrue(took <= Duration.ofSeconds(10).toNanos(), what + ": took " + took / 1e9 + " s");
            assertEquals(42L, board.eval("20+22"), what);
            assertEquals(7L, board.eval("3+4"), what);
        } catch (IOException | RuntimeException e) {
            throw new AssertionError(what, e);
        }
    }

    @ParameterizedTest
    @EnumSource(Doing.class)
    void reachesThePromptFromAnyStateThatCanBeCured(Doing doing) throws IOException {
        if (CURABLE.contains(doing)) {
            reaches(doing, Doing.FRIENDLY, LineFaults.of(), doing.toString());
            reaches(doing, Doing.PRINTING_LOOP, LineFaults.of(), doing.toString());
        }
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void reachesThePromptWithAFaultAtAnyOffsetOfTheHandshake(Kind kind) throws IOException {
        int runs = 0;
        for (var doing : CURABLE) {
            int length = handshake(kind, doing);
            runs += length;
            for (int offset = 0; offset < length; offset++) {
                reaches(
                        doing,
                        Doing.LOOP,
                        LineFaults.of(new Fault(kind, offset)),
                        kind + " at " + offset + " with the board at " + doing);
            }
        }
        if (System.getProperty("jumper.faults") != null) {
            System.out.println("runs " + runs); // for the fault report
        }
    }

    /// Returns how many bytes the handshake takes without a fault, in the direction in which `kind` does its harm.
    private int handshake(Kind kind, Doing doing) throws IOException {
        var counted = new Counted(new PromptModel(ticks, doing, Doing.LOOP, LineFaults.of()));
        MicroPythonBoard.over(counted, ticks).connect();
        boolean toHost = kind == Kind.LOST_TO_HOST || kind == Kind.DOUBLED_TO_HOST;
        int length = toHost ? counted.read : counted.written;
        assertTrue(length >= 17, "too short for the request and the proof: " + length);
        return length;
    }

    /// Returns the seeds of [#aRandomSequenceReachesThePrompt]: a thousand, or the one of `-Djumper.seed`.
    static LongStream seeds() {
        Long one = Long.getLong("jumper.seed");
        return one == null ? LongStream.range(0, 1000) : LongStream.of(one);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void aRandomSequenceReachesThePrompt(long seed) throws IOException {
        var random = new Random(seed);
        var faults = new ArrayList<Fault>();
        for (int i = random.nextInt(4); i > 0; i--) {
            var kind = Kind.values()[random.nextInt(Kind.values().length)];
            faults.add(new Fault(kind, random.nextInt(17))); // the shortest handshake
        }
        var states = CURABLE.stream().toList();
        var doing = states.get(random.nextInt(states.size()));
        var then = states.get(random.nextInt(states.size() - 2)); // not blocked, not booting: that adds up
        reaches(doing, then, LineFaults.of(faults), "seed " + seed + ": " + doing + ", then " + then + ", " + faults);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        SILENT | SILENCE | not one byte within 10 s
        LOADER | BOOT_LOADER | the chip is in its boot loader and waits for firmware
        RESTARTS | RESTARTS | the board starts again and again
        CATCHES_EVERY_INTERRUPT | PROGRAM | last "you cannot stop me you cannot stop me you cannot stop me"; a program runs
        """)
    void namesTheCauseThatItCannotCureWithinTenSeconds(Doing doing, Sight sight, String words) {
        fails(new PromptModel(ticks, doing, doing, LineFaults.of()), sight, words);
    }

    @Test
    void tellsAChipHeldInResetFromASilentOne() {
        var model = new PromptModel(ticks, Doing.SILENT, Doing.SILENT, LineFaults.withModemLines(ByteStream.RTS));
        fails(model, Sight.HELD_IN_RESET, "RTS is on while DTR is off, which holds most boards in reset");
    }

    @ParameterizedTest
    @EnumSource(
            value = Doing.class,
            names = {"FRIENDLY", "LOOP", "RAW"})
    void tellsALineThatSendsBackWhatIsSent(Doing doing) {
        fails(
                new PromptModel(ticks, doing, Doing.LOOP, LineFaults.anEcho()),
                Sight.ECHO,
                "turn off the local echo of the adapter");
    }

    @Test
    void tellsAPlugThatJoinsItsTwoLinesFromABoard() {
        fails(
                new PromptModel(ticks, Doing.SILENT, Doing.SILENT, LineFaults.anEcho()),
                Sight.ECHO,
                "or separate RX from TX");
    }

    @Test
    void tellsAWrongRate() {
        fails(
                new PromptModel(ticks, Doing.PRINTING_LOOP, Doing.LOOP, LineFaults.aWrongRate()),
                Sight.WRONG_RATE,
                "that is no text: another baud rate");
    }

    private void fails(PromptModel model, Sight sight, String words) {
        long start = ticks.nanos();
        var e = assertThrows(
                PromptException.class, () -> MicroPythonBoard.over(model, ticks).connect());
        assertEquals(sight, e.sight(), e.getMessage());
        assertTrue(e.getMessage().contains(words), e.getMessage());
        assertTrue(ticks.nanos() - start <= Duration.ofSeconds(10).toNanos() + 250_000_000L, "took too long");
    }

    /// Counts what goes through.
    private static final class Counted implements ByteStream {
        private final ByteStream stream;
        private int read;
        private int written;

        Counted(ByteStream stream) {
            this.stream = stream;
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            int count = stream.read(target);
            read += Math.max(0, count);
            return count;
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = stream.write(source);
            written += count;
            return count;
        }

        @Override
        public long ioctl(int request, long argument) throws IOException {
            return stream.ioctl(request, argument);
        }

        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
