package dev.jumper.devices.thermometer;

import dev.jumper.devices.Chip;
import dev.jumper.devices.Reading;
import dev.jumper.devices.Registers;
import dev.jumper.devices.Sensor;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

// @start region=driver
/// TMP117 thermometer on I2C, from -55 to 150 °C, to 0.1 °C; it sleeps between measurements.
///
/// Quoted titles are sections of the data sheet Texas Instruments SNOSD82. Not thread-safe. The bus stays the
/// caller's to close.
public final class Tmp117 implements Sensor {
    /// The chip's entry in the table.
    public static final Chip<Tmp117> CHIP = Chip.<Tmp117>named("TMP117", "thermometer", "Texas Instruments SNOSD82")
            .overI2c(Tmp117::open, 0x48, 0x49, 0x4A, 0x4B); // "Serial Bus Address"

    private static final int TEMPERATURE = 0x00; // "Register Map", words with the high byte first
    private static final int CONFIGURATION = 0x01;
    private static final int DEVICE_ID = 0x0F;
    private static final int IDENTITY = 0x117; // "Device ID Register"
    private static final int IDENTITY_BITS = 0xFFF;
    private static final int ONE_SHOT = 0x0C00; // "Configuration Register": MOD = 11, AVG = 00
    private static final int DATA_READY = 0x2000;
    private static final int POWER_ON_VALUE = 0x8000; // "Temperature Register": -256 °C
    private static final double STEP = 0.0078125; // "Temperature Register"
    private static final Duration CONVERSION = Duration.ofNanos(17_500_000); // "Electrical Characteristics", maximum
    private static final Duration POLL = Duration.ofMillis(1);

    private final Registers registers;
    private final Ticks ticks;

    private Tmp117(Registers registers, Ticks ticks) {
        this.registers = registers;
        this.ticks = ticks;
    }

    /// Returns the chip at `address`, 0x48 to 0x4B, having read its identity.
    ///
    /// @throws IllegalArgumentException if a TMP117 cannot have the address
    /// @throws DeviceException if it does not answer, or not as a TMP117
    public static Tmp117 open(I2cBus bus, I2cAddress address, Ticks ticks) throws IOException {
        var chip = new Tmp117(new Registers.OverI2c(bus, CHIP.require(address)), ticks);
        int id = chip.word(DEVICE_ID);
        if ((id & IDENTITY_BITS) != IDENTITY) {
            throw new DeviceException(
                    Kind.WRONG_ANSWER,
                    "%s: identity is 0x%04x, expected 0x0117; another chip has the address".formatted(chip, id));
        }
        return chip;
    }

    /// Measures once and returns degrees Celsius; blocks for 17.5 ms, at most 35.
    ///
    /// @throws DeviceException if the conversion does not end, or did not take place
    public double readCelsius() throws IOException {
        var deadline = Deadline.after(ticks, CONVERSION.multipliedBy(2));
        registers.write(CONFIGURATION, ONE_SHOT >> 8, ONE_SHOT & 0xFF);
        ticks.delay(CONVERSION);
        while ((word(CONFIGURATION) & DATA_READY) == 0) {
            if (deadline.expired()) {
                throw new DeviceException(Kind.NEVER_ENDED, this + ": no data after 35 ms; check its supply");
            }
            ticks.delay(POLL);
        }
        int raw = word(TEMPERATURE);
        if (raw == POWER_ON_VALUE) {
            throw new DeviceException(
                    Kind.NEVER_ENDED,
                    this + ": no conversion took place, for it has its power-on value; check its supply");
        }
        return (short) raw * STEP;
    }

    /// Returns the temperature; blocks as [#readCelsius] does.
    @Override
    public List<Reading> read() throws IOException {
        return List.of(new Reading("temperature", readCelsius(), "°C", 3));
    }

    /// Returns `TMP117 at 0x48`.
    @Override
    public String toString() {
        return "TMP117 " + registers;
    }

    private int word(int register) throws IOException {
        byte[] bytes = registers.read(register, 2);
        return (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
    }
}
// @end region=driver
