package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.app.fault.Seeded;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Exact;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A real interpreter on a real port, left behind by somebody in the middle of something.
@Timeout(120)
@EnabledOnOs(OS.LINUX)
class AnyStateOnAPortTest {
    /// What somebody typed; cut off anywhere, it leaves the board in yet another state.
    private static final List<String> TYPED = List.of(
            "x = [1, 2\rprint('",
            "\5for i in range(3):\r    print(i)\r",
            "\1print('never sent')\nx = 5",
            "\1\5A\1a = 1\nb = 2\nc = ",
            "\1while True: pass\n\4",
            "\1import time\nwhile True:\n print('on')\n time.sleep(0.01)\n\4");

    private static ServedBoard board;

    @BeforeAll
    static void boot() throws IOException {
        board = ServedBoard.boot();
    }

    @AfterAll
    static void switchOff() throws IOException {
        board.close();
    }

    @Seeded(few = 5, all = 100)
    void reachesThePromptWhereverSomebodyLeftOff(long seed) throws IOException {
        var random = new Random(seed);
        for (String typed : TYPED) {
            String part = typed.substring(0, seed == 0 ? typed.length() : random.nextInt(typed.length() + 1));
            var ticks = Ticks.system();
            try (ByteStream port = StreamUrl.open(board.path())) {
                byte[] bytes = part.getBytes(StandardCharsets.US_ASCII);
                Exact.over(port, ticks)
                        .writeFully(ByteBuffer.wrap(bytes), Deadline.after(ticks, Duration.ofSeconds(10)));
            }
            try (var port = StreamUrl.open(board.path());
                    var prompt = MicroPythonBoard.over(port, ticks)) {
                assertEquals(42L, prompt.eval("6*7"), "seed " + seed + ", typed " + part.replace('\1', '^'));
            }
        }
    }
}
