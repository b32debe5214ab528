package dev.jumper.hal.bus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the conveniences of the buses make of the few methods that an implementation has to have.
class BusTest {
    private static final I2cAddress CLOCK = I2cAddress.of(0x68);
    private final List<String> log = new ArrayList<>();

    private final I2cBus i2c = (address, messages) -> {
        var line = new StringBuilder(address.toString());
        for (var message : messages) {
            switch (message) {
                case I2cMessage.Write w ->
                    line.append(" w").append(HexFormat.of().formatHex(w.bytes()));
                case I2cMessage.Read r -> {
                    line.append(" r").append(r.length());
                    r.bytes()[r.offset()] = 0x5A;
                }
            }
        }
        log.add(line.toString());
    };

    @Test
    void everyI2cConvenienceIsOneTransaction() throws Exception {
        i2c.write(CLOCK, (byte) 0x0E, (byte) 0x1C);
        assertArrayEquals(new byte[] {0x5A, 0}, i2c.read(CLOCK, 2));
        assertArrayEquals(new byte[] {0x5A, 0, 0}, i2c.writeRead(CLOCK, new byte[] {0}, 3));
        assertTrue(i2c.probe(CLOCK));
        assertEquals(List.of("0x68 w0e1c", "0x68 r2", "0x68 w00 r3", "0x68 w"), log);
    }

    @Test
    void aProbeIsFalseOnlyWhenTheAddressIsNotAcknowledged() throws Exception {
        I2cBus nobody = (_, _) -> {
            throw new DeviceException(Kind.ADDRESS_NOT_ACKNOWLEDGED, "nobody");
        };
        assertFalse(nobody.probe(CLOCK));
        var stuck = new DeviceException(Kind.STUCK, "SDA stays low");
        I2cBus broken = (_, _) -> {
            throw stuck;
        };
        assertSame(stuck, assertThrows(DeviceException.class, () -> broken.probe(CLOCK)));
    }

    @Test
    void everySpiConvenienceIsOneTransaction() throws Exception {
        var settings = SpiSettings.of(SpiMode.MODE_0, 1_000_000);
        SpiBus spi = (_, out, in) -> {
            log.add(HexFormat.of().formatHex(out) + " " + in.length);
            for (int i = 0; i < in.length; i++) {
                in[i] = (byte) (out[i] + 1);
            }
        };
        spi.write(settings, (byte) 1, (byte) 2);
        assertArrayEquals(new byte[] {2, 3}, spi.exchange(settings, (byte) 1, (byte) 2));
        assertArrayEquals(new byte[] {1, 1}, spi.writeRead(settings, new byte[] {(byte) 0x9F}, 2));
        assertEquals(List.of("0102 0", "0102 2", "9f0000 3"), log);
    }

    @Test
    void aDeviceErrorTellsItsKindAndTheByteItIsAbout() {
        var cause = new UnsupportedOperationException("no");
        var plain = new DeviceException(Kind.DIRECTION_REFUSED, "pin", cause);
        assertEquals(-1, plain.index());
        assertSame(cause, plain.getCause());
        assertEquals(3, new DeviceException(Kind.DATA_NOT_ACKNOWLEDGED, "byte", 3).index());
        assertEquals(Kind.DATA_NOT_ACKNOWLEDGED, new DeviceException(Kind.DATA_NOT_ACKNOWLEDGED, "byte", 3).kind());
    }

    @Test
    void aOneWireTransferIsAResetThenBytesLeastSignificantBitFirst() throws Exception {
        var wire = new Wire(true, "1011 0011  0101 0000");
        byte[] read = new byte[1];
        wire.transfer(new byte[] {(byte) 0xCD}, read);
        assertEquals("R 10110011 11111111", wire.log());
        assertEquals(0x0A, read[0]);
    }

    @Test
    void aOneWireTransferNeedsSomebodyThere() {
        var e = assertThrows(
                DeviceException.class, () -> new Wire(false, "").transfer(new byte[] {(byte) 0xCC}, new byte[0]));
        assertEquals(Kind.ABSENT, e.kind());
        assertEquals(
                "1-Wire on a script: no device answered the reset;"
                        + " check its supply, its ground and the 4.7 kΩ pull-up",
                e.getMessage());
    }

    @Test
    void aOneWireBusWithoutStrongPullUpSaysSo() {
        var e = assertThrows(
                UnsupportedOperationException.class,
                () -> new Wire(true, "").transferThenPower(new byte[] {0x44}, Duration.ofMillis(750)));
        assertEquals(
                "1-Wire on a script: has no strong pull-up for devices without a supply of their own;"
                        + " power the device from its supply pin",
                e.getMessage());
    }

    /// A bus whose slots answer from a script.
    private static final class Wire implements OneWireBus {
        private final boolean present;
        private final String answers;
        private final StringBuilder log = new StringBuilder();
        private int slots;

        Wire(boolean present, String answers) {
            this.present = present;
            this.answers = answers.replace(" ", "");
        }

        @Override
        public boolean reset() {
            log.append('R');
            return present;
        }

        @Override
        public int slot(int bit) {
            if (slots % 8 == 0) {
                log.append(' ');
            }
            log.append(bit);
            return answers.charAt(slots++) - '0';
        }

        String log() {
            return log.toString();
        }

        @Override
        public String toString() {
            return "1-Wire on a script";
        }
    }
}
