package dev.jumper.gpio;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.jumper.gpio.linux.Calls;
import dev.jumper.gpio.linux.I2cMessages;
import dev.jumper.gpio.linux.SmbusCommand;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;

/// An I2C bus of the kernel, `/dev/i2c-N`.
///
/// A transaction is one system call (`I2C_RDWR`), its messages and repeated starts as the contract has them. An
/// adapter that knows only SMBus commands does those transactions that are one. How fast the bus is, and how long a
/// chip may stretch the clock, is the adapter's to say. Most adapters do not tell an address that was not
/// acknowledged from a byte that was not. Used by one thread at a time.
///
/// Source: Linux kernel documentation, "Implementing I2C device drivers in userspace", "I2C/SMBUS Fault Codes".
public final class KernelI2c implements I2cBus, AutoCloseable {
    private static final int ENXIO = 6;
    private static final int EAGAIN = 11;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19; // what some adapters say for ENXIO
    private static final int ETIMEDOUT = 110;
    private static final int EREMOTEIO = 121;

    private final Device device;
    private final long functions;

    private KernelI2c(Device device, long functions) {
        this.device = device;
        this.functions = functions;
    }

    /// Opens the bus at `device`, such as `/dev/i2c-1`, which is the one on the header of a Raspberry Pi.
    ///
    /// @throws GpioException if it is not there or not ours to open
    public static KernelI2c open(Path device) throws IOException {
        var open = Device.open("I2C bus", device, KernelI2c::remedy);
        var functions = open.identity(I2cMessages.FUNCTIONS, Long.BYTES, "I2C bus", "name a /dev/i2c-*");
        return new KernelI2c(open, functions.get(JAVA_LONG, 0));
    }

    private static String remedy(int errno) {
        return switch (errno) {
            case 1, 13 -> "join the group that owns it (usermod -aG i2c $USER, then log in again)";
            case 2 ->
                "load the module i2c-dev, and on a Raspberry Pi put dtparam=i2c_arm=on into config.txt and restart";
            default -> "";
        };
    }

    @Override
    public void transfer(I2cAddress address, I2cMessage... messages) throws IOException {
        device.requireOpen(device);
        if (messages.length == 0) {
            throw new IllegalArgumentException(device + ": transaction has no messages, expected at least 1");
        }
        if (address.tenBit() && (functions & I2cMessages.TEN_BIT) == 0) {
            throw new UnsupportedOperationException(
                    device + ": its adapter has no 10-bit addresses, and " + address + " is one; use another bus");
        }
        try (var memory = Arena.ofConfined()) {
            if ((functions & I2cMessages.PLAIN) != 0) {
                var list = new I2cMessages(memory, address, messages);
                check(device.ioctl(I2cMessages.TRANSFER, list.memory()), address);
                list.deliver();
            } else {
                var command = SmbusCommand.of(memory, messages)
                        .orElseThrow(() -> new UnsupportedOperationException(device
                                + ": its adapter knows SMBus commands alone, and this transaction is none; write"
                                + " up to 33 bytes, or write 1 and read up to 32"));
                check(device.ioctl(SmbusCommand.ADDRESS, address.value()), address);
                check(device.ioctl(SmbusCommand.TRANSFER, command.memory()), address);
                command.deliver();
            }
        }
    }

    private void check(int result, I2cAddress address) throws IOException {
        if (result >= 0) {
            return;
        }
        String who = device + " " + address;
        String reason = Calls.message(result);
        throw switch (-result) {
            case ENXIO, ENODEV, EREMOTEIO ->
                new DeviceException(
                        Kind.ADDRESS_NOT_ACKNOWLEDGED,
                        who + ": no chip acknowledged: " + reason + "; check its supply, its wiring and its address");
            case ETIMEDOUT ->
                new DeviceException(
                        Kind.STRETCHED_TOO_LONG,
                        who + ": the bus is held low: " + reason + "; check the pull-ups, and restart the chip");
            case EAGAIN -> new DeviceException(Kind.ARBITRATION_LOST, who + ": another master won: " + reason);
            case EBUSY ->
                GpioException.of(
                        who, result, "a driver of the kernel has this chip; unbind it, or read what it offers in /sys");
            default -> GpioException.of(who, result, "");
        };
    }

    /// Closes the bus; does nothing the second time.
    @Override
    public void close() {
        device.close();
    }

    @Override
    public String toString() {
        return device.toString();
    }
}
