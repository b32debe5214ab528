package dev.jumper.bench.link;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.SerialOptions;
import dev.jumper.serial.SerialPort;
import java.io.IOException;
import java.nio.ByteBuffer;

/// What the C client does, through our own serial port, on the same pseudo-terminal.
///
/// @param ping nanoseconds a round trip of one byte, in the best run
/// @param send MB/s to the peer in pieces of 4 KiB, in the best run
/// @param take MB/s from the peer in pieces of 4 KiB, in the best run
public record SerialPing(double ping, double send, double take) {
    private static final int VOLUME = 16 << 20; // this and the next three as in link.c
    private static final int PIECE = 4096;
    private static final int ROUNDS = 10_000;
    private static final int RUNS = 5;

    /// Measures at the peer's path, the one argument, and prints the figures as the client in C does.
    public static void main(String[] args) throws IOException {
        var measured = measure(args[0]);
        System.out.println("ping " + measured.ping);
        System.out.println("send " + measured.send);
        System.out.println("take " + measured.take);
    }

    private static SerialPing measure(String path) throws IOException {
        try (var port = SerialPort.open(path, SerialOptions.DEFAULT, Ticks.system())) {
            port.ioctl(ByteStream.TIMEOUT, 10_000);
            double ping = Double.MAX_VALUE;
            double send = Double.MAX_VALUE;
            double take = Double.MAX_VALUE;
            for (int run = 0; run < RUNS; run++) {
                ping = Math.min(ping, ping(port));
                send = Math.min(send, send(port));
                take = Math.min(take, take(port));
            }
            return new SerialPing(ping / ROUNDS, VOLUME * 1e3 / send, VOLUME * 1e3 / take);
        }
    }

    private static long ping(ByteStream port) throws IOException {
        write(port, ByteBuffer.wrap(new byte[] {'E'}));
        var out = ByteBuffer.wrap(new byte[] {'p'});
        var in = ByteBuffer.allocate(1);
        long start = System.nanoTime();
        for (int i = 0; i < ROUNDS; i++) {
            write(port, out.rewind());
            read(port, in.clear());
        }
        long took = System.nanoTime() - start;
        write(port, ByteBuffer.wrap(new byte[] {'Q'}));
        return took;
    }

    private static long send(ByteStream port) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        long start = System.nanoTime();
        write(port, ByteBuffer.wrap(new byte[] {'W'}));
        for (int sent = 0; sent < VOLUME; sent += PIECE) {
            write(port, piece.clear());
        }
        read(port, ByteBuffer.allocate(1));
        return System.nanoTime() - start;
    }

    private static long take(ByteStream port) throws IOException {
        var piece = ByteBuffer.allocate(PIECE);
        long start = System.nanoTime();
        write(port, ByteBuffer.wrap(new byte[] {'R'}));
        for (int taken = 0; taken < VOLUME; ) {
            taken += read(port, piece.clear());
        }
        return System.nanoTime() - start;
    }

    private static void write(ByteStream port, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (port.write(bytes) <= 0) {
                throw new IOException(port + ": the peer takes nothing");
            }
        }
    }

    private static int read(ByteStream port, ByteBuffer bytes) throws IOException {
        int count = port.read(bytes);
        if (count <= 0) {
            throw new IOException(port + ": the peer sends nothing");
        }
        return count;
    }
}
