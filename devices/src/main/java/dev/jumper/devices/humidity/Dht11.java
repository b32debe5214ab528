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

/// DHT11 humidity sensor, 0 to 100 % in steps of one and -20 to 60 °C in steps of a tenth; older ones measure whole
/// degrees from 0 on.
///
/// Quoted titles are sections of the product manual "DHT11 Humidity & Temperature Sensor" (Aosong). Not
/// thread-safe. The line stays the caller's to close.
public final class Dht11 implements Sensor {
    /// The chip's entry in the table.
    public static final Chip<Dht11> CHIP = Chip.<Dht11>named("DHT11", "humidity", "Aosong DHT11 product manual")
            .overDhtLine(Dht11::open);

    private static final Duration PAUSE = Duration.ofSeconds(1); // "Electrical Characteristics", sampling period
    private static final int LOWEST = -20; // "Performance", all of these
    private static final int HIGHEST = 60;
    private static final int WETTEST = 100;
    private static final int BELOW_ZERO = 0x80; // "Communication Process": the highest bit of the decimals

    private final DhtFrames frames;

    private Dht11(DhtFrames frames) {
        this.frames = frames;
    }

    /// Returns the sensor on `line`, having taken one frame, which proves that it answers; blocks as the line does.
    ///
    /// @throws DeviceException if it does not answer, or not as a DHT11
    public static Dht11 open(DhtLine line, Ticks ticks) throws IOException {
        var sensor = new Dht11(new DhtFrames(line, PAUSE, ticks));
        sensor.readAir();
        return sensor;
    }

    /// Takes the next measurement, which the sensor made when it was read last: after a long pause, read twice.
    /// Blocks until 1 s has passed since the last reading, and as the line does.
    ///
    /// @throws DeviceException if the sensor does not answer, or with what it cannot have measured
    public HumidAir readAir() throws IOException {
        byte[] frame = frames.next();
        double humidity = decimal("humidity", frame, 0, frame[1] & 0xFF);
        double warmth = decimal("temperature", frame, 2, frame[3] & ~BELOW_ZERO & 0xFF);
        boolean below = (frame[3] & BELOW_ZERO) != 0;
        return new HumidAir(
                frames.within(LOWEST, HIGHEST, "temperature", below ? 0 - warmth : warmth, "°C", frame),
                frames.within(0, WETTEST, "humidity", humidity, "%", frame));
    }

    /// Returns temperature and humidity; blocks as [#readAir] does.
    @Override
    public List<Reading> read() throws IOException {
        return readAir().readings(1, 0);
    }

    private double decimal(String what, byte[] frame, int whole, int tenths) throws DeviceException {
        if (tenths > 9) {
            throw frames.impossible(frame, "%d tenths of %s, expected 0 to 9".formatted(tenths, what));
        }
        return ((frame[whole] & 0xFF) * 10 + tenths) / 10.0;
    }

    @Override
    public String toString() {
        return frames.toString();
    }
}
