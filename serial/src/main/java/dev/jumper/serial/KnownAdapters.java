package dev.jumper.serial;

import java.util.Optional;

/// What hangs behind a USB id, usually. Ids as in the makers' data sheets and in the Linux USB ID Repository
/// (usb.ids).
final class KnownAdapters {
    private KnownAdapters() {}

    /// Returns the adapter or board, and what it is usually found on.
    static Optional<String> describe(UsbId id) {
        return Optional.ofNullable(
                switch (id.vendor()) {
                    case 0x10C4 ->
                        switch (id.product()) {
                            case 0xEA60 -> "CP210x adapter (NodeMCU, many ESP8266 and ESP32 boards)";
                            case 0xEA70 -> "CP2105 adapter, two ports";
                            default -> null;
                        };
                    case 0x1A86 ->
                        switch (id.product()) {
                            case 0x7523 -> "CH340 adapter (Wemos D1 mini, many ESP8266 and ESP32 boards)";
                            case 0x5523 -> "CH341 adapter";
                            case 0x55D3 -> "CH343 adapter (ESP32-S3 boards)";
                            case 0x55D4 -> "CH9102 adapter (newer ESP32 boards)";
                            default -> null;
                        };
                    case 0x0403 ->
                        switch (id.product()) {
                            case 0x6001 -> "FTDI FT232R adapter";
                            case 0x6010 -> "FTDI FT2232 adapter, two ports (ESP-Prog, ESP-WROVER-KIT)";
                            case 0x6011 -> "FTDI FT4232 adapter, four ports";
                            case 0x6014 -> "FTDI FT232H adapter";
                            case 0x6015 -> "FTDI FT231X adapter (SparkFun ESP32 Thing)";
                            default -> null;
                        };
                    case 0x067B ->
                        switch (id.product()) {
                            case 0x2303, 0x23A3, 0x23C3 -> "PL2303 adapter";
                            default -> null;
                        };
                    case 0x303A ->
                        switch (id.product()) {
                            case 0x1001 -> "Espressif USB JTAG/serial (ESP32-C3, -C6, -S3)";
                            case 0x4001 -> "Espressif board with MicroPython (ESP32-S2, -S3)";
                            default -> "Espressif board on its own USB";
                        };
                    case 0x2E8A ->
                        switch (id.product()) {
                            case 0x0005 -> "Raspberry Pi Pico with MicroPython";
                            case 0x000A -> "Raspberry Pi Pico with the C SDK";
                            case 0x000C -> "Raspberry Pi Debug Probe";
                            default -> "Raspberry Pi RP2 board";
                        };
                    case 0xF055 -> id.product() >= 0x9800 && id.product() <= 0x9802 ? "Pyboard with MicroPython" : null;
                    case 0x0D28 -> id.product() == 0x0204 ? "BBC micro:bit or other DAPLink board" : null;
                    case 0x2341, 0x2A03 -> "Arduino board";
                    case 0x239A -> "Adafruit board";
                    default -> null;
                });
    }
}
