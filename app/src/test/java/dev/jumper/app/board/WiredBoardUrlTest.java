package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.file.CircuitFileException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The simulated board wired to the circuit of a file.
@Timeout(60)
class WiredBoardUrlTest {
    @TempDir
    Path folder;

    private String url(String text, String options) throws Exception {
        return "sim:" + Files.writeString(folder.resolve("circuit.toml"), text) + options;
    }

    @Test
    void itsPinsAreTheNetsAndItsTimeIsTheCircuitsIfSoWanted() throws Exception {
        String circuit = """
            net = { GPIO4 = "up", GPIO5 = "down", GPIO14 = "down" }
            part.key = { kind = "button", net = "GPIO4", pressed = [[3600, 1]] }
            """;
        try (var port = StreamUrl.open(url(circuit, "?time=virtual"));
                var board = MicroPythonBoard.over(port, Ticks.system())) {
            board.connect();
            board.exec("import time\nfrom machine import Pin");
            assertEquals(1L, board.eval("Pin(4).value()"));
            assertEquals(0L, board.eval("Pin(5).value()"));
            board.exec("time.sleep(3601)");
            assertEquals(0L, board.eval("Pin(4, Pin.IN).value()"));
        }
    }

    @Test
    void refusesWhatMakesNoSense() throws Exception {
        var absent = assertThrows(StreamOpenException.class, () -> StreamUrl.open("sim:" + folder + "/absent.toml"));
        assertEquals(
                "sim:" + folder + "/absent.toml: found nothing, expected a file that describes a circuit",
                absent.getMessage());
        assertEquals(StreamOpenException.Reason.ABSENT, absent.reason());

        String real = url("", "?time=real");
        var time = assertThrows(IllegalArgumentException.class, () -> StreamUrl.open(real));
        assertTrue(time.getMessage().endsWith(": option time is 'real', expected virtual"), time.getMessage());
        time = assertThrows(IllegalArgumentException.class, () -> StreamUrl.open("sim:?time=virtual"));
        assertEquals(
                "stream URL sim:?time=virtual: found option time, expected it only of sim:FILE.toml, which has a"
                        + " circuit",
                time.getMessage());

        String wrong = url("[nett]\n", "");
        var mistake = assertThrows(CircuitFileException.class, () -> StreamUrl.open(wrong));
        assertEquals(
                folder.resolve("circuit.toml") + ", line 1, column 1: found nett, did you mean net?",
                mistake.getMessage());
    }
}
