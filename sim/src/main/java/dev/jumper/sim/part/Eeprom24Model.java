package dev.jumper.sim.part;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// An EEPROM of the family 24C01 to 24C512, full of 0xFF at first. It burns a page after the stop of a write, and
/// acknowledges nothing while it does.
///
/// As an [I2cChip] it is its first block of 256 bytes; those of 512 to 2048 bytes have one at each address that
/// follows, and are connected by [#addTo].
///
/// Source: Atmel data sheets 0180 (AT24C01A to 16), 0336 (32, 64), 0670 (128, 256) and 1116 (512), "Device
/// Addressing", "Write Operations", "Read Operations".
public final class Eeprom24Model implements I2cChip {
    private static final int SMALLEST = 128;
    private static final int LARGEST = 65536;
    private static final int LARGEST_OF_ONE_BYTE = 2048;
    private static final int BLOCK = 256;
    private static final long WRITE_NANOS = 5_000_000; // "AC Characteristics", tWR, maximum at 5 V

    private final byte[] content;
    private final int page;
    private final int pointerBytes;
    private Circuit circuit = Circuit.create();
    private long writeNanos = WRITE_NANOS;
    private boolean isProtected;
    private boolean losing;
    private boolean endless;
    private boolean busy;
    private int block;
    private int pointer;
    private int pointerBytesLeft;
    private byte[] coming = {};
    private int pagesBurnt;

    private Eeprom24Model(int bytes) {
        this.content = new byte[bytes];
        this.page = bytes <= 256 ? 8 : bytes <= 2048 ? 16 : bytes <= 8192 ? 32 : bytes <= 32768 ? 64 : 128;
        this.pointerBytes = bytes <= LARGEST_OF_ONE_BYTE ? 1 : 2;
        Arrays.fill(content, (byte) 0xFF);
    }

    /// Returns a memory of `bytes` bytes: 128, 256 and so on to 65536.
    public static Eeprom24Model of(int bytes) {
        if (bytes < SMALLEST || bytes > LARGEST || Integer.bitCount(bytes) != 1) {
            throw new IllegalArgumentException(
                    "EEPROM has " + bytes + " bytes, expected 128, 256, 512 and so on to 65536");
        }
        return new Eeprom24Model(bytes);
    }

    /// Connects all blocks to `circuit`, at `address` and those that follow it, and returns the first one's target.
    public I2cTarget addTo(Circuit circuit, String scl, String sda, I2cAddress address) {
        var targets = targets(scl, sda, address);
        targets.forEach(circuit::add);
        return targets.getFirst();
    }

    /// Returns the targets of all blocks, at `address` and those that follow it, for a circuit.
    public List<I2cTarget> targets(String scl, String sda, I2cAddress address) {
        var targets = new ArrayList<>(List.of(I2cTarget.on(scl, sda, address, this)));
        int blocks = pointerBytes == 1 ? Math.ceilDiv(content.length, BLOCK) : 1;
        for (int i = 1; i < blocks; i++) {
            targets.add(I2cTarget.on(scl, sda, I2cAddress.of(address.value() + i), new Block(i)));
        }
        return targets;
    }

    /// Burns each page for `nanos`, and returns this.
    public Eeprom24Model burningFor(long nanos) {
        writeNanos = Nanos.atLeastZero("write cycle of an EEPROM", nanos);
        return this;
    }

    /// Is write-protected from now on (pin WP high): acknowledges, and keeps what it has. Returns this.
    public Eeprom24Model writeProtected() {
        isProtected = true;
        return this;
    }

    /// Never ends the next write: it acknowledges nothing any more. Returns this.
    public Eeprom24Model busyForEver() {
        endless = true;
        return this;
    }

    /// Loses power in the middle of the next write, and has it again when that should have ended: of the bytes
    /// written, the second half is erased only. Returns this.
    public Eeprom24Model losingPower() {
        losing = true;
        return this;
    }

    /// Sets bytes from `first` on, and returns this.
    public Eeprom24Model set(int first, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            content[first + i] = (byte) bytes[i];
        }
        return this;
    }

    /// Returns a copy of all bytes.
    public byte[] content() {
        return content.clone();
    }

    /// Returns how often a page was burnt.
    public int pagesBurnt() {
        return pagesBurnt;
    }

    @Override
    public void connected(Circuit to) {
        circuit = to;
    }

    @Override
    public boolean started(boolean reading) {
        return started(0, reading);
    }

    private boolean started(int addressed, boolean reading) {
        if (busy) {
            return false;
        }
        block = addressed;
        if (reading && pointerBytes == 1) {
            pointer = block * BLOCK | pointer % BLOCK;
        }
        pointerBytesLeft = reading ? 0 : pointerBytes;
        coming = new byte[0];
        return true;
    }

    @Override
    public boolean written(int value) {
        if (pointerBytesLeft > 0) {
            int above = pointerBytesLeft < pointerBytes ? pointer << 8 : pointerBytes == 1 ? block * BLOCK : 0;
            pointer = (above | value) % content.length;
            pointerBytesLeft--;
        } else {
            coming = Arrays.copyOf(coming, coming.length + 1);
            coming[coming.length - 1] = (byte) value;
        }
        return true;
    }

    @Override
    public int next() {
        int value = content[pointer] & 0xFF;
        pointer = (pointer + 1) % content.length;
        return value;
    }

    @Override
    public void stopped() {
        if (coming.length == 0 || isProtected) {
            return;
        }
        busy = true;
        var bytes = coming;
        coming = new byte[0];
        int from = pointer;
        pointer = within(from, bytes.length);
        if (!endless) {
            circuit.after(writeNanos, () -> burn(from, bytes));
        }
    }

    private void burn(int from, byte[] bytes) {
        for (int i = 0; i < bytes.length; i++) {
            content[within(from, i)] = losing && i >= bytes.length / 2 ? (byte) 0xFF : bytes[i];
        }
        losing = false;
        busy = false;
        pagesBurnt++;
    }

    /// Returns the place `steps` after `from`, which is in the same page: "the lower bits roll over".
    private int within(int from, int steps) {
        return from / page * page + (from + steps) % page;
    }

    /// One of the blocks that follow the first.
    private final class Block implements I2cChip {
        private final int number;

        Block(int number) {
            this.number = number;
        }

        @Override
        public boolean started(boolean reading) {
            return Eeprom24Model.this.started(number, reading);
        }

        @Override
        public boolean written(int value) {
            return Eeprom24Model.this.written(value);
        }

        @Override
        public int next() {
            return Eeprom24Model.this.next();
        }

        @Override
        public void stopped() {
            Eeprom24Model.this.stopped();
        }
    }
}
