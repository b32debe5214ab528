package dev.jumper.app.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.wave.decode.Decoder;
import dev.jumper.sim.wave.draw.DrawingOptions;
import dev.jumper.sim.wave.draw.SvgDrawing;
import dev.jumper.sim.wave.draw.TextDrawing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The code of docs/pins.md.
class PinsPageTest {
    private static final Path PICTURE = Path.of("../docs/i2c-transaction.svg");

    @Test
    void aPinIsOneMethod() throws IOException {
        // @start region=lambda
        var levels = new StringBuilder();
        Pin lamp = (request, argument) -> switch (request) {
            case Pin.WRITE, Pin.OUTPUT -> {
                levels.append(argument);
                yield 0;
            }
            case Pin.READ -> levels.charAt(levels.length() - 1) - '0';
            default -> throw Pin.unknown("lamp", request);
        };
        lamp.output(false); // as an object
        lamp.toggle();
        lamp.ioctl(Pin.WRITE, 0); // as C would
        lamp.inverted().set(false);
        // @end region=lambda
        assertEquals("0101", levels.toString());
    }

    // @start region=driver
    /// Works on any bus: of the kernel, of a remote board, bit-banged, simulated, played back.
    static double readCelsius(I2cBus bus) throws IOException {
        byte[] raw = bus.writeRead(I2cAddress.of(0x48), new byte[] {0}, 2);
        return ((raw[0] << 8 | raw[1] & 0xFF) >> 5) * 0.125; // LM75B data sheet, "Temperature register (Temp)"
    }

    // @end region=driver

    @Test
    void aBusIsMadeOfPins() throws IOException {
        // @start region=i2c
        var circuit = Circuit.create();
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        circuit.add(I2cTarget.on(
                "scl", "sda", I2cAddress.of(0x48), I2cRegisters.of(4).set(0, 0x19, 0x80)));
        var recorder = Recorder.of(circuit, "scl", "sda");

        var bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks())
                .withSpeed(I2cSpeed.FAST);
        double celsius = readCelsius(bus); // 25.5
        // @end region=i2c
        assertEquals(25.5, celsius);

        // @start region=drawing
        circuit.ticks().delay(10_000);
        var options = DrawingOptions.DEFAULT
                .withDecoders(Decoder.parse("i2c:scl,sda"))
                .withTitle("Reading an LM75 over I²C, 400 kHz");
        String text = TextDrawing.of(recorder.waveform(), options);
        String svg = SvgDrawing.of(recorder.waveform(), options);
        // @end region=drawing
        assertTrue(text.contains("0x19"), text);
        Files.createDirectories(Path.of("target/docs"));
        Path made = Files.writeString(Path.of("target/docs/i2c-transaction.svg"), svg);
        assertEquals(Files.readString(PICTURE), svg, "the picture has changed; copy " + made + " to docs/");
    }

    @Test
    void aThermometerOnOneWire() throws IOException {
        // @start region=onewire
        var circuit = Circuit.create();
        circuit.net("owr").pulledUp();
        circuit.add(OneWireTarget.on(
                "owr",
                RomCode.parse("28ac410e07000074"),
                OneWireThermometer.create().celsius(25.0625)));

        var wire = SoftOneWire.over(circuit.pin("owr"), circuit.ticks());
        List<RomCode> found = wire.search(); // [28ac410e07000074]
        // @end region=onewire
        assertEquals("[28ac410e07000074]", found.toString());
    }

    @Test
    void aSensorOnOneLine() throws IOException {
        // @start region=dht
        var circuit = Circuit.create();
        circuit.net("sda").pulledUp();
        circuit.add(DhtSensor.dht22("sda").celsius(-10.1).humidity(55.3));

        byte[] frame = DhtReader.over(circuit.pin("sda"), DhtModel.DHT22, circuit.ticks())
                .frame();
        // @end region=dht
        // Aosong AM2302 data sheet: tenths, the sign in the highest bit of the temperature
        assertEquals("0229806510", HexFormat.of().formatHex(frame));
    }

    @Test
    void whatGoesWrongHasAKind() {
        var circuit = Circuit.create();
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        // @start region=errors
        var bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());
        var e = assertThrows(DeviceException.class, () -> readCelsius(bus));
        assertEquals(DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED, e.kind());
        assertEquals(
                "I2C bus (SCL host scl, SDA host sda): nobody acknowledged 0x48;"
                        + " check supply, wiring and pull-ups, or see who answers a scan",
                e.getMessage());
        // @end region=errors
    }
}
