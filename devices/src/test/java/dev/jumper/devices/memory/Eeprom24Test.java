package dev.jumper.devices.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.devices.Chips;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackI2c;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Addresses, pages and times are those of the Atmel data sheets 0180, 0336, 0670 and 1116, "Device Addressing",
/// "Page Write", "Acknowledge Polling", "Random Read".
class Eeprom24Test {
    private static final I2cAddress AT = I2cAddress.of(0x50);

    private final VirtualTicks ticks = new VirtualTicks(0);

    private static PlaybackI2c opened(Eeprom24.Size size) {
        return new PlaybackI2c()
                .expectWriteRead(AT, size.ordinal() < Eeprom24.Size.C32.ordinal() ? "00" : "00 00", "ff");
    }

    private Eeprom24 open(PlaybackI2c bus, Eeprom24.Size size) throws IOException {
        return Eeprom24.open(bus, AT, size, ticks);
    }

    private static ByteBuffer bytes(int... values) {
        var buffer = ByteBuffer.allocate(values.length);
        for (int value : values) {
            buffer.put((byte) value);
        }
        return buffer.flip();
    }

    @ParameterizedTest
    @CsvSource({
        "C01, 128, 8, 127, 0x50, 7f",
        "C02, 256, 8, 255, 0x50, ff",
        "C04, 512, 16, 511, 0x51, ff",
        "C08, 1024, 16, 1023, 0x53, ff",
        "C16, 2048, 16, 1792, 0x57, 00",
        "C32, 4096, 32, 4095, 0x50, 0f ff",
        "C64, 8192, 32, 8191, 0x50, 1f ff",
        "C128, 16384, 64, 16383, 0x50, 3f ff",
        "C256, 32768, 64, 32767, 0x50, 7f ff",
        "C512, 65536, 128, 65535, 0x50, ff ff"
    })
    void knowsWhereTheBytesOfEachSizeAre(
            Eeprom24.Size size, int count, int page, int index, String at, String wordAddress) throws IOException {
        assertEquals(count, size.bytes());
        assertEquals(page, size.page());
        var address = I2cAddress.of(Integer.decode(at));
        try (var bus = opened(size).expectWriteRead(address, wordAddress, "a5")) {
            var memory = open(bus, size);
            memory.ioctl(ByteStream.SEEK, index);
            var target = ByteBuffer.allocate(1);
            assertEquals(1, memory.read(target));
            assertEquals((byte) 0xA5, target.get(0));
            assertEquals(index + 1, memory.ioctl(ByteStream.SEEK, -1));
        }
    }

    @ParameterizedTest
    @CsvSource({"C01, 8", "C02, 8", "C04, 4", "C08, 2", "C16, 1", "C32, 8", "C512, 8"})
    void hasAnAddressForEachChipThatFitsOnABus(Eeprom24.Size size, int addresses) {
        long found = 0;
        for (int at = 0; at < 128; at++) {
            found += Chips.at(I2cAddress.of(at)).stream()
                    .filter(c -> c.name().equals(size.toString()))
                    .count();
        }
        assertEquals(addresses, found);
    }

    @ParameterizedTest
    @CsvSource({
        "C01, 0180", "C02, 0180", "C04, 0180", "C08, 0180", "C16, 0180",
        "C32, 0336", "C64, 0336", "C128, 0670", "C256, 0670", "C512, 1116"
    })
    void namesTheDataSheetOfEachSize(Eeprom24.Size size, String sheet) {
        assertEquals("Atmel " + sheet, Eeprom24.CHIPS.get(size.ordinal()).dataSheet());
    }

    @Test
    void hasNoBufferAndNothingToFlushAndTheTimeoutOfAllStreams() throws IOException {
        try (var bus = opened(Eeprom24.Size.C32)) {
            var memory = open(bus, Eeprom24.Size.C32);
            assertEquals(0, memory.ioctl(ByteStream.FLUSH, 0));
            assertEquals(0, memory.ioctl(ByteStream.BUFFER_SIZE, 0));
            assertEquals(ByteStream.DEFAULT_TIMEOUT, memory.ioctl(ByteStream.TIMEOUT, ByteStream.QUERY));
            assertEquals(100, memory.ioctl(ByteStream.SEEK, 100));
            assertEquals(0, memory.ioctl(ByteStream.SEEK, 0));
            assertEquals(0, memory.ioctl(ByteStream.SEEK, -1));
        }
    }

    @Test
    void writesNoFurtherThanToTheEndOfAPageAndThenWaits() throws IOException {
        try (var bus = opened(Eeprom24.Size.C02)
                .expectWrite(AT, "06 01 02")
                .expectWrite(AT, "")
                .fail(DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED)
                .expectWrite(AT, "")
                .expectWrite(AT, "08 03")
                .expectWrite(AT, "")) {
            var memory = open(bus, Eeprom24.Size.C02);
            memory.ioctl(ByteStream.SEEK, 6);
            var source = bytes(1, 2, 3);
            assertEquals(2, memory.write(source));
            assertEquals(250_000, ticks.nanos());
            assertEquals(1, memory.write(source));
            assertEquals(0, memory.write(source));
            assertEquals(9, memory.ioctl(ByteStream.SEEK, -1));
        }
    }

    @Test
    void readsToTheEndOfABlockAndToTheEndOfTheChip() throws IOException {
        try (var bus = opened(Eeprom24.Size.C04)
                .expectWriteRead(AT, "fe", "01 02")
                .expectWriteRead(I2cAddress.of(0x51), "00", "03 04 05")
                .expectWriteRead(I2cAddress.of(0x51), "ff", "06")) {
            var memory = open(bus, Eeprom24.Size.C04);
            memory.ioctl(ByteStream.SEEK, 254);
            var target = ByteBuffer.allocate(5);
            assertEquals(2, memory.read(target));
            assertEquals(3, memory.read(target));
            assertEquals(0, memory.read(target), "no room");
            assertArrayEquals(new byte[] {1, 2, 3, 4, 5}, target.array());
            memory.ioctl(ByteStream.SEEK, 511);
            assertEquals(1, memory.read(target.clear()));
            assertEquals(ByteStream.EOF, memory.read(target));
        }
    }

    @Test
    void verifiesEachPageIfAskedTo() throws IOException {
        try (var bus = opened(Eeprom24.Size.C32)
                .expectWrite(AT, "00 00 01 02")
                .expectWrite(AT, "")
                .expectWriteRead(AT, "00 00", "01 02")
                .expectWrite(AT, "00 02 03 04")
                .expectWrite(AT, "")
                .expectWriteRead(AT, "00 02", "03 ff")) {
            var memory = open(bus, Eeprom24.Size.C32).verified();
            assertEquals(2, memory.write(bytes(1, 2)));
            var source = bytes(3, 4);
            var e = assertThrows(DeviceException.class, () -> memory.write(source));
            assertEquals(
                    "24C32 at 0x50: byte 3 is 0xff after 0x04 was written; see whether it is write-protected (pin WP),"
                            + " has lost power, is worn out, or has another size",
                    e.getMessage());
            assertEquals(DeviceException.Kind.WRONG_ANSWER, e.kind());
            assertEquals(2, source.remaining(), "nothing of it counts as written");
        }
    }

    @Test
    void refusesWhatDoesNotFitBeforeAnythingIsWritten() throws IOException {
        try (var bus = opened(Eeprom24.Size.C32)) {
            var memory = open(bus, Eeprom24.Size.C32);
            memory.ioctl(ByteStream.SEEK, 4090);
            var e = assertThrows(IllegalArgumentException.class, () -> memory.write(ByteBuffer.allocate(7)));
            assertEquals(
                    "24C32 at 0x50: 7 bytes to write at 4090, expected at most 6, for it has 4096", e.getMessage());
            memory.ioctl(ByteStream.SEEK, 4096);
            var end = assertThrows(IllegalArgumentException.class, () -> memory.write(ByteBuffer.allocate(1)));
            assertEquals(
                    "24C32 at 0x50: 1 bytes to write at 4096, expected at most 0, for it has 4096", end.getMessage());
        }
    }

    @Test
    void refusesMisuseBeforeAnythingMoves() throws IOException {
        try (var bus = opened(Eeprom24.Size.C01)) {
            var memory = open(bus, Eeprom24.Size.C01);
            var past = assertThrows(IllegalArgumentException.class, () -> memory.ioctl(ByteStream.SEEK, 129));
            assertEquals("24C01 at 0x50: seek to 129, expected 0 to 128, or -1 to ask", past.getMessage());
            var before = assertThrows(IllegalArgumentException.class, () -> memory.ioctl(ByteStream.SEEK, -2));
            assertEquals("24C01 at 0x50: seek to -2, expected 0 to 128, or -1 to ask", before.getMessage());
            var request = assertThrows(UnsupportedOperationException.class, () -> memory.ioctl(ByteStream.BAUD, 1));
            assertEquals("24C01 at 0x50: request 67 is not known to it", request.getMessage());
            var address = assertThrows(
                    IllegalArgumentException.class,
                    () -> Eeprom24.open(bus, I2cAddress.of(0x52), Eeprom24.Size.C08, ticks));
            assertEquals("24C08 address is 0x52, expected 0x50 or 0x54", address.getMessage());
            assertEquals(Poll.RD | Poll.WR, memory.ioctl(ByteStream.POLL, 0xFF));
            memory.close();
            memory.close();
            var closed = assertThrows(IllegalStateException.class, () -> memory.read(ByteBuffer.allocate(1)));
            assertEquals("24C01 at 0x50: closed", closed.getMessage());
        }
    }
}
