package dev.jumper.devices.barometer;

import dev.jumper.devices.Chip;
import dev.jumper.devices.Reading;
import dev.jumper.devices.Registers;
import dev.jumper.devices.Sensor;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.List;

/// BMP280 barometer and thermometer on I2C or SPI: 300 to 1100 hPa, -40 to 85 °C.
///
/// It either measures when it is [asked][#readPressure] and sleeps in between, or again and again from [#start] on,
/// and is then asked for what it measured [last][#latest].
///
/// Quoted titles are sections of the data sheet Bosch BST-BMP280-DS001. Not thread-safe. The bus stays the caller's
/// to close.
public final class Bmp280 implements Sensor {
    /// The chip's entry in the table.
    public static final Chip<Bmp280> CHIP = Chip.<Bmp280>named("BMP280", "barometer", "Bosch BST-BMP280-DS001")
            .overI2c(Bmp280::open, 0x76, 0x77) // "I2C Interface": SDO to ground, to supply
            .overSpi(Bmp280::open);

    private static final SpiSettings SPI = SpiSettings.of(SpiMode.MODE_0, 10_000_000); // "SPI interface"
    private static final int FIRST_IDENTITY = 0x56; // "Memory map" of samples, as also 0x57
    private static final int IDENTITY = 0x58; // "Register 0xD0 id"

    private final Bmx280 chip;
    private Controls controls = Bmp280Settings.WEATHER.controls();

    private Bmp280(Bmx280 chip) {
        this.chip = chip;
    }

    /// Returns the chip at `address`, 0x76 or 0x77, proven to be a BMP280, reset, and set to
    /// [Bmp280Settings#WEATHER]; blocks for some 3 ms, at most 12.
    ///
    /// @throws IllegalArgumentException if a BMP280 cannot have the address
    /// @throws DeviceException if it does not answer, or not as a BMP280
    public static Bmp280 open(I2cBus bus, I2cAddress address, Ticks ticks) throws IOException {
        return open(new Registers.OverI2c(bus, CHIP.require(address)), ticks);
    }

    /// Returns the chip on `bus`; as [#open(I2cBus, I2cAddress, Ticks)] in all else.
    public static Bmp280 open(SpiBus bus, Ticks ticks) throws IOException {
        return open(new Registers.OverSpi(bus, SPI), ticks);
    }

    private static Bmp280 open(Registers registers, Ticks ticks) throws IOException {
        var chip = new Bmx280("BMP280", registers, ticks);
        chip.open(FIRST_IDENTITY, IDENTITY);
        return new Bmp280(chip);
    }

    /// Measures by `settings` from the next measurement or [#start] on.
    public void configure(Bmp280Settings settings) {
        controls = settings.controls();
    }

    /// Measures once, blocking for the [time][Bmp280Settings#measurementTime] that it takes, at most twice as long;
    /// ends [#start].
    ///
    /// @throws DeviceException if the measurement does not end, or did not take place
    public AirPressure readPressure() throws IOException {
        return pressure(chip.measure(controls));
    }

    /// Measures again and again until [#stop] or [#readPressure]; blocks for the first measurement.
    public void start() throws IOException {
        chip.start(controls);
    }

    /// Returns what was measured last since [#start]; does not wait.
    ///
    /// @throws IllegalStateException if it was not started
    /// @throws DeviceException if the chip lost its power since
    public AirPressure latest() throws IOException {
        return pressure(chip.latest());
    }

    /// Ends what [#start] began, and has the chip sleep.
    public void stop() throws IOException {
        chip.stop();
    }

    /// Measures once and returns temperature and pressure; blocks as [#readPressure] does.
    @Override
    public List<Reading> read() throws IOException {
        var pressure = readPressure();
        return List.of(
                new Reading("temperature", pressure.celsius(), "°C", 2),
                new Reading("pressure", pressure.pascals(), "Pa", 1));
    }

    /// Returns `BMP280 at 0x76`.
    @Override
    public String toString() {
        return chip.toString();
    }

    private AirPressure pressure(Bmx280.Raw raw) throws DeviceException {
        int fine = chip.fine(raw);
        return new AirPressure(chip.celsius(fine), chip.pascals(raw, fine));
    }
}
