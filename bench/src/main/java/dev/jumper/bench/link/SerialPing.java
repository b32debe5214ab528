package dev.jumper.bench.link;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.SerialOptions;
import dev.jumper.serial.SerialPort;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// What the C client does, through our own serial port, on a pseudo-terminal of its own.
final class SerialPing {
    private static final int VOLUME = 16 << 20; // this and the next two as in link.c
    private static final int PIECE = 4096;
    private static final int ROUNDS = 10_000;

    private SerialPing() {}

    /// Measures at the peer's path, the one argument, what each line of input asks for, and prints as the client in
    /// C does.
    public static void main(String[] args) throws IOException {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        try (var port = SerialPort.open(args[0], SerialOptions.DEFAULT, Ticks.system())) {
            port.ioctl(ByteStream.TIMEOUT, 10_000);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                System.out.println(
                        switch (line) {
                            case "E" -> (double) ping(port) / ROUNDS;
                            case "W" -> VOLUME * 1e3 / send(port);
                            case "R" -> VOLUME * 1e3 / take(port);
                            default ->
                                throw new IllegalArgumentException("bench: found " + line + ", expected E, W or R");
                        });
            }
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
