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

/// BME280 barometer, thermometer and hygrometer on I2C or SPI: 300 to 1100 hPa, -40 to 85 °C, 0 to 100 %.
///
/// It either measures when it is [asked][#readWeather] and sleeps in between, or again and again from [#start] on,
/// and is then asked for what it measured [last][#latest].
///
/// Quoted titles are sections of the data sheet Bosch BST-BME280-DS002. Not thread-safe. The bus stays the caller's
/// to close.
public final class Bme280 implements Sensor {
    /// The chip's entry in the table.
    public static final Chip<Bme280> CHIP = Chip.<Bme280>named("BME280", "barometer", "Bosch BST-BME280-DS002")
            .overI2c(Bme280::open, 0x76, 0x77) // "I2C interface": SDO to ground, to supply
            .overSpi(Bme280::open);

    private static final SpiSettings SPI = SpiSettings.of(SpiMode.MODE_0, 10_000_000); // "SPI interface"
    private static final int IDENTITY = 0x60; // "Register 0xD0 id"

    private final Bmx280 chip;
    private final HumidityCalibration humidity;
    private Controls controls = Bme280Settings.WEATHER.controls();

    private Bme280(Bmx280 chip, HumidityCalibration humidity) {
        this.chip = chip;
        this.humidity = humidity;
    }

    /// Returns the chip at `address`, 0x76 or 0x77, proven to be a BME280, reset, and set to
    /// [Bme280Settings#WEATHER]; blocks for some 3 ms, at most 12.
    ///
    /// @throws IllegalArgumentException if a BME280 cannot have the address
    /// @throws DeviceException if it does not answer, or not as a BME280
    public static Bme280 open(I2cBus bus, I2cAddress address, Ticks ticks) throws IOException {
        return open(new Registers.OverI2c(bus, CHIP.require(address)), ticks);
    }

    /// Returns the chip on `bus`; as [#open(I2cBus, I2cAddress, Ticks)] in all else.
    public static Bme280 open(SpiBus bus, Ticks ticks) throws IOException {
        return open(new Registers.OverSpi(bus, SPI), ticks);
    }

    private static Bme280 open(Registers registers, Ticks ticks) throws IOException {
        var chip = new Bmx280("BME280", registers, ticks);
        chip.open(IDENTITY, IDENTITY);
        int h1 = chip.more(HumidityCalibration.H1, 1)[0] & 0xFF;
        return new Bme280(
                chip, HumidityCalibration.of(h1, chip.more(HumidityCalibration.FIRST, HumidityCalibration.BYTES)));
    }

    /// Measures by `settings` from the next measurement or [#start] on.
    public void configure(Bme280Settings settings) {
        controls = settings.controls();
    }

    /// Measures once, blocking for the [time][Bme280Settings#measurementTime] that it takes, at most twice as long;
    /// ends [#start].
    ///
    /// @throws DeviceException if the measurement does not end, or did not take place
    public Weather readWeather() throws IOException {
        return weather(chip.measure(controls));
    }

    /// Measures again and again until [#stop] or [#readWeather]; blocks for the first measurement.
    public void start() throws IOException {
        chip.start(controls);
    }

    /// Returns what was measured last since [#start]; does not wait.
    ///
    /// @throws IllegalStateException if it was not started
    /// @throws DeviceException if the chip lost its power since
    public Weather latest() throws IOException {
        return weather(chip.latest());
    }

    /// Ends what [#start] began, and has the chip sleep.
    public void stop() throws IOException {
        chip.stop();
    }

    /// Measures once and returns temperature, pressure and humidity; blocks as [#readWeather] does.
    @Override
    public List<Reading> read() throws IOException {
        var weather = readWeather();
        return List.of(
                new Reading("temperature", weather.celsius(), "°C", 2),
                new Reading("pressure", weather.pascals(), "Pa", 1),
                new Reading("humidity", weather.percent(), "%", 2));
    }

    /// Returns `BME280 at 0x76`.
    @Override
    public String toString() {
        return chip.toString();
    }

    private Weather weather(Bmx280.Raw raw) throws DeviceException {
        int fine = chip.fine(raw);
        return new Weather(chip.celsius(fine), chip.pascals(raw, fine), humidity.percent(raw.humidity(), fine));
    }
}
