package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.LoopStream;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
@SuppressWarnings("try") // a bridge works for as long as it is held
class BridgeTest {
    private static final int CAPACITY = 64;

    private final LoopStream.Pair left = LoopStream.pair(CAPACITY, Ticks.system());
    private final LoopStream.Pair right = LoopStream.pair(CAPACITY, Ticks.system());

    private Bridge join() {
        return Bridge.join(left.far(), right.far(), Ticks.system());
    }

    private static void send(ByteStream stream, byte[] bytes) throws IOException {
        var source = ByteBuffer.wrap(bytes);
        while (source.hasRemaining()) {
            stream.write(source);
        }
    }

    private static byte[] receive(ByteStream stream, int length) throws IOException {
        var received = ByteBuffer.allocate(length);
        while (received.hasRemaining() && stream.read(received) != ByteStream.EOF) {
            // as much as there is
        }
        return Arrays.copyOf(received.array(), received.position());
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void carriesBothWays() throws Exception {
        try (var _ = join()) {
            send(left.near(), ascii("there"));
            send(right.near(), ascii("back"));
            assertArrayEquals(ascii("there"), receive(right.near(), 5));
            assertArrayEquals(ascii("back"), receive(left.near(), 4));
        }
    }

    @Test
    void carriesMoreThanItsStreamsHoldInBothDirectionsAtOnce() throws Exception {
        byte[] there = new byte[20_000];
        byte[] back = new byte[30_000];
        new Random(1).nextBytes(there);
        new Random(2).nextBytes(back);
        try (var _ = join()) {
            var senders = CompletableFuture.allOf(
                    CompletableFuture.runAsync(() -> sendUnchecked(left.near(), there), Thread::startVirtualThread),
                    CompletableFuture.runAsync(() -> sendUnchecked(right.near(), back), Thread::startVirtualThread));
            var atRight = CompletableFuture.supplyAsync(
                    () -> receiveUnchecked(right.near(), there.length), Thread::startVirtualThread);
            assertArrayEquals(back, receive(left.near(), back.length));
            assertArrayEquals(there, atRight.get(10, TimeUnit.SECONDS));
            senders.get(10, TimeUnit.SECONDS);
        }
    }

    private static void sendUnchecked(ByteStream stream, byte[] bytes) {
        try {
            send(stream, bytes);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] receiveUnchecked(ByteStream stream, int length) {
        try {
            return receive(stream, length);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void endOfOneSideEndsTheOther() throws Exception {
        try (var bridge = join()) {
            left.near().close();
            bridge.await();
            assertEquals(ByteStream.EOF, right.near().read(ByteBuffer.allocate(1)));
            assertThrows(IOException.class, () -> right.near().write(ByteBuffer.wrap(ascii("x"))));
        }
    }

    @Test
    void whatWasSentBeforeTheEndStillArrives() throws Exception {
        try (var bridge = join()) {
            send(right.near(), ascii("last words"));
            right.near().close();
            assertArrayEquals(ascii("last words"), receive(left.near(), 10));
            bridge.await();
        }
    }

    @Test
    void closingItClosesBothSides() throws Exception {
        var bridge = join();
        bridge.close();
        bridge.close();
        bridge.await();
        assertEquals(ByteStream.EOF, left.near().read(ByteBuffer.allocate(1)));
        assertEquals(ByteStream.EOF, right.near().read(ByteBuffer.allocate(1)));
    }
}
