package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.stream.ByteStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Blocks both ways against models of the board's loops, over a line that loses, changes and doubles bytes.
class BlockTransferTest {
    private static final int WINDOW = 240;
    private static final int PIECE = 60;
    private static final int CALL = 7;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private long nanos;

    private static byte[] content(int seed, int length) {
        var bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    /// What a line makes of `bytes` when each is lost, changed or doubled at `rate`.
    private static byte[] line(byte[] bytes, Random random, double rate) {
        var out = new ByteArrayOutputStream();
        for (byte b : bytes) {
            double fault = random.nextDouble() / rate;
            if (fault >= 3) {
                out.write(b);
            } else if (fault >= 2) {
                out.write(b ^ 1 + random.nextInt(255));
            } else if (fault >= 1) {
                out.write(b);
                out.write(b);
            }
        }
        return out.toByteArray();
    }

    private static byte[] drain(ByteBuffer output) {
        var bytes = Arrays.copyOf(output.array(), output.position());
        output.clear();
        return bytes;
    }

    private BlockSender sender(List<byte[]> blocks) {
        return new BlockSender(blocks, WINDOW, PIECE, () -> nanos, new BlockSender.RoundTrip());
    }

    private int advance(Protocol protocol, byte[] input, ByteBuffer output, int piece) throws IOException {
        int result = protocol.advance(NOTHING, output);
        var unread = ByteBuffer.allocate(input.length + piece).limit(0);
        for (int at = 0; at < input.length; at += piece) {
            unread.compact();
            unread.put(input, at, Math.min(piece, input.length - at)).flip();
            result = protocol.advance(unread, output);
        }
        return result;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 64})
    void sendsEachBlockOnceOnAGoodLineHoweverAnswersAreSplit(int piece) throws IOException {
        byte[] content = content(1, 5000);
        var blocks = WireCode.encode(content, 0, content.length, 60, 200).wire();
        var board = new ReceiverModel(blocks.size(), 60, PIECE);
        var sender = sender(blocks);
        var output = ByteBuffer.allocate(4096);
        byte[] answers = {};
        int sent = 0;
        while (advance(sender, answers, output, piece) != Protocol.DONE) {
            assertTrue(output.position() > 0, "neither done nor anything to say");
            assertTrue(output.position() <= WINDOW, output.position() + " bytes at once");
            sent += output.position();
            nanos += 10_000_000;
            answers = board.take(drain(output));
        }
        assertEquals(60 * blocks.size(), sent);
        assertEquals(0, sender.repeats());
        assertArrayEquals(content, board.content());
    }

    /// A board's buffer is of 256 bytes, of which one stays free.
    @ParameterizedTest
    @ValueSource(ints = {30, 60, 120, 481, 960})
    void neverOverrunsTheBuffer(int size) throws IOException {
        for (int seed = 0; seed < 50; seed++) {
            var random = new Random(seed);
            byte[] content = content(seed, 4000);
            var blocks = WireCode.encode(content, 0, content.length, size, 200).wire();
            var board = new ReceiverModel(blocks.size(), size, PIECE);
            var sender = sender(blocks);
            var output = ByteBuffer.allocate(4096);
            byte[] buffer = {};
            byte[] answers = {};
            while (advance(sender, answers, output, 100) != Protocol.DONE) {
                int held = buffer.length;
                buffer = Arrays.copyOf(buffer, held + output.position());
                System.arraycopy(output.array(), 0, buffer, held, output.position());
                output.clear();
                assertTrue(buffer.length < 256, "seed " + seed + ": " + buffer.length + " bytes in the buffer");
                int taken = Math.min(buffer.length, 1 + random.nextInt(100));
                answers = board.take(Arrays.copyOf(buffer, taken));
                buffer = Arrays.copyOfRange(buffer, taken, buffer.length);
            }
            assertArrayEquals(content, board.content(), "seed " + seed);
            assertEquals(0, sender.repeats(), "seed " + seed);
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0005, 30", "0.0025, 30", "0.01, 30", "0.0005, 480", "0.0025, 240"})
    void bringsEverythingToTheBoardOverABadLine(double rate, int size) throws IOException {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            byte[] content = content(seed, 2000 + random.nextInt(2000));
            var blocks = WireCode.encode(content, 0, content.length, size, 200).wire();
            var board = new ReceiverModel(blocks.size(), size, PIECE);
            var sender = sender(blocks);
            var output = ByteBuffer.allocate(4096);
            byte[] answers = {};
            int rounds = 0;
            while (advance(sender, answers, output, 1 + random.nextInt(9)) != Protocol.DONE) {
                if (output.position() == 0) {
                    sender.silence();
                }
                nanos += 10_000_000;
                answers = line(board.take(line(drain(output), random, rate)), random, rate);
                assertTrue(++rounds < 20_000, "seed " + seed + ": " + sender);
                if (board.complete()) {
                    break; // its last answer may be lost; the link asks then
                }
            }
            assertArrayEquals(content, board.content(), "seed " + seed);
        }
    }

    @Test
    void endsWhenTheProgramOnTheBoardHasEnded() throws IOException {
        byte[] content = content(1, 500);
        var sender = sender(WireCode.encode(content, 0, content.length, 60, 200).wire());
        var input = ByteBuffer.wrap("|(-1, 28)|1|\r\n\4\4>".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Protocol.DONE, sender.advance(input, ByteBuffer.allocate(4096)));
        assertFalse(sender.complete());
        assertTrue(
                sender.words().text().startsWith("|(-1, 28)|"), sender.words().text());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 100, 4096})
    void takesBlocksFromTheBoardHoweverTheyAreSplit(int piece) throws IOException {
        int size = 64;
        byte[] content = content(3, 20 * (size - WireCode.OVERHEAD));
        var back = new byte[content.length];
        var receiver = receiver(20, size, back);
        byte[] wire = fromBoard(content, size);
        assertEquals(Protocol.DONE, advance(receiver, wire, ByteBuffer.allocate(16), piece));
        assertTrue(receiver.endsInOrder());
        assertArrayEquals(content, back);
    }

    @Test
    void takesNoBlockThatIsLateFromAnotherCall() throws IOException {
        int size = 64;
        byte[] content = content(3, 5 * (size - WireCode.OVERHEAD));
        var receiver = new BlockReceiver(5, size, CALL + 1, (_, _, _, _) -> {}, true);
        advance(receiver, fromBoard(content, size), ByteBuffer.allocate(16), 100);
        assertEquals(0, receiver.whole());
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.0005, 0.0025, 0.01})
    void takesNoDamagedBlockAndGetsAllOfThemInTheEnd(double rate) throws IOException {
        int size = 30;
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            byte[] content = content(seed, 60 * (size - WireCode.OVERHEAD));
            var back = new byte[content.length];
            int whole = 0;
            for (int round = 0; round < 100 && !Arrays.equals(content, back); round++) {
                var receiver = receiver(60, size, back);
                if (advance(receiver, line(fromBoard(content, size), random, rate), ByteBuffer.allocate(16), 13)
                        == ByteStream.NEED_READ) {
                    receiver.silence();
                }
                whole += receiver.whole();
            }
            assertArrayEquals(content, back, "seed " + seed);
            assertTrue(whole >= 60, "seed " + seed);
        }
    }

    private static BlockReceiver receiver(int count, int size, byte[] back) {
        int step = size - WireCode.OVERHEAD;
        return new BlockReceiver(
                count,
                size,
                CALL,
                (number, block, offset, length) -> System.arraycopy(block, offset, back, number * step, length),
                true);
    }

    private static byte[] fromBoard(byte[] content, int size) {
        var wire = new ByteArrayOutputStream();
        int step = size - WireCode.OVERHEAD;
        for (int i = 0; i * step < content.length; i++) {
            var block = new byte[size - 4];
            block[0] = (byte) WireCode.FROM_BOARD;
            block[1] = (byte) i;
            System.arraycopy(content, i * step, block, 2, step);
            wire.writeBytes(block);
            int check = WireCode.check(block, 0, block.length, CALL);
            for (int part = 0; part < 4; part++) {
                wire.write(check >> 8 * part);
            }
        }
        return wire.toByteArray();
    }
}
