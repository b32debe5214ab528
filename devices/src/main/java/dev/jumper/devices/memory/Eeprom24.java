package dev.jumper.devices.memory;

import dev.jumper.devices.Chip;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.I2cMessage;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// EEPROM of the family 24C01 to 24C512 as a stream of fixed length with a position, on I2C up to 400 kHz.
///
/// A read fetches up to 256 bytes, and ends with [#EOF] after the last byte of the chip. A write stays within one
/// page, and returns when the chip has burnt it, 10 ms at most; [dev.jumper.hal.stream.Exact] repeats it. What does
/// not fit into the chip is refused as a whole before anything is written. A chip that is write-protected
/// acknowledges all the same, and one that loses power forgets a part of the page: see [#verified].
///
/// The size cannot be read from the chip: one that is opened with another size is read and written wrongly. Not for
/// the AT24C01 of old, without A, which has no address.
///
/// Quoted titles are sections of the data sheets "AT24C01A/02/04/08/16" (Atmel 0180), "AT24C32/64" (0336),
/// "AT24C128/256" (0670) and "AT24C512" (1116), which agree. Not thread-safe, but for [#close]. The bus stays the
/// caller's to close.
public final class Eeprom24 implements ByteStream {
    /// All sizes of this chip, and how each is attached.
    public static final List<Chip<Eeprom24>> CHIPS =
            Arrays.stream(Size.values()).map(Eeprom24::chip).toList();

    private static final int FIRST_ADDRESS = 0x50; // "Device Addressing"
    private static final int ADDRESSES = 8;
    private static final int BLOCK = 256; // what one byte of word address reaches
    private static final Duration SLOWEST_WRITE = Duration.ofMillis(10); // "AC Characteristics", tWR, at 1.8 V
    private static final Duration PAUSE = Duration.ofNanos(250_000);

    /// The sizes that are made.
    public enum Size {
        /// 128 bytes.
        C01(1, 8, 1),
        /// 256 bytes.
        C02(2, 8, 1),
        /// 512 bytes, at two addresses.
        C04(4, 16, 1),
        /// 1024 bytes, at four addresses.
        C08(8, 16, 1),
        /// 2048 bytes, at all eight addresses.
        C16(16, 16, 1),
        /// 4096 bytes.
        C32(32, 32, 2),
        /// 8192 bytes.
        C64(64, 32, 2),
        /// 16384 bytes.
        C128(128, 64, 2),
        /// 32768 bytes.
        C256(256, 64, 2),
        /// 65536 bytes.
        C512(512, 128, 2);

        private final int bytes;
        private final int page; // "Page Write"
        private final int addressBytes;

        Size(int kilobits, int page, int addressBytes) {
            this.bytes = kilobits * 1024 / 8;
            this.page = page;
            this.addressBytes = addressBytes;
        }

        /// Returns how many bytes the chip has.
        public int bytes() {
            return bytes;
        }

        /// Returns how many bytes it burns at once.
        public int page() {
            return page;
        }

        /// Returns how many addresses on the bus it has, one for each block.
        private int blocks() {
            return addressBytes == 1 ? Math.ceilDiv(bytes, BLOCK) : 1;
        }

        /// Returns the chip's name, `24C32`.
        @Override
        public String toString() {
            return "24" + name();
        }
    }

    private final I2cBus bus;
    private final I2cAddress address;
    private final Size size;
    private final Ticks ticks;
    private final boolean verifying;
    private final I2cAddress[] blocks;
    private final byte[] buffer = new byte[BLOCK];
    private final byte[] wordAddress;
    private int position;
    private volatile boolean closed;

    private Eeprom24(I2cBus bus, I2cAddress address, Size size, Ticks ticks, boolean verifying) {
        this.bus = bus;
        this.address = address;
        this.size = size;
        this.ticks = ticks;
        this.verifying = verifying;
        this.wordAddress = new byte[size.addressBytes];
        this.blocks = IntStream.range(0, size.blocks())
                .mapToObj(block -> I2cAddress.of(address.value() + block))
                .toArray(I2cAddress[]::new);
    }

    private static Chip<Eeprom24> chip(Size size) {
        var addresses = IntStream.iterate(FIRST_ADDRESS, a -> a < FIRST_ADDRESS + ADDRESSES, a -> a + size.blocks())
                .toArray();
        String sheet =
                size.addressBytes == 1 ? "0180" : size.bytes <= 8192 ? "0336" : size.bytes <= 32768 ? "0670" : "1116";
        return Chip.<Eeprom24>named(size.toString(), "memory", "Atmel " + sheet)
                .overI2c((bus, address, ticks) -> open(bus, address, size, ticks), addresses);
    }

    /// Returns the chip at `address`, the lowest that it has, having read a byte of it to prove that it answers.
    /// Its position is 0.
    public static Eeprom24 open(I2cBus bus, I2cAddress address, Size size, Ticks ticks) throws IOException {
        var memory = new Eeprom24(bus, CHIPS.get(size.ordinal()).require(address), size, ticks, false);
        memory.fetch(0, 1);
        return memory;
    }

    /// Returns another stream over this chip, at position 0, that reads each page again after it has been written.
    public Eeprom24 verified() {
        return new Eeprom24(bus, address, size, ticks, true);
    }

    /// Returns which chip this is.
    public Size size() {
        return size;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        requireOpen();
        int wanted = Math.min(target.remaining(), BLOCK - position % BLOCK);
        int count = Math.min(wanted, size.bytes - position);
        if (wanted == 0) {
            return 0;
        }
        if (count == 0) {
            return EOF;
        }
        fetch(position, count);
        target.put(buffer, 0, count);
        position += count;
        return count;
    }

    /// Writes what fits into the page at the position, and waits until the chip has burnt it.
    ///
    /// @throws IllegalArgumentException if not all of `source` fits between the position and the end of the chip;
    ///     nothing is written then
    /// @throws DeviceException of kind [DeviceException.Kind#NEVER_ENDED] if the chip stays busy, and of
    ///     [DeviceException.Kind#WRONG_ANSWER] if a [#verified] stream reads something else
    @Override
    public int write(ByteBuffer source) throws IOException {
        requireOpen();
        if (source.remaining() > size.bytes - position) {
            throw new IllegalArgumentException("%s: %d bytes to write at %d, expected at most %d, for it has %d"
                    .formatted(this, source.remaining(), position, size.bytes - position, size.bytes));
        }
        int count = Math.min(source.remaining(), size.page - position % size.page);
        if (count == 0) {
            return 0;
        }
        source.get(source.position(), buffer, 0, count);
        bus.transfer(at(position), wordAddress(position), new I2cMessage.Write(buffer, 0, count));
        awaitBurnt();
        if (verifying) {
            verify(source, count);
        }
        source.position(source.position() + count);
        position += count;
        return count;
    }

    /// Waits until the chip acknowledges again: "Acknowledge Polling".
    private void awaitBurnt() throws IOException {
        var deadline = Deadline.after(ticks, SLOWEST_WRITE.multipliedBy(2));
        while (!bus.probe(at(position))) {
            if (deadline.expired()) {
                throw new DeviceException(
                        DeviceException.Kind.NEVER_ENDED,
                        ("%s: still busy 20 ms after a write at %d, expected at most 10 ms; what it holds from there on"
                                        + " is unknown: check its supply, power it off and on, and write again")
                                .formatted(this, position));
            }
            ticks.delay(PAUSE);
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(this + ": interrupted while it burns a page at " + position);
            }
        }
    }

    private void verify(ByteBuffer source, int count) throws IOException {
        fetch(position, count);
        for (int i = 0; i < count; i++) {
            byte written = source.get(source.position() + i);
            if (buffer[i] != written) {
                throw new DeviceException(
                        DeviceException.Kind.WRONG_ANSWER,
                        ("%s: byte %d is 0x%02x after 0x%02x was written; see whether it is write-protected (pin WP),"
                                        + " has lost power, is worn out, or has another size")
                                .formatted(this, position + i, buffer[i], written));
            }
        }
    }

    /// Reads `count` bytes from `from` on into the buffer; they lie in one block.
    private void fetch(int from, int count) throws IOException {
        bus.transfer(at(from), wordAddress(from), new I2cMessage.Read(buffer, 0, count));
    }

    /// Returns where on the bus the byte `index` is: "Device Addressing", the bits P2 to P0.
    private I2cAddress at(int index) {
        return blocks[blocks.length == 1 ? 0 : index / BLOCK];
    }

    private I2cMessage wordAddress(int index) {
        for (int i = 0; i < wordAddress.length; i++) {
            wordAddress[i] = (byte) (index >> 8 * (wordAddress.length - 1 - i));
        }
        return I2cMessage.write(wordAddress);
    }

    @Override
    public long ioctl(int request, long argument) {
        requireOpen();
        return switch (request) {
            case FLUSH -> 0;
            case SEEK -> seek(argument);
            case POLL -> argument & (Poll.RD | Poll.WR);
            case TIMEOUT -> DEFAULT_TIMEOUT;
            case BUFFER_SIZE -> 0;
            default -> throw new UnsupportedOperationException(this + ": request " + request + " is not known to it");
        };
    }

    private long seek(long argument) {
        if (argument < -1 || argument > size.bytes) {
            throw new IllegalArgumentException(
                    "%s: seek to %d, expected 0 to %d, or -1 to ask".formatted(this, argument, size.bytes));
        }
        if (argument >= 0) {
            position = (int) argument;
        }
        return position;
    }

    @Override
    public void close() {
        closed = true;
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException(this + ": closed");
        }
    }

    /// Returns what this is and where, `24C32 at 0x50`.
    @Override
    public String toString() {
        return size + " at " + address;
    }
}
