package dev.jumper.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpenException.Reason;
import dev.jumper.hal.stream.StreamUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Trees as Linux 6 shows them: links from `class/tty` into `devices`, the USB texts some folders above the port.
class PortFinderTest {
    @TempDir
    private Path root;

    @BeforeEach
    void whereLinksAreOrdinary() {
        assumeTrue(Posix.available(), "symbolic links are for everybody on Linux only");
    }

    private void usb(String name, String place, String vendor, String product, String serial, String text)
            throws IOException {
        var device = root.resolve("sys/devices/pci0000:00/0000:00:14.0/usb1/" + place);
        var port = device.resolve(place + ":1.0").resolve(name);
        entry(name, port.resolve("tty").resolve(name), port);
        Files.writeString(device.resolve("idVendor"), vendor + "\n");
        Files.writeString(device.resolve("idProduct"), product + "\n");
        Files.writeString(device.resolve("product"), text + "\n");
        Files.writeString(device.resolve("manufacturer"), "Maker\n");
        if (!serial.isEmpty()) {
            Files.writeString(device.resolve("serial"), serial + "\n");
        }
    }

    private Path entry(String name, Path terminal, Path device) throws IOException {
        Files.createDirectories(terminal);
        var classes = Files.createDirectories(root.resolve("sys/class/tty"));
        Files.createSymbolicLink(classes.resolve(name), classes.relativize(terminal));
        if (device != null) {
            Files.createDirectories(device);
            Files.createSymbolicLink(terminal.resolve("device"), terminal.relativize(device));
        }
        return terminal;
    }

    private void builtIn(String name, String type) throws IOException {
        var device = root.resolve("sys/devices/platform/serial8250/" + name + "-port");
        var terminal = entry(name, device.resolve("tty").resolve(name), device);
        Files.writeString(terminal.resolve("type"), type + "\n");
    }

    @Test
    void listsUsbPortsWithWhatTheyUsuallyAreInNaturalOrder() throws Exception {
        usb("ttyUSB10", "1-2", "1a86", "7523", "", "USB Serial");
        usb("ttyUSB2", "1-1", "10c4", "ea60", "0001", "CP2102 USB to UART Bridge Controller");
        usb("ttyACM0", "1-3", "2e8a", "0005", "e6614103e7452d2f", "Board in FS mode");
        usb("ttyACM1", "1-4", "1209", "abcd", "", "Homemade");
        var ports = PortFinder.at(root).ports();
        assertEquals(
                List.of("/dev/ttyACM0", "/dev/ttyACM1", "/dev/ttyUSB2", "/dev/ttyUSB10"),
                ports.stream().map(PortFinder.Port::path).toList());
        assertEquals(
                List.of(
                        "Raspberry Pi Pico with MicroPython",
                        "Homemade",
                        "CP210x adapter (NodeMCU, many ESP8266 and ESP32 boards)",
                        "CH340 adapter (Wemos D1 mini, many ESP8266 and ESP32 boards)"),
                ports.stream().map(PortFinder.Port::description).toList());
        var cp210x = ports.get(2);
        assertEquals(new UsbId(0x10C4, 0xEA60), cp210x.usb().orElseThrow());
        assertEquals("0001", cp210x.serial());
        assertEquals("Maker", cp210x.manufacturer());
    }

    @Test
    void leavesOutBluetoothConsolesAndPlacesWithoutHardware() throws Exception {
        builtIn("ttyS0", "4"); // linux/serial_core.h: PORT_16550A
        builtIn("ttyS1", "0");
        builtIn("rfcomm0", "4");
        entry("tty1", root.resolve("sys/devices/virtual/tty/tty1"), null);
        entry("console", root.resolve("sys/devices/virtual/tty/console"), null);
        var radio = root.resolve("sys/devices/pci0000:00/usb1/1-9/bluetooth/hci0/hci0:11");
        entry("ttyBT0", radio.resolve("tty/ttyBT0"), radio);
        assertEquals(
                List.of("/dev/ttyS0"),
                PortFinder.at(root).ports().stream().map(PortFinder.Port::path).toList());
    }

    @Test
    void findsNothingWhereThereIsNoSysfs() throws Exception {
        assertEquals(List.of(), PortFinder.at(root).ports());
    }

    @Test
    void autoTakesTheOnlyUsbPortAndIdTheOneWithThatSerialNumber() throws Exception {
        builtIn("ttyS0", "4");
        var opener = new PortOpener(PortFinder.at(root));
        var none = assertThrows(StreamOpenException.class, () -> opener.path(StreamUrl.parse("auto")));
        assertEquals(Reason.ABSENT, none.reason());
        assertEquals(
                "auto: found no USB serial port, expected one; plug the board in, or name a port:"
                        + "\n  /dev/ttyS0  built-in serial port",
                none.getMessage());
        usb("ttyUSB0", "1-1", "10c4", "ea60", "0001", "CP2102");
        assertEquals("/dev/ttyUSB0", opener.path(StreamUrl.parse("auto")));
        usb("ttyUSB1", "1-2", "10c4", "ea60", "0002", "CP2102");
        var two = assertThrows(StreamOpenException.class, () -> opener.path(StreamUrl.parse("auto")));
        assertEquals(Reason.AMBIGUOUS, two.reason());
        assertEquals("/dev/ttyUSB1", opener.path(StreamUrl.parse("id:0002")));
        var missing = assertThrows(StreamOpenException.class, () -> opener.path(StreamUrl.parse("id:9")));
        assertEquals(Reason.ABSENT, missing.reason());
    }
}
