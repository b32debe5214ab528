package dev.jumper.emulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.hal.PinBase;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.part.DhtFault;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Buses between Python and parts on a circuit, and what goes wrong there.
@Timeout(120)
class CircuitBusesTest {
    private static final I2cAddress CHIP = I2cAddress.of(0x48);

    private final Circuit circuit = Circuit.create();
    private final I2cRegisters registers = I2cRegisters.of(8).set(0, 0x19, 0x80);
    private final I2cTarget chip = I2cTarget.on("GPIO5", "GPIO4", CHIP, registers);
    private WiredBoard board;

    @BeforeEach
    void boot() throws Exception {
        circuit.net("GPIO5").pulledUp();
        circuit.net("GPIO4").pulledUp();
        circuit.net("GPIO12").pulledUp();
        circuit.add(chip);
        board = WiredBoard.on(
                circuit, wiring -> wiring.withPin(20, throughJava("GPIO5")).withPin(21, throughJava("GPIO4")));
        board.run("from machine import *\nimport time\ni2c = SoftI2C(Pin(5), Pin(4), freq=100000)");
    }

    @AfterEach
    void switchOff() {
        if (board != null) {
            board.close();
        }
    }

    /// A pin written in Java, of two methods, over one of the circuit.
    private Pin throughJava(String net) {
        var line = circuit.pin(net, "line of Java");
        return new PinBase() {
            private boolean released;

            @Override
            protected boolean value() throws IOException {
                release();
                return line.isHigh();
            }

            @Override
            protected void value(boolean high) throws IOException {
                release();
                line.set(high);
            }

            private void release() throws IOException {
                if (!released) {
                    released = true;
                    line.openDrain(true);
                }
            }
        };
    }

    @Test
    void javasBusOnPinsWrittenInPythonReadsAPart() throws Exception {
        assertEquals("b'\\x19\\x80' True", board.run("""
            class Line(PinBase):
                def __init__(self, number):
                    self.pin = Pin(number, Pin.OPEN_DRAIN)
                    self.levels = []
                def value(self, level=None):
                    if level is None:
                        return self.pin()
                    self.levels.append(level)
                    self.pin(level)
            scl = Line(5)
            print(SoftI2C(scl, Line(4)).readfrom_mem(0x48, 0, 2), scl.levels.count(1) >= 45)\
            """));
    }

    @Test
    void objectsWithIoctlArePinsToo() throws Exception {
        assertEquals("b'\\x19\\x80'", board.run("""
            class Line:
                def __init__(self, number):
                    self.pin = Pin(number)
                def ioctl(self, request, argument):
                    return self.pin.ioctl(request, argument)
            print(SoftI2C(Line(5), Line(4)).readfrom_mem(0x48, 0, 2))\
            """));
    }

    @Test
    void pythonsBusReadsAPartThroughPinsWrittenInJava() throws Exception {
        assertEquals("b'\\x19\\x80'", board.run("print(SoftI2C(Pin(20), Pin(21)).readfrom_mem(0x48, 0, 2))"));
    }

    @Test
    void aBusWrittenInPythonReadsAPartThroughPinsWrittenInJava() throws Exception {
        try (var in = getClass().getResourceAsStream("examples/bitbang.py")) {
            String bus = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            assertEquals(
                    "True [25, 128]",
                    board.run(bus.replace("0x3A", "0x48")
                            .replace("Pin(5,", "Pin(20,")
                            .replace("Pin(4,", "Pin(21,")));
        }
    }

    @Test
    void aPinWrittenInPythonThatRaisesEndsTheTransferWithItsException() throws Exception {
        assertEquals("ZeroDivisionError: divide by zero", board.error("""
            class Broken(PinBase):
                def value(self, level=None):
                    return 1 // 0
            SoftI2C(Broken(), Pin(4)).scan()\
            """));
        assertEquals("b'\\x19\\x80'", board.run("print(i2c.readfrom_mem(0x48, 0, 2))"));
        assertEquals("ValueError: invalid pin: 5", board.error("SoftI2C(5, 4)"));
    }

    @Test
    void signalsAndOwnPinsArePulsesToo() throws Exception {
        assertEquals("True", board.run("""
            class Later(PinBase):
                n = 0
                def value(self, level=None):
                    self.n += 1
                    return 3 < self.n < 10
            print(0 < time_pulse_us(Later(), 1, 10000) < 100)\
            """));
        assertEquals("-1", board.run("print(time_pulse_us(Signal(Pin(2, Pin.IN), invert=True), 1, 1000))"));
    }

    @Test
    void nobodyAtAnAddressIsENODEV() throws Exception {
        assertEquals(
                "OSError: [Errno 19] ENODEV: I2C bus (SCL board pin 5, SDA board pin 4): nobody acknowledged 0x50;"
                        + " check supply, wiring and pull-ups, or see who answers a scan",
                board.error("i2c.readfrom(0x50, 1)"));
        assertEquals("OSError: [Errno 19] ENODEV", board.error("i2c.writeto(0x50, b'', False)"));
        assertEquals(
                "ValueError: I2C address is 0x90, expected 0x00 to 0x7f; if this is the form with the read bit,"
                        + " the address is 0x48",
                board.error("i2c.writeto(0x90, b'')"));
    }

    @Test
    void aRefusedByteIsCountedByWriteAndAnErrorOfRegisters() throws Exception {
        chip.failing(new I2cFault.DataRefused(1));
        assertEquals("1", board.run("print(i2c.writeto(0x48, b'abc'))"));
        assertTrue(board.error("i2c.writeto_mem(0x48, 0, b'abc')").startsWith("OSError: [Errno 5] EIO: "));
        chip.mended();
        assertEquals("3", board.run("print(i2c.writeto(0x48, b'abc'))"));
    }

    @Test
    void aBusHeldLowIsETIMEDOUT() throws Exception {
        var held = circuit.net("GPIO5").terminal("a solder bridge");
        held.drive(0);
        assertEquals(
                "OSError: [Errno 110] ETIMEDOUT: I2C bus (SCL board pin 5, SDA board pin 4): SCL stays low for more"
                        + " than 50 ms before a transfer with 0x48: something holds it, or it has no pull-up; power"
                        + " the chips off and on",
                board.error("i2c.readfrom(0x48, 1)"));
        assertEquals("110", board.run("try:\n i2c.start()\nexcept OSError as e:\n print(e.errno)"));
        held.release();
        var other = circuit.net("GPIO4").terminal("a solder bridge");
        other.drive(0);
        assertTrue(board.error("i2c.scan()").startsWith("OSError: [Errno 110] ETIMEDOUT: "));
        other.release();
        assertEquals("[72]", board.run("print(i2c.scan())"));
    }

    @Test
    void badSettingsOfBusesAreValueErrors() throws Exception {
        assertEquals(
                "ValueError: I2C speed is 0 Hz, expected 1 to 1000000; I2cSpeed.UNLIMITED waits for nothing",
                board.error("SoftI2C(Pin(5), Pin(4), freq=0)"));
        assertEquals("ValueError: invalid addrsize", board.error("i2c.readfrom_mem(0x48, 0, 1, addrsize=7)"));
        assertEquals("ValueError: SPI needs a pin for sck", board.error("SoftSPI(mosi=Pin(1))"));
        assertEquals("ValueError: bits must be 8", board.error("SPI(1, bits=16)"));
        assertEquals("ValueError: baudrate must be 1 or more", board.error("SPI(1, baudrate=0)"));
        assertEquals(
                "ValueError: buffers must be the same length",
                board.error("SPI(1).write_readinto(b'ab', bytearray(3))"));
        assertEquals(
                "RuntimeError: ", board.error("i2c.stop()\ni2c.write(b'a')").substring(0, 14));
    }

    @Test
    void spiWithoutDataInReadsZerosAndSendsTheLowestBitFirstIfAsked() throws Exception {
        assertEquals("b'\\x00\\x00' b'\\x01' b'\\x80'", board.run("""
            class Wire:
                level = 0
                def value(self, level=None):
                    if level is None:
                        return self.level
                    self.level = level
            w = Wire()
            bits = []
            class Clock:
                def value(self, level=None):
                    if level:
                        bits.append(w.level)
            a = SoftSPI(sck=Clock(), mosi=w).read(2)
            b = SoftSPI(sck=Clock(), mosi=w, miso=w)
            c = bytearray(1)
            b.write_readinto(b'\\x01', c)
            del bits[:]
            SoftSPI(sck=Clock(), mosi=w, firstbit=SoftSPI.LSB).write(b'\\x01')
            d = 0
            for bit in bits:
                d = d << 1 | bit
            print(a, bytes(c), bytes((d,)))\
            """));
    }

    @Test
    void aOneWireBusWithNobodyThere() throws Exception {
        board.run("import onewire, ds18x20\now = onewire.OneWire(Pin(12))\nds = ds18x20.DS18X20(ow)");
        assertEquals("[] False", board.run("print(ow.scan(), ow.reset())"));
        assertEquals("OneWireError: ", board.error("ds.convert_temp()"));
        circuit.net("GPIO12").terminal("a solder bridge").drive(0);
        assertTrue(board.error("ow.reset()").startsWith("OSError: [Errno 110] ETIMEDOUT: "));
    }

    @Test
    void oneWireBitByBit() throws Exception {
        var rom = RomCode.parse("28ac410e07000074");
        circuit.add(OneWireTarget.on("GPIO12", rom, OneWireThermometer.create()));
        assertEquals(
                "28ac410e07000074 0 0",
                board.run("import onewire\now = onewire.OneWire(Pin(12))\now.reset()\now.writebyte(0x33)\n"
                        + "c = bytearray(8)\now.readinto(c)\now.select_rom(c)\now.write(b'\\x44')\n"
                        + "print(c.hex(), ow.readbit(), ow.crc8(c))"));
    }

    @Test
    void aSensorThatDoesNotAnswerOrLies() throws Exception {
        var sensor = circuit.add(DhtSensor.dht11("GPIO12").celsius(23).humidity(40));
        board.run("import dht\nd = dht.DHT11(Pin(12))\ntime.sleep(1)");
        sensor.failingNext(new DhtFault.Silent(), new DhtFault.WrongChecksum());
        assertTrue(board.error("d.measure()").startsWith("OSError: [Errno 110] ETIMEDOUT: "));
        assertEquals("Exception: checksum error", board.error("time.sleep(1)\nd.measure()"));
        assertEquals("23 40", board.run("time.sleep(1)\nd.measure()\nprint(d.temperature(), d.humidity())"));
        assertEquals("ValueError: buffer too small", board.error("dht_readinto(Pin(12), bytearray(4))"));
    }

    @Test
    void lightsOutOfRangeAreIndexErrors() throws Exception {
        board.run("import neopixel\nn = neopixel.NeoPixel(Pin(2, Pin.OUT), 3, bpp=4)\nn.fill((1, 2, 3, 4))");
        assertEquals("IndexError: index out of range", board.error("n[3] = (1, 2, 3, 4)"));
        assertEquals("(1, 2, 3, 4)", board.run("n.write()\nprint(n[-3])"));
        assertEquals("ValueError: invalid encoding: 1", board.error("bitstream(Pin(2), 1, (1, 2, 3, 4), b'a')"));
    }
}
