package dev.jumper.app.command;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.app.session.Json;
import dev.jumper.serial.PortFinder.Kind;
import dev.jumper.serial.PortFinder.Port;
import dev.jumper.serial.UsbId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DevsTest {
    @Test
    void writesPortsAsThePageSays() throws IOException {
        var adapter = new Port(
                "/dev/ttyUSB0",
                "CP2102, on many ESP8266 and ESP32 boards",
                Optional.of(new UsbId(0x10C4, 0xEA60)),
                "0001",
                "CP2102 USB to UART Bridge Controller",
                "Silicon Labs",
                Kind.USB);
        var uart = new Port("/dev/ttyS0", "built-in serial port", Optional.empty(), "", "", "", Kind.BUILT_IN);
        String written = Json.text(List.of(Devs.record(adapter), Devs.record(uart)));
        String page = Files.readString(Path.of("..", "docs", "json.md"));
        assertTrue(page.contains("\n$ jumper devs --json\n" + written + "\n```\n"), written);
    }
}
