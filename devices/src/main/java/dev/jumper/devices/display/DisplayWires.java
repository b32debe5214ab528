package dev.jumper.devices.display;

import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import java.io.IOException;
import java.util.Arrays;

/// How commands and pixels reach a display.
///
/// Source: "SSD1306" data sheet (Solomon Systech, revision 1.1), "MCU I2C Interface", "MCU Serial Interface (4-wire
/// SPI)", "AC Characteristics".
sealed interface DisplayWires {
    /// Sends commands with their arguments, 0 to 255 each, in one transaction.
    void commands(int... bytes) throws IOException;

    /// Sends `count` bytes of pixels in one transaction.
    void pixels(byte[] bytes, int offset, int count) throws IOException;

    /// Over I2C, where a first byte says what follows.
    record OverI2c(I2cBus bus, I2cAddress address) implements DisplayWires {
        private static final byte COMMANDS = 0x00; // control byte, Co = 0 and D/C = 0
        private static final byte PIXELS = 0x40; // Co = 0 and D/C = 1

        @Override
        public void commands(int... bytes) throws IOException {
            bus.transfer(address, I2cMessage.write(COMMANDS), I2cMessage.write(narrow(bytes)));
        }

        @Override
        public void pixels(byte[] bytes, int offset, int count) throws IOException {
            bus.transfer(address, I2cMessage.write(PIXELS), new I2cMessage.Write(bytes, offset, count));
        }

        @Override
        public String toString() {
            return "at " + address;
        }
    }

    /// Over SPI, where a line says it: high for pixels.
    record OverSpi(SpiBus bus, Pin dataCommand) implements DisplayWires {
        private static final SpiSettings SETTINGS = SpiSettings.of(SpiMode.MODE_0, 10_000_000); // tcycle is 100 ns

        @Override
        public void commands(int... bytes) throws IOException {
            dataCommand.ioctl(Pin.OUTPUT, 0);
            bus.write(SETTINGS, narrow(bytes));
        }

        @Override
        public void pixels(byte[] bytes, int offset, int count) throws IOException {
            dataCommand.ioctl(Pin.OUTPUT, 1);
            bus.write(SETTINGS, Arrays.copyOfRange(bytes, offset, offset + count));
        }

        @Override
        public String toString() {
            return "on " + bus;
        }
    }

    private static byte[] narrow(int[] bytes) {
        var narrow = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            narrow[i] = (byte) bytes[i];
        }
        return narrow;
    }
}
