package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;

// @start region=model
/// A TMP117 behind an [I2cTarget]: identity, and one conversion at a time.
///
/// Source: Texas Instruments SNOSD82, "Register Map", "One-Shot Mode (OS)".
public final class Tmp117Model implements I2cChip {
    private static final int TEMPERATURE = 0x00;
    private static final int CONFIGURATION = 0x01;
    private static final int DEVICE_ID = 0x0F;
    private static final int DATA_READY = 0x2000;
    private static final long CONVERSION_NANOS = 15_500_000; // "Electrical Characteristics", typical

    private final int[] words = new int[0x10];
    private Circuit circuit;
    private double celsius = 20;
    private boolean busyForEver;
    private int supply;
    private int pointer;
    private int index;

    private Tmp117Model() {
        powerLost();
    }

    /// Returns a chip at 20 °C.
    public static Tmp117Model create() {
        return new Tmp117Model();
    }

    /// Sets the temperature around it, -55 to 150 °C, which the next conversion finds, and returns this.
    public Tmp117Model celsius(double temperature) {
        if (!(temperature >= -55 && temperature <= 150)) {
            throw new IllegalArgumentException("temperature is %s °C, expected -55 to 150".formatted(temperature));
        }
        celsius = temperature;
        return this;
    }

    /// Says that it is another chip, by the identity `id` of 16 bits, and returns this.
    public Tmp117Model identity(int id) {
        words[DEVICE_ID] = id;
        return this;
    }

    /// Has no conversion end from now on, and returns this.
    public Tmp117Model busyForEver() {
        busyForEver = true;
        return this;
    }

    /// Cuts the supply for a moment: a conversion is lost, and every register is as after power-on.
    public void powerLost() {
        supply++;
        words[TEMPERATURE] = 0x8000;
        words[CONFIGURATION] = 0x0220;
        words[DEVICE_ID] = 0x0117;
    }

    @Override
    public void connected(Circuit to) {
        circuit = to;
    }

    @Override
    public boolean started(boolean reading) {
        index = reading ? 0 : -1;
        return true;
    }

    @Override
    public boolean written(int value) {
        if (index < 0) {
            pointer = value & 0xF;
        } else if (pointer == CONFIGURATION && index == 0) {
            words[pointer] = value << 8 & ~DATA_READY;
            convert();
        }
        index++;
        return true;
    }

    @Override
    public int next() {
        return words[pointer] >> (index++ == 0 ? 8 : 0) & 0xFF;
    }

    private void convert() {
        int now = supply;
        circuit.after(CONVERSION_NANOS, () -> {
            if (now == supply && !busyForEver) {
                words[TEMPERATURE] = (int) Math.round(celsius / 0.0078125) & 0xFFFF;
                words[CONFIGURATION] |= DATA_READY;
            }
        });
    }
}
// @end region=model
