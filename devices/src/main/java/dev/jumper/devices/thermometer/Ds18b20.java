package dev.jumper.devices.thermometer;

import dev.jumper.devices.Chip;
import dev.jumper.devices.Reading;
import dev.jumper.devices.Sensor;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.Crc8;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalInt;

/// DS18B20 thermometer on a 1-Wire bus, from -55 to 125 °C.
///
/// A chip without a supply of its own takes its power from the bus, which then has to be one that can
/// [power][OneWireBus#transferThenPower] it; which of the two it is, the chip says itself.
///
/// Quoted titles are sections of the data sheet "DS18B20 Programmable Resolution 1-Wire Digital Thermometer"
/// (Analog Devices 19-7487). Not thread-safe. The bus stays the caller's to close.
public final class Ds18b20 implements Sensor {
    private static final int FAMILY = 0x28; // "64-Bit Lasered ROM Code"

    /// The chip's entry in the table.
    public static final Chip<Ds18b20> CHIP = Chip.<Ds18b20>named("DS18B20", "thermometer", "Analog Devices 19-7487")
            .overOneWire(FAMILY, Ds18b20::open);

    private static final int MATCH_ROM = 0x55; // "ROM Commands", also the next
    private static final int SKIP_ROM = 0xCC;
    private static final int CONVERT_T = 0x44; // "DS18B20 Function Commands", all of these
    private static final int WRITE_SCRATCHPAD = 0x4E;
    private static final int READ_SCRATCHPAD = 0xBE;
    private static final int COPY_SCRATCHPAD = 0x48;
    private static final int RECALL = 0xB8;
    private static final int READ_POWER_SUPPLY = 0xB4;

    private static final int SCRATCHPAD_BYTES = 9; // "Memory": temperature, alarms, configuration, reserved, CRC
    private static final int HIGH_ALARM = 2;
    private static final int LOW_ALARM = 3;
    private static final int CONFIGURATION = 4;
    private static final int CRC = 8;
    private static final int FIXED_BITS = 0x9F; // "Configuration Register": all but R1 and R0
    private static final int FIXED_VALUE = 0x1F;

    private static final double LOWEST = -55; // "Benefits and Features", also the next
    private static final double HIGHEST = 125;
    private static final int POWER_ON_VALUE = 85 * 16; // "Operation—Measuring Temperature"
    private static final Duration CONVERSION = Duration.ofMillis(750); // tCONV at 12 bits, halved for each bit less
    private static final Duration COPY = Duration.ofMillis(10); // tWR, "AC Electrical Characteristics"
    private static final Duration POLL = Duration.ofMillis(1);
    private static final byte[] NOTHING = {};

    private final OneWireBus bus;
    private final RomCode rom;
    private final Ticks ticks;
    private boolean parasite;
    private Ds18b20Settings settings = Ds18b20Settings.FACTORY;

    private Ds18b20(OneWireBus bus, RomCode rom, Ticks ticks) {
        this.bus = bus;
        this.rom = rom;
        this.ticks = ticks;
    }

    /// Returns the sensor at `rom`, having read its settings, which proves that it answers, and how it is powered.
    ///
    /// @throws IllegalArgumentException if the code is not that of a DS18B20
    /// @throws DeviceException if the sensor does not answer, or not as a DS18B20
    public static Ds18b20 open(OneWireBus bus, RomCode rom, Ticks ticks) throws IOException {
        var sensor = new Ds18b20(bus, CHIP.require(rom), ticks);
        sensor.scratchpad();
        sensor.parasite = isParasite(bus, sensor.command(READ_POWER_SUPPLY));
        return sensor;
    }

    /// Has all DS18B20 on the bus measure at once, blocking up to 1.5 s, 0.75 s as a rule; each then has its
    /// [#lastCelsius]. Only for a bus without devices of other families.
    ///
    /// @throws DeviceException if none answers, or one does not come to an end
    public static void convertAll(OneWireBus bus, Ticks ticks) throws IOException {
        boolean parasite = isParasite(bus, (byte) SKIP_ROM, (byte) READ_POWER_SUPPLY);
        perform(bus, ticks, parasite, CONVERSION, "conversion of all DS18B20", (byte) SKIP_ROM, (byte) CONVERT_T);
    }

    /// Returns the codes of those DS18B20 on the bus whose last measurement was at or outside their alarms.
    public static List<RomCode> alarmed(OneWireBus bus) throws IOException {
        return bus.search(OptionalInt.of(FAMILY), true);
    }

    /// Returns the sensor's code.
    public RomCode rom() {
        return rom;
    }

    /// Tells whether the sensor takes its power from the bus.
    public boolean isParasitePowered() {
        return parasite;
    }

    /// Returns what the sensor is set to, as it said when it was last heard.
    public Ds18b20Settings settings() {
        return settings;
    }

    /// Sets the sensor, until it loses its power or [recalls][#recall] others.
    public void configure(Ds18b20Settings wanted) throws IOException {
        byte high = (byte) wanted.highAlarm();
        byte low = (byte) wanted.lowAlarm();
        byte configuration = (byte) (wanted.resolutionBits() - Ds18b20Settings.LEAST_BITS << 5 | FIXED_VALUE);
        bus.transfer(command(WRITE_SCRATCHPAD, high, low, configuration), NOTHING);
        byte[] read = Arrays.copyOfRange(scratchpad(), HIGH_ALARM, CONFIGURATION + 1);
        byte[] written = {high, low, configuration};
        if (!Arrays.equals(written, read)) {
            throw new DeviceException(
                    Kind.WRONG_ANSWER,
                    "%s: settings read back %s, written %s; check its supply".formatted(this, hex(read), hex(written)));
        }
    }

    /// Keeps the settings in the sensor's EEPROM, which it has after power-on; blocks for 10 ms. The EEPROM takes
    /// 50,000 writes at least.
    public void save() throws IOException {
        perform(bus, ticks, parasite, COPY, this + ": copying to EEPROM", command(COPY_SCRATCHPAD));
    }

    /// Sets the sensor to what its EEPROM holds.
    public void recall() throws IOException {
        bus.transfer(command(RECALL), NOTHING);
        await(bus, Deadline.after(ticks, COPY), this + ": recalling from EEPROM");
        scratchpad();
    }

    /// Measures once and returns degrees Celsius; blocks for 94, 188, 375 or 750 ms at 9, 10, 11 or 12 bits, at
    /// most twice as long.
    ///
    /// Exactly 85 °C is refused: it is also what a sensor reads that lost its power while it was converting.
    ///
    /// @throws DeviceException of kind [Kind#NEVER_ENDED] if the conversion does not end, or did not take place
    public double readCelsius() throws IOException {
        var time = CONVERSION.dividedBy(1L << Ds18b20Settings.MOST_BITS - settings.resolutionBits());
        perform(bus, ticks, parasite, time, this + ": conversion", command(CONVERT_T));
        return lastCelsius();
    }

    /// Returns what was measured last, in degrees Celsius, as after [#convertAll]. Exactly 85 °C is refused, as by
    /// [#readCelsius].
    public double lastCelsius() throws IOException {
        byte[] scratchpad = scratchpad();
        int sixteenths = scratchpad[1] << 8 | scratchpad[0] & 0xFF; // the sign comes from the high byte
        sixteenths &= -1 << Ds18b20Settings.MOST_BITS - settings.resolutionBits(); // the rest is undefined
        if (sixteenths == POWER_ON_VALUE) {
            throw new DeviceException(
                    Kind.NEVER_ENDED,
                    this + ": no conversion took place, for it has its power-on value of 85 °C; check its supply");
        }
        double celsius = sixteenths / 16.0;
        if (celsius < LOWEST || celsius > HIGHEST) {
            throw new DeviceException(
                    Kind.WRONG_ANSWER, "%s: temperature is %s °C, expected -55 to 125".formatted(this, celsius));
        }
        return celsius;
    }

    /// Returns the temperature; blocks as [#readCelsius] does.
    @Override
    public List<Reading> read() throws IOException {
        double celsius = readCelsius();
        int decimals = settings.resolutionBits() - Ds18b20Settings.LEAST_BITS + 1;
        return List.of(new Reading("temperature", celsius, "°C", decimals));
    }

    /// Returns `DS18B20 28ac410e07000074`.
    @Override
    public String toString() {
        return "DS18B20 " + rom;
    }

    /// Returns the scratchpad, checked, and takes the settings out of it.
    private byte[] scratchpad() throws IOException {
        var bytes = new byte[SCRATCHPAD_BYTES];
        bus.transfer(command(READ_SCRATCHPAD), bytes);
        if (isSilence(bytes)) {
            throw new DeviceException(
                    Kind.ABSENT,
                    this + ": does not answer, though another device does; search the bus, and check its contacts");
        }
        int crc = Crc8.of(bytes, 0, CRC);
        if (crc != (bytes[CRC] & 0xFF)) {
            throw new DeviceException(
                    Kind.CHECKSUM,
                    "%s: scratchpad CRC is 0x%02x, computed 0x%02x; read again, and check the wiring"
                            .formatted(this, bytes[CRC], crc));
        }
        int configuration = bytes[CONFIGURATION] & 0xFF;
        if ((configuration & FIXED_BITS) != FIXED_VALUE) {
            throw new DeviceException(
                    Kind.WRONG_ANSWER,
                    "%s: configuration is 0x%02x, expected 0x1f, 0x3f, 0x5f or 0x7f; is the line shorted to ground?"
                            .formatted(this, configuration));
        }
        settings = new Ds18b20Settings(
                Ds18b20Settings.LEAST_BITS + (configuration >> 5), bytes[LOW_ALARM], bytes[HIGH_ALARM]);
        return bytes;
    }

    private static boolean isSilence(byte[] bytes) {
        for (byte value : bytes) {
            if (value != -1) {
                return false;
            }
        }
        return true;
    }

    /// Asks by `command` whether a device takes its power from the bus: such a one sends 0 ("Powering the
    /// DS18B20").
    private static boolean isParasite(OneWireBus bus, byte... command) throws IOException {
        var answer = new byte[1];
        bus.transfer(command, answer);
        return answer[0] != -1;
    }

    /// Sends `command` and gives the devices `time` for it.
    private static void perform(
            OneWireBus bus, Ticks ticks, boolean parasite, Duration time, String what, byte... command)
            throws IOException {
        if (parasite) {
            bus.transferThenPower(command, time);
        } else {
            bus.transfer(command, NOTHING);
            var deadline = Deadline.after(ticks, time.multipliedBy(2));
            ticks.delay(time);
            await(bus, deadline, what);
        }
    }

    /// Waits until no device is busy with the last command: those that are send 0 ("DS18B20 Function Commands").
    private static void await(OneWireBus bus, Deadline deadline, String what) throws IOException {
        while (isBusy(bus)) {
            if (deadline.expired()) {
                throw new DeviceException(
                        Kind.NEVER_ENDED,
                        "%s goes on after %s ms; is the line shorted to ground? If not, switch the supply off and on"
                                .formatted(what, deadline.span().toNanos() / 1_000_000.0));
            }
            deadline.ticks().delay(POLL);
        }
    }

    private static boolean isBusy(OneWireBus bus) throws IOException {
        try {
            return bus.slot(1) == 0;
        } catch (DeviceException e) {
            if (e.kind() == Kind.MISSED) {
                return true; // asking again does no harm
            }
            throw e;
        }
    }

    private byte[] command(int function, byte... arguments) {
        var bytes = new byte[10 + arguments.length];
        bytes[0] = MATCH_ROM;
        System.arraycopy(rom.bytes(), 0, bytes, 1, 8);
        bytes[9] = (byte) function;
        System.arraycopy(arguments, 0, bytes, 10, arguments.length);
        return bytes;
    }

    private static String hex(byte[] bytes) {
        return HexFormat.ofDelimiter(" ").formatHex(bytes);
    }
}
