package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.devices.board.Progress;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What one operation on a board's files leaves behind in its Python is in no other's way.
@Timeout(120)
class InterleavedFilesTest {
    @Test
    void operationsOnFilesMayFollowEachOtherInAnyOrder() throws Exception {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
        try (var port = StreamUrl.open("sim:");
                var board = MicroPythonBoard.over(port, Ticks.system())) {
            for (long seed = 0; seed < 20; seed++) {
                interleave(board, seed);
            }
        }
    }

    private static void interleave(MicroPythonBoard board, long seed) throws Exception {
        var random = new Random(seed);
        var files = board.files();
        byte[] content = new byte[1 + random.nextInt(3000)];
        random.nextBytes(content);
        files.write("open.bin", content);
        try (var open = files.open("open.bin", StandardOpenOption.READ)) {
            byte[] before = read(open, content.length / 2);
            for (int step = 0; step < 6; step++) {
                String told = "seed " + seed + ", step " + step;
                switch (random.nextInt(7)) {
                    case 0 ->
                        assertArrayEquals(
                                sha256(content), files.sha256("open.bin").orElseThrow(), told);
                    case 1 -> {
                        files.write("other.bin", content);
                        files.remove("other.bin");
                    }
                    case 2 -> assertArrayEquals(content, files.read("open.bin"), told);
                    case 3 -> {
                        files.upload("up.bin", new ByteArrayInputStream(content), content.length, Progress.NONE);
                        files.rename("up.bin", "down.bin");
                    }
                    case 4 -> {
                        var back = new ByteArrayOutputStream();
                        files.download("open.bin", back, Progress.NONE);
                        assertArrayEquals(content, back.toByteArray(), told);
                    }
                    case 5 -> files.list("");
                    default -> board.info();
                }
            }
            byte[] after = read(open, content.length - before.length);
            var whole = new ByteArrayOutputStream();
            whole.write(before);
            whole.write(after);
            assertArrayEquals(content, whole.toByteArray(), "seed " + seed + ", the file that was open all along");
        }
    }

    private static byte[] read(ByteStream stream, int count) throws IOException {
        var buffer = ByteBuffer.allocate(count);
        while (buffer.hasRemaining()) {
            if (stream.read(buffer) < 0) {
                throw new IOException("ended after " + buffer.position() + " of " + count);
            }
        }
        return buffer.array();
    }

    private static byte[] sha256(byte[] content) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(content);
    }
}
