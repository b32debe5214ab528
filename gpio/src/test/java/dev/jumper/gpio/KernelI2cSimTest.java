package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cMessage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The kernel's I2C against its stub, whose chips 0x1c and 0x68 are 256 registers each.
///
/// The stub knows SMBus commands alone; transactions by `I2C_RDWR` are tested by their layout.
@Tag("vm")
class KernelI2cSimTest {
    private static final I2cAddress CHIP = I2cAddress.of(0x68);

    private KernelI2c bus;

    @BeforeEach
    void open() throws IOException {
        bus = KernelI2c.open(stub());
    }

    @AfterEach
    void close() {
        bus.close();
    }

    private static Path stub() throws IOException {
        try (var adapters = Files.newDirectoryStream(Path.of("/sys/class/i2c-dev"))) {
            for (Path adapter : adapters) {
                if (Files.readString(adapter.resolve("name")).contains("stub")) {
                    return Path.of("/dev", adapter.getFileName().toString());
                }
            }
        }
        throw new AssertionError("no i2c-stub");
    }

    @Test
    void registersHoldWhatWasWritten() throws IOException {
        bus.write(CHIP, (byte) 0x10, (byte) 0xAB);
        assertArrayEquals(new byte[] {(byte) 0xAB}, bus.writeRead(CHIP, new byte[] {0x10}, 1));
        bus.write(CHIP, (byte) 0x20, (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5);
        assertArrayEquals(new byte[] {2, 3, 4}, bus.writeRead(CHIP, new byte[] {0x21}, 3));
        bus.write(CHIP, (byte) 0x22);
        assertArrayEquals(new byte[] {3}, bus.read(CHIP, 1));
    }

    @Test
    void aChipIsThereOrIsNot() throws IOException {
        assertTrue(bus.probe(CHIP));
        assertTrue(bus.probe(I2cAddress.of(0x1C)));
        assertFalse(bus.probe(I2cAddress.of(0x50)));
        var e = assertThrows(DeviceException.class, () -> bus.writeRead(I2cAddress.of(0x50), new byte[] {0}, 1));
        assertEquals(DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED, e.kind());
    }

    @Test
    void whatTheAdapterCannotDoIsSaid() {
        assertEquals(
                bus + ": its adapter knows SMBus commands alone, and this transaction is none; write up to 33 bytes,"
                        + " or write 1 and read up to 32",
                assertThrows(
                                UnsupportedOperationException.class,
                                () -> bus.transfer(CHIP, I2cMessage.read(new byte[5])))
                        .getMessage());
        assertEquals(
                bus + ": its adapter has no 10-bit addresses, and 0x168 (10-bit) is one; use another bus",
                assertThrows(UnsupportedOperationException.class, () -> bus.write(I2cAddress.tenBit(0x168)))
                        .getMessage());
    }
}
