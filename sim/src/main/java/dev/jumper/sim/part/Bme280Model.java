package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import java.util.Arrays;

/// A BME280 or BMP280 behind an [I2cTarget] or an [SpiTarget] (mode 0 or 3): registers, reset, sleep, forced and
/// normal mode, with the resolution of each oversampling, and without noise; it does not smooth.
///
/// It is as strict as its data sheet allows: for 2 ms after a reset it answers nobody, settings of humidity wait
/// for ctrl_meas, and config is not written in normal mode.
///
/// Source: Bosch BST-BME280-DS002, "Power modes", "Measurement time", "Register description", "I2C write", "SPI
/// write"; BST-BMP280-DS001 says the same.
public final class Bme280Model implements I2cChip, SpiChip {
    private static final int CALIBRATION = 0x88; // "Memory map", all of these
    private static final int MORE_CALIBRATION = 0xE1;
    private static final int ID = 0xD0;
    private static final int RESET = 0xE0;
    private static final int CTRL_HUM = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CTRL_MEAS = 0xF4;
    private static final int CONFIG = 0xF5;
    private static final int DATA = 0xF7;

    private static final int RESET_WORD = 0xB6;
    private static final int NORMAL = 3;
    private static final int NOTHING_20 = 0x80000;
    private static final int NOTHING_16 = 0x8000;
    private static final long START_UP_NANOS = 2_000_000; // "General electrical specification"
    private static final long COPY_NANOS = 2_500_000; // from the reset on; the data sheet gives no time

    private final boolean humid;
    private final byte[] memory = new byte[0x100];
    private Circuit circuit;
    private Bme280Fault fault = new Bme280Fault.None();
    private double celsius = 20;
    private double pascals = 101_325;
    private double percent = 50;

    private long silentUntil;
    private long copyingUntil;
    private long measuredAt = Long.MAX_VALUE;
    private int humiditySamples;
    private int epoch;
    private int measurements;
    private int pointer;
    private boolean atNumber;
    private boolean reading;

    private Bme280Model(boolean humid) {
        this.humid = humid;
        powerOn();
    }

    /// Returns a BME280 at 20 °C, 101,325 Pa and 50 % humidity.
    public static Bme280Model bme280() {
        return new Bme280Model(true);
    }

    /// Returns a BMP280 at 20 °C and 101,325 Pa.
    public static Bme280Model bmp280() {
        return new Bme280Model(false);
    }

    /// Sets the temperature, -40 to 85 °C, which the next measurement finds, and returns this.
    public Bme280Model celsius(double temperature) {
        celsius = within("temperature", "°C", -40, 85, temperature);
        return this;
    }

    /// Sets the pressure, 30,000 to 110,000 Pa, which the next measurement finds, and returns this.
    public Bme280Model pascals(double pressure) {
        pascals = within("pressure", "Pa", 30_000, 110_000, pressure);
        return this;
    }

    /// Sets the relative humidity, 0 to 100 %, which the next measurement of a BME280 finds, and returns this.
    public Bme280Model percent(double humidity) {
        percent = within("humidity", "%", 0, 100, humidity);
        return this;
    }

    private static double within(String what, String unit, int least, int most, double value) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "%s is %s %s, expected %d to %d".formatted(what, value, unit, least, most));
        }
        return value;
    }

    /// Fails from now on, and returns this.
    public Bme280Model failing(Bme280Fault always) {
        fault = always;
        return this;
    }

    /// Fails no more, and returns this.
    public Bme280Model mended() {
        fault = new Bme280Fault.None();
        return this;
    }

    /// Cuts the supply for a moment: settings and measurements are gone, and the chip sleeps.
    public void powerLost() {
        powerOn();
    }

    /// Returns how many measurements were begun in forced mode.
    public int measurements() {
        return measurements;
    }

    @Override
    public void connected(Circuit to) {
        circuit = to;
    }

    private void powerOn() {
        epoch++;
        Arrays.fill(memory, (byte) 0);
        Bme280Raw.calibrate(memory);
        memory[ID] = (byte) (humid ? 0x60 : 0x58); // "Register 0xD0 id"
        latch(NOTHING_20, NOTHING_20, NOTHING_16);
        humiditySamples = 0;
        measuredAt = Long.MAX_VALUE;
    }

    private void latch(int pressure, int temperature, int humidity) {
        int[] bytes = {
            pressure >> 12,
            pressure >> 4,
            pressure << 4,
            temperature >> 12,
            temperature >> 4,
            temperature << 4,
            humid ? humidity >> 8 : 0,
            humid ? humidity : 0
        };
        for (int i = 0; i < bytes.length; i++) {
            memory[DATA + i] = (byte) bytes[i];
        }
    }

    private int value(int register) {
        if (register >= DATA && mode() == NORMAL && circuit.nanos() >= measuredAt) {
            measure();
        }
        if (register == STATUS) {
            return status();
        }
        if (register == ID && fault instanceof Bme280Fault.WrongIdentity(int id)) {
            return id;
        }
        if (isCalibration(register) && fault instanceof Bme280Fault.Erased(int value)) {
            return value;
        }
        return memory[register] & 0xFF;
    }

    private static boolean isCalibration(int register) {
        return register >= CALIBRATION && register < ID || register >= MORE_CALIBRATION && register < CTRL_HUM;
    }

    private int status() {
        long now = circuit.nanos();
        boolean copying = now < copyingUntil;
        boolean measuring = mode() != 0 && now < measuredAt;
        return (copying ? 1 : 0) | (measuring ? 8 : 0);
    }

    private int mode() {
        return memory[CTRL_MEAS] & 3;
    }

    private void write(int register, int value) {
        switch (register) {
            case RESET -> {
                if (value == RESET_WORD) {
                    reset();
                }
            }
            case CTRL_HUM -> memory[register] = (byte) (humid ? value & 7 : 0);
            case CONFIG -> {
                if (mode() != NORMAL) {
                    memory[register] = (byte) value;
                }
            }
            case CTRL_MEAS -> {
                memory[register] = (byte) value;
                humiditySamples = samples(memory[CTRL_HUM] & 7);
                begin();
            }
            default -> {} // the others are not for writing
        }
    }

    private void reset() {
        powerOn();
        silentUntil = circuit.nanos() + START_UP_NANOS;
        copyingUntil = fault instanceof Bme280Fault.CopyingForEver ? Long.MAX_VALUE : circuit.nanos() + COPY_NANOS;
    }

    /// Begins to measure, if the mode says so.
    private void begin() {
        int now = ++epoch;
        if (mode() == 0) {
            return;
        }
        if (fault instanceof Bme280Fault.MeasuringForEver) {
            measuredAt = Long.MAX_VALUE;
            return;
        }
        measuredAt = circuit.nanos() + measurementNanos();
        if (mode() != NORMAL) {
            measurements++;
            circuit.after(measurementNanos(), () -> {
                if (now == epoch) {
                    measure();
                    memory[CTRL_MEAS] &= ~3;
                }
            });
        }
    }

    /// Returns the longest time of "Measurement time", a little less.
    private long measurementNanos() {
        int temperature = temperatureSamples();
        int pressure = pressureSamples();
        long micros = 1200
                + 2300L * temperature
                + (pressure == 0 ? 0 : 2300L * pressure + 575)
                + (humiditySamples == 0 ? 0 : 2300L * humiditySamples + 575);
        return micros * 1000;
    }

    private int temperatureSamples() {
        return samples(memory[CTRL_MEAS] >> 5 & 7);
    }

    private int pressureSamples() {
        return samples(memory[CTRL_MEAS] >> 2 & 7);
    }

    private static int samples(int code) {
        return code == 0 ? 0 : 1 << Math.min(code, 5) - 1;
    }

    private void measure() {
        if (fault instanceof Bme280Fault.MeasuringNothing) {
            return;
        }
        int temperature = Bme280Raw.temperature(celsius);
        int pressure = Bme280Raw.pressure(pascals, temperature);
        latch(
                pressureSamples() == 0 ? NOTHING_20 : kept(pressure, pressureSamples()),
                temperatureSamples() == 0 ? NOTHING_20 : kept(temperature, temperatureSamples()),
                humiditySamples == 0 ? NOTHING_16 : Bme280Raw.humidity(percent, temperature));
    }

    /// Cuts a raw value of 20 bits to those that it has ("Pressure measurement"): 16, one more for each doubling of
    /// the samples, all with the filter on.
    private int kept(int raw, int samples) {
        boolean filtered = (memory[CONFIG] >> 2 & 7) != 0;
        int missing = filtered ? 0 : 4 - Integer.numberOfTrailingZeros(samples);
        return raw & -1 << missing;
    }

    private boolean isSilent() {
        return circuit.nanos() < silentUntil;
    }

    @Override
    public boolean started(boolean toRead) {
        atNumber = true;
        return !isSilent();
    }

    @Override
    public boolean written(int value) {
        if (atNumber) {
            pointer = value;
        } else {
            write(pointer, value);
        }
        atNumber = !atNumber;
        return true;
    }

    @Override
    public int next() {
        int value = value(pointer);
        pointer = pointer + 1 & 0xFF;
        return value;
    }

    @Override
    public int selected() {
        atNumber = true;
        reading = false;
        return 0xFF;
    }

    @Override
    public int exchanged(int received) {
        if (isSilent()) {
            return 0xFF;
        }
        if (reading) {
            return next();
        }
        if (atNumber && (received & 0x80) != 0) {
            reading = true;
            pointer = received;
            return next();
        }
        written(received | (atNumber ? 0x80 : 0));
        return 0xFF;
    }
}
