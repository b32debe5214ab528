package dev.jumper.devices.humidity;

import dev.jumper.devices.Chip;
import dev.jumper.devices.Reading;
import dev.jumper.devices.Sensor;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.DhtLine;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// DHT22 (AM2302) humidity sensor, 0 to 100 % and -40 to 80 °C, in steps of a tenth.
///
/// Quoted titles are sections of the product manual "AM2302 Temperature and humidity module" (Aosong). Not
/// thread-safe. The line stays the caller's to close.
public final class Dht22 implements Sensor {
    /// The chip's entry in the table.
    public static final Chip<Dht22> CHIP = Chip.<Dht22>named("DHT22", "humidity", "Aosong AM2302 product manual")
            .overDhtLine(Dht22::open);

    private static final Duration PAUSE = Duration.ofSeconds(2); // "Electrical Characteristics", sampling period
    private static final int LOWEST = -40; // "Relative humidity and temperature performance", all of these
    private static final int HIGHEST = 80;
    private static final int WETTEST = 100;
    private static final int BELOW_ZERO = 0x80; // "Single-bus communication": the highest bit of the temperature

    private final DhtFrames frames;

    private Dht22(DhtFrames frames) {
        this.frames = frames;
    }

    /// Returns the sensor on `line`, having taken one frame, which proves that it answers; blocks as the line does.
    ///
    /// @throws DeviceException if it does not answer, or not as a DHT22
    public static Dht22 open(DhtLine line, Ticks ticks) throws IOException {
        var sensor = new Dht22(new DhtFrames(line, PAUSE, ticks));
        sensor.readAir();
        return sensor;
    }

    /// Takes the next measurement, which the sensor made when it was read last: after a long pause, read twice.
    /// Blocks until 2 s have passed since the last reading, and as the line does.
    ///
    /// @throws DeviceException if the sensor does not answer, or with what it cannot have measured
    public HumidAir readAir() throws IOException {
        byte[] frame = frames.next();
        int humidity = (frame[0] & 0xFF) << 8 | frame[1] & 0xFF;
        int temperature = (frame[2] & ~BELOW_ZERO & 0xFF) << 8 | frame[3] & 0xFF;
        boolean below = (frame[2] & BELOW_ZERO) != 0;
        return new HumidAir(
                frames.within(LOWEST, HIGHEST, "temperature", (below ? -temperature : temperature) / 10.0, "°C", frame),
                frames.within(0, WETTEST, "humidity", humidity / 10.0, "%", frame));
    }

    /// Returns temperature and humidity; blocks as [#readAir] does.
    @Override
    public List<Reading> read() throws IOException {
        return readAir().readings(1, 1);
    }

    @Override
    public String toString() {
        return frames.toString();
    }
}
