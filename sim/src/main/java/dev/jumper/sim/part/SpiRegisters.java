package dev.jumper.sim.part;

/// A chip of up to 128 registers of one byte each: the first byte of a transfer is the register, with its highest
/// bit set to read and clear to write, and the register moves on with each further byte.
///
/// Source of the pattern: Bosch BME280 data sheet, "SPI interface" (which lets writes move on by hand only), and
/// Analog Devices ADXL345, "Serial communications, SPI".
public final class SpiRegisters implements SpiChip {
    private static final int READ = 0x80;
    private static final int MOST = 128;

    private final byte[] values;
    private boolean atCommand;
    private boolean reading;
    private int pointer;

    private SpiRegisters(byte[] values) {
        this.values = values;
    }

    /// Returns `count` registers, all 0.
    public static SpiRegisters of(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException("register map has " + count + " registers, expected 1 to 128");
        }
        return new SpiRegisters(new byte[count]);
    }

    /// Sets the registers from `first` on, and returns this.
    public SpiRegisters set(int first, int... bytes) {
        for (int i = 0; i < bytes.length; i++) {
            values[first + i] = (byte) bytes[i];
        }
        return this;
    }

    /// Returns the register at `index`, 0 to 255.
    public int value(int index) {
        return values[index] & 0xFF;
    }

    @Override
    public int selected() {
        atCommand = true;
        return 0;
    }

    @Override
    public int exchanged(int received) {
        if (atCommand) {
            atCommand = false;
            reading = (received & READ) != 0;
            pointer = (received & ~READ & 0xFF) % values.length;
        } else {
            if (!reading) {
                values[pointer] = (byte) received;
            }
            pointer = (pointer + 1) % values.length;
        }
        return reading ? value(pointer) : 0;
    }
}
