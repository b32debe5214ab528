package dev.jumper.devices.barometer;

import dev.jumper.devices.Registers;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/// What a BME280 and a BMP280 have in common: identity, reset, modes, and the values of temperature and pressure.
///
/// Quoted titles are sections of the data sheet Bosch BST-BME280-DS002; those of the BMP280, BST-BMP280-DS001, say
/// the same. Not thread-safe.
final class Bmx280 {
    private static final int ID = 0xD0; // "Memory map", all registers
    private static final int RESET = 0xE0;
    private static final int CTRL_HUM = 0xF2;
    private static final int STATUS = 0xF3;
    private static final int CTRL_MEAS = 0xF4;
    private static final int CONFIG = 0xF5;
    private static final int PRESSURE = 0xF7; // 20 bits, then temperature, 20 bits, then humidity, 16 bits

    private static final int RESET_WORD = 0xB6; // "Register 0xE0 reset"
    private static final int COPYING = 0x01; // "Register 0xF3 status", both
    private static final int MEASURING = 0x08;
    private static final int FORCED = 0x01; // "Register 0xF4 ctrl_meas", both
    private static final int NORMAL = 0x03;
    private static final int NOTHING_20 = 0x80000; // "Register description": the data registers after reset, both
    private static final int NOTHING_16 = 0x8000;

    private static final Duration START_UP = Duration.ofMillis(2); // "General electrical specification"
    private static final Duration COPY = Duration.ofMillis(10); // no limit is given; five times the start-up
    private static final Duration POLL = Duration.ofMillis(1);

    // "General electrical specification": the operating range, and the absolute accuracy at its ends beyond it.
    private static final double LOWEST = -40 - 1.5;
    private static final double HIGHEST = 85 + 1.5;
    private static final double THINNEST = 30_000 - 170;
    private static final double THICKEST = 110_000 + 170;

    private final String name;
    private final Registers registers;
    private final Ticks ticks;
    private PressureCalibration calibration = PressureCalibration.of(new byte[PressureCalibration.BYTES]);
    private Optional<Controls> running = Optional.empty();

    /// Prepares to speak to the chip called `name` in messages.
    Bmx280(String name, Registers registers, Ticks ticks) {
        this.name = name;
        this.registers = registers;
        this.ticks = ticks;
    }

    /// Proves that the chip is one with an identity from `first` to `last`, resets it, and reads its calibration.
    void open(int first, int last) throws IOException {
        int id = registers.read(ID);
        if (id < first || id > last) {
            throw wrong(id, last);
        }
        registers.write(RESET, RESET_WORD);
        ticks.delay(START_UP);
        await(COPYING, COPY, "copying of its calibration");
        calibration = PressureCalibration.of(registers.read(PressureCalibration.FIRST, PressureCalibration.BYTES));
        if (!calibration.isPlausible()) {
            throw new DeviceException(
                    Kind.WRONG_ANSWER,
                    "%s: calibration begins T1 = %d and P1 = %d, expected 1 to 65534; the chip is broken, or a copy"
                            .formatted(this, calibration.t1(), calibration.p1()));
        }
    }

    private DeviceException wrong(int id, int expected) {
        String found = "%s: identity is 0x%02x, expected 0x%02x; ".formatted(this, id, expected);
        return switch (id) {
            case 0x00, 0xFF ->
                new DeviceException(Kind.ABSENT, found + "nobody answers: check supply, wires and chip select");
            case 0x58 -> new DeviceException(Kind.WRONG_ANSWER, found + "it is a BMP280");
            case 0x60 -> new DeviceException(Kind.WRONG_ANSWER, found + "it is a BME280");
            default -> new DeviceException(Kind.WRONG_ANSWER, found + "it is another chip");
        };
    }

    /// Reads calibration that only one of the chips has.
    byte[] more(int first, int count) throws IOException {
        return registers.read(first, count);
    }

    /// Measures once as `controls` say; blocks for as long.
    Raw measure(Controls controls) throws IOException {
        set(controls, FORCED);
        ticks.delay(controls.time());
        await(MEASURING, controls.time(), "measurement");
        return values(controls);
    }

    /// Measures again and again from now on as `controls` say; blocks for the first measurement.
    void start(Controls controls) throws IOException {
        set(controls, NORMAL);
        running = Optional.of(controls);
        ticks.delay(controls.time());
    }

    /// Measures no more.
    void stop() throws IOException {
        registers.write(CTRL_MEAS, 0);
        running = Optional.empty();
    }

    /// Returns what was measured last since [#start].
    Raw latest() throws IOException {
        return values(running.orElseThrow(
                () -> new IllegalStateException(this + ": does not measure by itself; start it first")));
    }

    /// Sets everything, whatever the chip was set to: it may have lost its power in between.
    private void set(Controls controls, int mode) throws IOException {
        if (running.isPresent()) {
            stop(); // "Register 0xF5 config": writes may be ignored in normal mode
        }
        if (controls.humidity().isPresent()) {
            registers.write(CTRL_HUM, controls.humidity().getAsInt()); // takes effect with ctrl_meas
        }
        registers.write(CONFIG, controls.config());
        registers.write(CTRL_MEAS, controls.measure() | mode);
    }

    private void await(int busy, Duration limit, String what) throws IOException {
        var deadline = Deadline.after(ticks, limit);
        while ((registers.read(STATUS) & busy) != 0) {
            if (deadline.expired()) {
                throw new DeviceException(
                        Kind.NEVER_ENDED,
                        "%s: %s goes on after %s ms more than it should take; switch its supply off and on"
                                .formatted(this, what, limit.toNanos() / 1_000_000.0));
            }
            ticks.delay(POLL);
        }
    }

    private Raw values(Controls controls) throws IOException {
        boolean humid = controls.humidity().isPresent();
        byte[] data = registers.read(PRESSURE, humid ? 8 : 6); // "Data readout": all at once
        int pressure = twenty(data, 0);
        int temperature = twenty(data, 3);
        int humidity = humid ? (data[6] & 0xFF) << 8 | data[7] & 0xFF : 0;
        boolean anyNothing = pressure == NOTHING_20 || temperature == NOTHING_20 || humid && humidity == NOTHING_16;
        boolean allNothing = pressure == NOTHING_20 && temperature == NOTHING_20 && !(humid && humidity != NOTHING_16);
        if (allNothing || anyNothing && !isSet(controls)) {
            String found = "pressure 0x%05x, temperature 0x%05x".formatted(pressure, temperature)
                    + (humid ? ", humidity 0x%04x".formatted(humidity) : "");
            throw new DeviceException(
                    Kind.NEVER_ENDED,
                    "%s: no measurement took place: %s, which they are after a reset; check its supply"
                            .formatted(this, found));
        }
        return new Raw(temperature, pressure, humidity);
    }

    private static int twenty(byte[] data, int at) {
        return (data[at] & 0xFF) << 12 | (data[at + 1] & 0xFF) << 4 | (data[at + 2] & 0xFF) >> 4;
    }

    /// Tells whether the chip still has its settings, and so measured what only looks like nothing.
    private boolean isSet(Controls controls) throws IOException {
        boolean humidity = controls.humidity().isEmpty()
                || registers.read(CTRL_HUM) == controls.humidity().getAsInt();
        return humidity && (registers.read(CTRL_MEAS) & ~NORMAL) == controls.measure();
    }

    /// Returns t_fine.
    int fine(Raw raw) {
        return calibration.fine(raw.temperature());
    }

    double celsius(int fine) throws DeviceException {
        return within(LOWEST, HIGHEST, "temperature", PressureCalibration.celsius(fine), "°C");
    }

    double pascals(Raw raw, int fine) throws DeviceException {
        return within(THINNEST, THICKEST, "pressure", calibration.pascals(raw.pressure(), fine), "Pa");
    }

    private double within(double least, double most, String what, double value, String unit) throws DeviceException {
        if (value < least || value > most) {
            throw new DeviceException(
                    Kind.WRONG_ANSWER,
                    "%s: %s is %s %s, expected %s to %s; the chip is broken, or the bus is disturbed"
                            .formatted(this, what, value, unit, least, most));
        }
        return value;
    }

    /// Returns `BME280 at 0x76`.
    @Override
    public String toString() {
        return name + " " + registers;
    }

    /// Values as the chip has them.
    record Raw(int temperature, int pressure, int humidity) {}
}
