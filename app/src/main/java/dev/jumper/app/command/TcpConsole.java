package dev.jumper.app.command;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpenException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A TCP port that leads to a board's console, for one client at a time; the board stays when a client goes.
final class TcpConsole implements AutoCloseable {
    private static final int PIECE = 4096;
    private static final int SLICE_MILLIS = 100;

    private final ServerSocket server;
    private final ByteStream board;
    private volatile Socket client;
    private volatile boolean closed;

    private TcpConsole(ServerSocket server, ByteStream board) {
        this.server = server;
        this.board = board;
    }

    static TcpConsole listen(InetSocketAddress address, ByteStream board) throws IOException {
        var server = new ServerSocket();
        try {
            server.bind(address);
        } catch (IOException e) {
            server.close();
            throw new StreamOpenException(
                    StreamOpenException.Reason.BUSY,
                    "sim --tcp " + address.getHostString() + ":" + address.getPort() + ": cannot be listened on ("
                            + e.getMessage() + "), expected a free port of this host; 0 takes any",
                    e);
        }
        return new TcpConsole(server, board);
    }

    /// Returns host and port as they are listened on.
    String address() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /// Serves one client after the other until [#close], from this thread and one more.
    void serve() throws IOException {
        board.ioctl(ByteStream.TIMEOUT, SLICE_MILLIS);
        Thread.ofPlatform().daemon().name("sim-output").start(this::sendOutput);
        while (!closed) {
            try (var accepted = server.accept()) {
                accepted.setTcpNoDelay(true);
                client = accepted;
                takeInput(accepted);
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            } finally {
                client = null;
            }
        }
    }

    private void takeInput(Socket from) throws IOException {
        byte[] bytes = new byte[PIECE];
        for (int count = from.getInputStream().read(bytes);
                count >= 0;
                count = from.getInputStream().read(bytes)) {
            var buffer = ByteBuffer.wrap(bytes, 0, count);
            while (buffer.hasRemaining() && !closed) {
                board.write(buffer);
            }
        }
    }

    /// What the board says while nobody is connected is lost, as on a cable with nobody at its end.
    private void sendOutput() {
        var buffer = ByteBuffer.allocate(PIECE);
        try {
            while (!closed) {
                int count = board.read(buffer.clear());
                if (count == ByteStream.EOF) {
                    close();
                    return;
                }
                var to = client;
                if (count > 0 && to != null) {
                    send(to, buffer.array(), count);
                }
            }
        } catch (IOException | IllegalStateException e) {
            closed = true;
        }
    }

    private static void send(Socket to, byte[] bytes, int count) {
        try {
            to.getOutputStream().write(bytes, 0, count);
        } catch (IOException e) {
            // the client has gone; its reader sees it too, and the next one is let in
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        server.close();
        var connected = client;
        if (connected != null) {
            connected.close();
        }
    }
}
