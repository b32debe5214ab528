package dev.jumper.devices.barometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftSpi;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.part.Bme280Fault;
import dev.jumper.sim.part.Bme280Model;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.SpiTarget;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A BME280 and a BMP280 on buses made of pins, well and misbehaving.
class BarometerCircuitTest {
    private static final I2cAddress ADDRESS = I2cAddress.of(0x76);

    private final Circuit circuit = Circuit.create();
    private final Bme280Model model = Bme280Model.bme280();
    private final I2cTarget target = I2cTarget.on("scl", "sda", ADDRESS, model);
    private final SoftI2c i2c = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());

    BarometerCircuitTest() {
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        circuit.net("miso").pulledUp();
    }

    private Bme280 open() throws IOException {
        circuit.add(target);
        return Bme280.open(i2c, ADDRESS, circuit.ticks());
    }

    private SoftSpi spi() {
        return SoftSpi.over(
                circuit.pin("sck"), circuit.pin("mosi"), circuit.pin("miso"), circuit.pin("cs"), circuit.ticks());
    }

    private void addOverSpi(Bme280Model chip, SpiMode mode) {
        circuit.net("cs").pulledUp();
        circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", SpiSettings.of(mode, 10_000_000), chip));
    }

    private static void refused(Kind kind, String message, Executable action) {
        var e = assertThrows(DeviceException.class, action);
        assertEquals(message, e.getMessage());
        assertEquals(kind, e.kind());
    }

    /// Checks to the resolution of one sample.
    private static void assertNear(double celsius, double pascals, double percent, Weather weather) {
        assertEquals(celsius, weather.celsius(), 0.011);
        assertEquals(pascals, weather.pascals(), 3);
        assertEquals(percent, weather.percent(), 0.02);
    }

    @ParameterizedTest
    @CsvSource({
        "21.5, 101325, 45",
        "-10, 95000, 80",
        "-40, 110000, 5",
        "85, 30000, 0.5",
        "0, 70000, 100",
        "25, 100000, 0"
    })
    void measuresWhatThereIs(double celsius, double pascals, double percent) throws Exception {
        var chip = open();
        model.celsius(celsius).pascals(pascals).percent(percent);
        assertNear(celsius, pascals, percent, chip.readWeather());
        chip.configure(Bme280Settings.INDOOR_NAVIGATION);
        var weather = chip.readWeather();
        assertNear(celsius, pascals, percent, weather);
        assertEquals(pascals, weather.pascals(), 0.5, "with 16 samples");
        assertEquals(2, model.measurements());
    }

    @Test
    void measuresOverSpi() throws Exception {
        addOverSpi(model, SpiMode.MODE_0);
        var chip = Bme280.open(spi(), circuit.ticks());
        model.celsius(-3.25).pascals(98_765).percent(67.5);
        assertNear(-3.25, 98_765, 67.5, chip.readWeather());
    }

    @Test
    void bmp280MeasuresOverBothBuses() throws Exception {
        var overI2c = Bme280Model.bmp280().celsius(12.5).pascals(88_000);
        circuit.add(I2cTarget.on("scl", "sda", ADDRESS, overI2c));
        var air = Bmp280.open(i2c, ADDRESS, circuit.ticks()).readPressure();
        assertEquals(12.5, air.celsius(), 0.011);
        assertEquals(88_000, air.pascals(), 3);
        addOverSpi(Bme280Model.bmp280().celsius(30).pascals(102_000), SpiMode.MODE_0);
        air = Bmp280.open(spi(), circuit.ticks()).readPressure();
        assertEquals(30, air.celsius(), 0.011);
        assertEquals(102_000, air.pascals(), 3);
    }

    @Test
    void measuresByItselfFromStartToStop() throws Exception {
        var chip = open();
        chip.start();
        assertNear(20, 101_325, 50, chip.latest());
        model.celsius(22).pascals(99_000).percent(10);
        circuit.ticks().delay(Duration.ofMillis(1100));
        assertNear(22, 99_000, 10, chip.latest());
        chip.configure(Bme280Settings.INDOOR_NAVIGATION);
        chip.start(); // sleeps in between, or the chip would not take the new config
        model.pascals(99_001);
        circuit.ticks().delay(Duration.ofMillis(100));
        assertEquals(99_001, chip.latest().pascals(), 0.5);
        chip.stop();
        assertNear(22, 99_001, 10, chip.readWeather());
    }

    @Test
    void refusesAMeasurementInWhichItLostItsPowerAndMeasuresAgain() throws Exception {
        var chip = open();
        circuit.after(6_000_000, model::powerLost);
        refused(
                Kind.NEVER_ENDED,
                "BME280 at 0x76: no measurement took place: pressure 0x80000, temperature 0x80000, humidity 0x8000,"
                        + " which they are after a reset; check its supply",
                chip::readWeather);
        assertNear(20, 101_325, 50, chip.readWeather());
        chip.start();
        model.powerLost();
        refused(
                Kind.NEVER_ENDED,
                "BME280 at 0x76: no measurement took place: pressure 0x80000, temperature 0x80000, humidity 0x8000,"
                        + " which they are after a reset; check its supply",
                chip::latest);
    }

    @Test
    void refusesAMeasurementThatDidNotTakePlace() throws Exception {
        var chip = open();
        model.failing(new Bme280Fault.MeasuringNothing());
        refused(
                Kind.NEVER_ENDED,
                "BME280 at 0x76: no measurement took place: pressure 0x80000, temperature 0x80000, humidity 0x8000,"
                        + " which they are after a reset; check its supply",
                chip::readWeather);
    }

    @Test
    void givesUpOnAMeasurementThatNeverEnds() throws Exception {
        var chip = open();
        model.failing(new Bme280Fault.MeasuringForEver());
        refused(
                Kind.NEVER_ENDED,
                "BME280 at 0x76: measurement goes on after 9.3 ms more than it should take; switch its supply off and"
                        + " on",
                chip::readWeather);
        model.mended();
        assertNear(20, 101_325, 50, chip.readWeather());
    }

    @Test
    void givesUpOnACalibrationThatNeverComes() {
        model.failing(new Bme280Fault.CopyingForEver());
        refused(
                Kind.NEVER_ENDED,
                "BME280 at 0x76: copying of its calibration goes on after 10.0 ms more than it should take; switch its"
                        + " supply off and on",
                this::open);
    }

    @Test
    void refusesAnErasedCalibration() {
        model.failing(new Bme280Fault.Erased(0));
        refused(
                Kind.WRONG_ANSWER,
                "BME280 at 0x76: calibration begins T1 = 0 and P1 = 0, expected 1 to 65534; the chip is broken, or a"
                        + " copy",
                this::open);
    }

    @Test
    void refusesAnotherIdentity() {
        model.failing(new Bme280Fault.WrongIdentity(0x61));
        refused(Kind.WRONG_ANSWER, "BME280 at 0x76: identity is 0x61, expected 0x60; it is another chip", this::open);
    }

    @Test
    void tellsThatNobodyAnswersAtTheAddress() {
        target.failing(new I2cFault.AddressRefused());
        refused(
                Kind.ADDRESS_NOT_ACKNOWLEDGED,
                "I2C bus (SCL host scl, SDA host sda): nobody acknowledged 0x76; check supply, wiring and pull-ups, or"
                        + " see who answers a scan",
                this::open);
    }

    @Test
    void tellsThatNobodyAnswersOverSpi() {
        refused(
                Kind.ABSENT,
                "BME280 on SPI bus (SCK host sck, MOSI host mosi, MISO host miso, CS host cs): identity is 0xff,"
                        + " expected 0x60; nobody answers: check supply, wires and chip select",
                () -> Bme280.open(spi(), circuit.ticks()));
    }
}
