package dev.jumper.devices.humidity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.devices.Reading;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.time.VirtualTicks;
import dev.jumper.sim.bus.PlaybackDht;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Frames as the manuals of Aosong have them: AM2302, "Single-bus communication"; DHT11, "Communication Process".
class DhtTest {
    private static final String AM2302_EXAMPLE = "02 92 01 0d a2"; // 65.8 % and 26.9 °C
    private static final String DHT11_EXAMPLE = "35 00 18 04 51"; // 53 % and 24.4 °C

    private final VirtualTicks ticks = new VirtualTicks(1_000_000_000_000L);
    private final PlaybackDht line = new PlaybackDht();

    private static String frame(String four) {
        int sum = 0;
        for (String value : four.split(" ")) {
            sum += Integer.parseInt(value, 16);
        }
        return "%s %02x".formatted(four, sum & 0xFF);
    }

    private static void refused(String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(Kind.WRONG_ANSWER, e.kind());
    }

    @Test
    void dht22ReadsTheExampleOfItsManual() throws Exception {
        try (line) {
            line.expect(AM2302_EXAMPLE).expect(AM2302_EXAMPLE).expect(AM2302_EXAMPLE);
            var sensor = Dht22.open(line, ticks);
            assertEquals(new HumidAir(26.9, 65.8), sensor.readAir());
            assertEquals(
                    List.of(new Reading("temperature", 26.9, "°C", 1), new Reading("humidity", 65.8, "%", 1)),
                    sensor.read());
        }
    }

    @Test
    void dht11ReadsTheExampleOfItsManual() throws Exception {
        try (line) {
            line.expect(DHT11_EXAMPLE).expect(DHT11_EXAMPLE).expect(DHT11_EXAMPLE);
            var sensor = Dht11.open(line, ticks);
            assertEquals(new HumidAir(24.4, 53), sensor.readAir());
            assertEquals(
                    List.of(new Reading("temperature", 24.4, "°C", 1), new Reading("humidity", 53, "%", 0)),
                    sensor.read());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "00 01 80 65, -10.1, 0.1", // the manual's temperature below zero
        "03 e8 81 90, -40, 100",
        "00 00 03 20, 80, 0",
        "01 00 00 ff, 25.5, 25.6",
        "00 ff 01 00, 25.6, 25.5",
        "00 ff 80 00, 0, 25.5"
    })
    void dht22ReadsItsWholeRange(String bytes, double celsius, double percent) throws Exception {
        try (line) {
            line.expect(frame(bytes)).expect(frame(bytes));
            assertEquals(new HumidAir(celsius, percent), Dht22.open(line, ticks).readAir());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "01 00 0a 81, -10.1, 1", // the manual's temperature below zero
        "64 00 14 80, -20, 100",
        "00 00 3c 00, 60, 0",
        "31 09 00 09, 0.9, 49.9",
        "31 00 00 80, 0, 49"
    })
    void dht11ReadsItsWholeRange(String bytes, double celsius, double percent) throws Exception {
        try (line) {
            line.expect(frame(bytes)).expect(frame(bytes));
            assertEquals(new HumidAir(celsius, percent), Dht11.open(line, ticks).readAir());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "02 92 81 91, temperature -40.1 °C, -40 to 80",
        "02 92 03 21, temperature 80.1 °C, -40 to 80",
        "03 e9 01 0d, humidity 100.1 %, 0 to 100",
        "35 00 18 04, temperature 614.8 °C, -40 to 80" // the example of the DHT11
    })
    void dht22RefusesWhatItCannotMeasure(String bytes, String found, String expected) {
        try (line) {
            line.expect(frame(bytes));
            refused(
                    "DHT playback: frame %s has %s, expected %s; is it another sensor?"
                            .formatted(frame(bytes), found, expected),
                    () -> Dht22.open(line, ticks));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "35 00 14 81, temperature -20.1 °C, -20 to 60",
        "35 00 3c 01, temperature 60.1 °C, -20 to 60",
        "64 01 18 04, humidity 100.1 %, 0 to 100",
        "35 0a 18 04, 10 tenths of humidity, 0 to 9",
        "35 00 18 8a, 10 tenths of temperature, 0 to 9",
        "02 92 01 0d, 146 tenths of humidity, 0 to 9" // the example of the DHT22
    })
    void dht11RefusesWhatItCannotMeasure(String bytes, String found, String expected) {
        try (line) {
            line.expect(frame(bytes));
            refused(
                    "DHT playback: frame %s has %s, expected %s; is it another sensor?"
                            .formatted(frame(bytes), found, expected),
                    () -> Dht11.open(line, ticks));
        }
    }

    @Test
    void refusesZerosWhoseChecksumProvesNothing() {
        try (line) {
            line.expect("00 00 00 00 00").expect("00 00 00 00 00");
            String message = "DHT playback: frame is all zeros, which is no measurement; check its supply";
            refused(message, () -> Dht22.open(line, ticks));
            refused(message, () -> Dht11.open(line, ticks));
        }
    }

    @Test
    void waitsOutTheRestOfThePauseBetweenTwoReadings() throws Exception {
        try (line) {
            line.expect(AM2302_EXAMPLE).expect(AM2302_EXAMPLE).expect(AM2302_EXAMPLE);
            long start = ticks.nanos();
            var sensor = Dht22.open(line, ticks);
            assertEquals(start, ticks.nanos(), "nothing was read before");
            ticks.delay(Duration.ofMillis(500));
            sensor.readAir();
            assertEquals(Duration.ofSeconds(2).toNanos(), ticks.nanos() - start);
            ticks.delay(Duration.ofSeconds(7));
            sensor.readAir();
            assertEquals(Duration.ofSeconds(9).toNanos(), ticks.nanos() - start);
        }
    }

    @Test
    void waitsForThePauseOfADht11AfterAFailureToo() throws Exception {
        try (line) {
            line.expect(DHT11_EXAMPLE).fail(Kind.CHECKSUM).expect(DHT11_EXAMPLE);
            long start = ticks.nanos();
            var sensor = Dht11.open(line, ticks);
            assertEquals(
                    Kind.CHECKSUM,
                    assertThrows(DeviceException.class, sensor::readAir).kind());
            sensor.readAir();
            assertEquals(Duration.ofSeconds(2).toNanos(), ticks.nanos() - start);
        }
    }
}
