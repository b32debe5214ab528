package dev.jumper.app.docs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// The Java lines of the README.
@Timeout(60)
class QuickStartTest {
    private static void quickStart() throws IOException {
        // @start region=quickstart
        try (var port = StreamUrl.open("sim:"); // or "auto", "/dev/ttyUSB0", "COM3", "socket://host:8266"
                var board = MicroPythonBoard.over(port, Ticks.system())) {
            board.connect();
            System.out.print(board.exec("print('hello from', __name__)"));
            long two = (Long) board.eval("1 + 1");
            board.files().write("data.txt", "Grüße".getBytes(UTF_8));
            System.out.println(two + " " + new String(board.files().read("data.txt"), UTF_8));
        }
        // @end region=quickstart
    }

    @Test
    void runsTheQuickStartOnTheEmbeddedBoard() throws IOException {
        var printed = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(printed, true, UTF_8));
        try {
            quickStart();
        } finally {
            System.setOut(before);
        }
        assertEquals("hello from __main__\r\n2 Grüße" + System.lineSeparator(), printed.toString(UTF_8));
    }
}
