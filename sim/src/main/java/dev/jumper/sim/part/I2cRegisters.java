package dev.jumper.sim.part;

/// A chip of registers of one byte each: the first bytes written set a pointer, which then moves on with each byte
/// written or read, and begins again at 0 after the last register.
///
/// Source of the pattern: NXP PCF8563, Maxim DS1307 and most register chips, "2-wire serial data bus" of the
/// latter.
public final class I2cRegisters implements I2cChip {
    private final byte[] values;
    private final int pointerBytes;
    private int pointer;
    private int pointerBytesLeft;

    private I2cRegisters(byte[] values, int pointerBytes) {
        this.values = values;
        this.pointerBytes = pointerBytes;
    }

    /// Returns `count` registers, all 0, with a pointer of one byte.
    public static I2cRegisters of(int count) {
        return of(count, 1);
    }

    /// Returns `count` registers, all 0.
    ///
    /// @param pointerBytes 0 (every transaction goes on where the last one ended), 1, or 2 with the high byte first
    public static I2cRegisters of(int count, int pointerBytes) {
        if (count < 1 || count > 0x10000) {
            throw new IllegalArgumentException("register map has " + count + " registers, expected 1 to 65536");
        }
        if (pointerBytes < 0 || pointerBytes > 2) {
            throw new IllegalArgumentException("register pointer has " + pointerBytes + " bytes, expected 0 to 2");
        }
        return new I2cRegisters(new byte[count], pointerBytes);
    }

    /// Sets the registers from `first` on, and returns this.
    public I2cRegisters set(int first, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            values[first + i] = (byte) bytes[i];
        }
        return this;
    }

    /// Returns the register at `index`, 0 to 255.
    public int value(int index) {
        return values[index] & 0xFF;
    }

    /// Returns how many registers there are.
    public int count() {
        return values.length;
    }

    /// Returns where the next byte is read from or written to.
    public int pointer() {
        return pointer;
    }

    @Override
    public boolean started(boolean reading) {
        pointerBytesLeft = reading ? 0 : pointerBytes;
        return true;
    }

    @Override
    public boolean written(int value) {
        if (pointerBytesLeft > 0) {
            int above = pointerBytesLeft == pointerBytes ? 0 : pointer;
            pointer = above << 8 | value;
            pointerBytesLeft--;
            if (pointerBytesLeft == 0) {
                pointer %= values.length;
            }
        } else {
            values[pointer] = (byte) value;
            advance();
        }
        return true;
    }

    @Override
    public int next() {
        int value = value(pointer);
        advance();
        return value;
    }

    private void advance() {
        pointer = (pointer + 1) % values.length;
    }
}
