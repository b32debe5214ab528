package dev.jumper.sim.part;

import dev.jumper.hal.bus.Crc8;
import dev.jumper.sim.Circuit;
import java.util.Arrays;

/// What a DS18B20 does with its function commands: it converts, and hands out its scratchpad.
///
/// Source: Analog Devices DS18B20 data sheet, "Memory", "Configuration Register", "DS18B20 Function Commands",
/// "Operation—Alarm Signaling".
public final class OneWireThermometer implements OneWireChip {
    private static final int CONVERT_T = 0x44; // "DS18B20 Function Commands", all of these
    private static final int WRITE_SCRATCHPAD = 0x4E;
    private static final int READ_SCRATCHPAD = 0xBE;
    private static final int COPY_SCRATCHPAD = 0x48;
    private static final int RECALL = 0xB8;
    private static final int READ_POWER_SUPPLY = 0xB4;

    private static final int HIGH_ALARM = 2; // "Memory", the order of the scratchpad
    private static final int CONFIGURATION = 4;
    private static final int CHECKED_BYTES = 8;
    private static final int WRITABLE_BYTES = 3;

    private static final long CONVERSION_NANOS = 750_000_000; // tCONV at 12 bits, half as long for each bit less
    private static final long COPY_NANOS = 10_000_000; // tWR, "AC Electrical Characteristics: Nonvolatile Memory"
    private static final int POWER_ON = 0x0550; // "Operation—Measuring Temperature": +85 °C
    private static final double LOWEST = -55;
    private static final double HIGHEST = 125;

    /// +85 °C before the first conversion, alarms and configuration as they leave the factory.
    private final int[] scratchpad = {0x50, 0x05, 0x4B, 0x46, 0x7F, 0xFF, 0x0C, 0x10};

    private int[] memory = {0x4B, 0x46, 0x7F};
    private Circuit circuit;
    private double celsius = 20;
    private boolean parasite;
    private boolean alarm;
    private int writeIndex = -1;
    private long busyUntil;
    private int conversions;
    private boolean busyForEver;
    private int supply;

    private OneWireThermometer() {}

    /// Returns a thermometer with a supply of its own, at 20 °C.
    public static OneWireThermometer create() {
        return new OneWireThermometer();
    }

    /// Sets the temperature around it, -55 to 125 °C, which the next conversion finds, and returns this.
    public OneWireThermometer celsius(double temperature) {
        if (!(temperature >= LOWEST && temperature <= HIGHEST)) {
            throw new IllegalArgumentException("temperature is %s °C, expected -55 to 125".formatted(temperature));
        }
        celsius = temperature;
        return this;
    }

    /// Takes its power from the line: it cannot say when it is busy, and tells so when asked. Returns this.
    public OneWireThermometer parasitePowered() {
        parasite = true;
        return this;
    }

    /// Has no conversion and no copy end from now on, and returns this.
    public OneWireThermometer busyForEver() {
        busyForEver = true;
        return this;
    }

    /// Cuts the supply for a moment: a conversion is lost, the temperature is 85 °C again and the settings are
    /// those of the EEPROM.
    public void powerLost() {
        supply++;
        busyUntil = 0;
        alarm = false;
        scratchpad[0] = POWER_ON & 0xFF;
        scratchpad[1] = POWER_ON >> 8;
        System.arraycopy(memory, 0, scratchpad, HIGH_ALARM, WRITABLE_BYTES);
    }

    /// Returns how many conversions ended.
    public int conversions() {
        return conversions;
    }

    @Override
    public void connected(Circuit to) {
        circuit = to;
    }

    @Override
    public void selected() {
        writeIndex = -1;
    }

    @Override
    public boolean alarmed() {
        return alarm;
    }

    @Override
    public OneWireAnswer received(int value) {
        if (writeIndex >= 0) {
            return write(value);
        }
        return switch (value) {
            case CONVERT_T -> convert();
            case WRITE_SCRATCHPAD -> {
                writeIndex = 0;
                yield new OneWireAnswer.Listen();
            }
            case READ_SCRATCHPAD -> new OneWireAnswer.Send(scratchpad());
            case COPY_SCRATCHPAD -> {
                memory = Arrays.copyOfRange(scratchpad, HIGH_ALARM, HIGH_ALARM + WRITABLE_BYTES);
                yield busyFor(COPY_NANOS);
            }
            case RECALL -> {
                System.arraycopy(memory, 0, scratchpad, HIGH_ALARM, WRITABLE_BYTES);
                yield new OneWireAnswer.Done();
            }
            case READ_POWER_SUPPLY -> new OneWireAnswer.Busy(() -> parasite);
            default -> new OneWireAnswer.Done();
        };
    }

    private OneWireAnswer write(int value) {
        boolean configuration = HIGH_ALARM + writeIndex == CONFIGURATION;
        scratchpad[HIGH_ALARM + writeIndex] = configuration ? value & 0x60 | 0x1F : value;
        writeIndex++;
        if (writeIndex < WRITABLE_BYTES) {
            return new OneWireAnswer.Listen();
        }
        writeIndex = -1;
        return new OneWireAnswer.Done();
    }

    private byte[] scratchpad() {
        var bytes = new byte[CHECKED_BYTES + 1];
        for (int i = 0; i < CHECKED_BYTES; i++) {
            bytes[i] = (byte) scratchpad[i];
        }
        bytes[CHECKED_BYTES] = (byte) Crc8.of(bytes, 0, CHECKED_BYTES);
        return bytes;
    }

    private OneWireAnswer convert() {
        int missing = 3 - (scratchpad[CONFIGURATION] >> 5 & 3);
        long nanos = CONVERSION_NANOS >> missing;
        int now = supply;
        circuit.after(nanos, () -> {
            if (now == supply && !busyForEver) {
                converted(missing);
            }
        });
        return busyFor(nanos);
    }

    private OneWireAnswer busyFor(long nanos) {
        if (parasite) {
            return new OneWireAnswer.Done();
        }
        busyUntil = busyForEver ? Long.MAX_VALUE : circuit.nanos() + nanos;
        return new OneWireAnswer.Busy(() -> circuit.nanos() < busyUntil);
    }

    private void converted(int missing) {
        int sixteenths = (int) Math.round(celsius * 16) & -1 << missing;
        scratchpad[0] = sixteenths & 0xFF;
        scratchpad[1] = sixteenths >> 8 & 0xFF;
        int whole = sixteenths >> 4;
        alarm = whole >= (byte) scratchpad[HIGH_ALARM] || whole <= (byte) scratchpad[HIGH_ALARM + 1];
        conversions++;
    }
}
