package dev.jumper.serial;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("try") // closing in the middle is what some of these are about
class SocketStreamTest {
    @BeforeEach
    void needsLoopback() throws SocketException {
        var loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        assumeTrue(loopback != null && loopback.isUp(), "skipped: this host's loopback network is down");
    }

    private static ServerSocket server() throws Exception {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    private static String url(ServerSocket server) {
        return "socket://127.0.0.1:" + server.getLocalPort();
    }

    @Test
    void deliversWhatArrivedBeforeTheCloseAndThenItsEnd() throws Exception {
        try (var server = server();
                var stream = StreamUrl.open(url(server))) {
            try (var peer = server.accept()) {
                peer.getOutputStream().write(new byte[] {1, 2, 3});
            }
            stream.ioctl(ByteStream.TIMEOUT, 10_000);
            var target = ByteBuffer.allocate(10);
            while (target.position() < 3) {
                assertTrue(stream.read(target) > 0);
            }
            assertEquals(ByteStream.EOF, stream.read(target));
            assertEquals(ByteStream.EOF, stream.read(target));
        }
    }

    @Test
    void isNotReadyAfterItsTimeoutAndTellsOfBytes() throws Exception {
        try (var server = server();
                var stream = StreamUrl.open(url(server));
                var peer = server.accept()) {
            stream.ioctl(ByteStream.TIMEOUT, 30);
            assertEquals(ByteStream.NOT_READY, stream.read(ByteBuffer.allocate(1)));
            assertEquals(Poll.WR, stream.ioctl(ByteStream.POLL, Poll.RD | Poll.WR));
            peer.getOutputStream().write(7);
            var deadline = Deadline.after(Ticks.system(), Duration.ofSeconds(10));
            assertEquals(Poll.RD, Poll.await(stream, Poll.RD, deadline));
            stream.ioctl(ByteStream.DISCARD_INPUT, 0);
            assertEquals(0, stream.ioctl(ByteStream.POLL, Poll.RD));
            assertEquals(2, stream.write(ByteBuffer.wrap(new byte[2])));
            assertEquals(2, peer.getInputStream().readNBytes(2).length);
            assertThrows(UnsupportedOperationException.class, () -> stream.ioctl(ByteStream.SET_MODEM, 0));
        }
    }

    @Test
    void closingFreesAReader() throws Exception {
        try (var server = server();
                var stream = StreamUrl.open(url(server));
                var _ = server.accept()) {
            stream.ioctl(ByteStream.TIMEOUT, -1);
            var reader = new FutureTask<>(() -> stream.read(ByteBuffer.allocate(1)));
            var thread = Thread.ofPlatform().daemon().start(reader);
            var deadline = Deadline.after(Ticks.system(), Duration.ofSeconds(10));
            while (thread.getState() == Thread.State.NEW && !deadline.expired()) {
                Thread.onSpinWait();
            }
            Poll.await(stream, Poll.RD, Deadline.after(Ticks.system(), Duration.ofMillis(50)));
            stream.close();
            assertEquals(ByteStream.EOF, reader.get(10, SECONDS));
            assertThrows(IllegalStateException.class, () -> stream.read(ByteBuffer.allocate(1)));
        }
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        int port;
        try (var server = server()) {
            port = server.getLocalPort();
        }
        var e = assertThrows(StreamOpenException.class, () -> StreamUrl.open("socket://127.0.0.1:" + port));
        assertEquals(Reason.ABSENT, e.reason());
        assertTrue(e.getMessage().startsWith("socket 127.0.0.1:" + port + ": nobody accepts"), e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> StreamUrl.open("socket://host"));
        assertThrows(IllegalArgumentException.class, () -> StreamUrl.open("socket://host:70000"));
    }

    @Test
    void aLoopReturnsWhatIsWritten() throws Exception {
        try (var stream = StreamUrl.open("loop://?capacity=3")) {
            assertEquals(3, stream.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4})));
            var target = ByteBuffer.allocate(10);
            assertEquals(3, stream.read(target));
            assertEquals(ByteBuffer.wrap(new byte[] {1, 2, 3}), target.flip());
        }
        assertThrows(IllegalArgumentException.class, () -> StreamUrl.open("loop://there"));
    }

    @Test
    void aSpyWritesDownWhatPasses(@TempDir Path directory) throws Exception {
        var log = directory.resolve("trace.txt");
        try (var server = server();
                var stream = StreamUrl.open("spy://" + url(server) + "?log=" + log);
                var peer = server.accept()) {
            stream.write(ByteBuffer.wrap(new byte[] {3, 'h', 'i'}));
            peer.getOutputStream().write('>');
            stream.ioctl(ByteStream.TIMEOUT, 10_000);
            assertEquals(1, stream.read(ByteBuffer.allocate(4)));
            stream.ioctl(ByteStream.FLUSH, 0);
        }
        var lines = Files.readAllLines(log).stream()
                .map(line -> line.substring(line.indexOf(' ', 6) + 1))
                .toList();
        assertEquals(3, lines.size());
        assertEquals("> 03 68 69 " + " ".repeat(40) + "|.hi|", lines.get(0));
        assertEquals("< 3e " + " ".repeat(46) + "|>|", lines.get(1));
        assertEquals("# FLUSH 0 = 0", lines.get(2));
    }
}
