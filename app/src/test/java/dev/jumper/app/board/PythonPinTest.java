package dev.jumper.app.board;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.bitbang.SoftSpi;
import dev.jumper.devices.board.MicroPythonBoard;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A pin written in Python, on a board, drives the same buses as one written in Java.
@Timeout(60)
class PythonPinTest {
    /// A wire that keeps what it was written, and who wrote what when: as MicroPython's virtual pins, one ioctl.
    private static final String PINS = """
        log = []
        class Wire:
            def __init__(self, name):
                self.name = name
                self.level = 0
            def ioctl(self, request, argument):
                if request == 1:
                    return self.level
                self.level = argument
                log.append((self.name, argument))
                return 0
        clk = Wire('clk')
        data = Wire('data')
        """;

    @Test
    void aPinWrittenInPythonDrivesTheSameBus() throws IOException {
        assumeTrue(EmbeddedBoard.available(), "this build has no MicroPython: npm was not to be had");
        try (var port = StreamUrl.open("sim:");
                var board = MicroPythonBoard.over(port, Ticks.system())) {
            board.exec(PINS);
            var spi = SoftSpi.over(pin(board, "clk"), Ticks.system())
                    .withMosi(pin(board, "data"))
                    .withMiso(pin(board, "data"));
            board.exec("log.clear()");
            // what goes out comes back, for both are one wire
            byte[] back = spi.exchange(SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED), (byte) 0xA5);
            assertArrayEquals(new byte[] {(byte) 0xA5}, back);
            assertEquals(8L, board.eval("sum(level for name, level in log if name == 'clk')"), "rising edges");
        }
    }

    private static Pin pin(MicroPythonBoard board, String name) {
        return (request, argument) -> {
            if (request == Pin.INPUT) {
                throw Pin.unknown(name, request);
            }
            return ((Long) board.eval("%s.ioctl(%d, %d)".formatted(name, request, argument))).intValue();
        };
    }
}
