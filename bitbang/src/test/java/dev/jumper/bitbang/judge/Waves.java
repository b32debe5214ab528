package dev.jumper.bitbang.judge;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.IrFrame;
import dev.jumper.bitbang.IrSender;
import dev.jumper.bitbang.Servo;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftOneWire;
import dev.jumper.bitbang.SoftPwm;
import dev.jumper.bitbang.SoftSpi;
import dev.jumper.bitbang.SoftUart;
import dev.jumper.bitbang.UartSettings;
import dev.jumper.bitbang.Ultrasonic;
import dev.jumper.bitbang.Ws281x;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.DhtSensor;
import dev.jumper.sim.part.EchoRanger;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.part.SpiTarget;
import dev.jumper.sim.wave.Waveform;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// The waveforms that our buses make on a circuit, with the parts that answer them.
final class Waves {
    private static final RomCode ROM = RomCode.of(0x28, 0x0000070e41acL);

    private Waves() {}

    /// What is done on a circuit.
    @FunctionalInterface
    private interface Act {
        void on(Circuit circuit) throws IOException;
    }

    private static Waveform of(Circuit circuit, Act act, String... nets) {
        var recorder = Recorder.of(circuit, nets);
        circuit.ticks().delay(Duration.ofMillis(1));
        try {
            act.on(circuit);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        circuit.ticks().delay(Duration.ofMillis(1));
        return recorder.waveform();
    }

    /// Returns a circuit whose pins cost no time.
    private static Circuit exact() {
        return Circuit.create(CircuitOptions.DEFAULT.withAccessNanos(0));
    }

    private static Circuit pulledUp(String... nets) {
        var circuit = Circuit.create();
        for (String net : nets) {
            circuit.net(net).pulledUp();
        }
        return circuit;
    }

    /// Register 2 of a chip at 0x68 set to 0xA5, both registers from there on read, and an address without a chip.
    static Waveform i2c(I2cSpeed speed) {
        var circuit = pulledUp("scl", "sda");
        var chip = I2cAddress.of(0x68);
        circuit.add(I2cTarget.on("scl", "sda", chip, I2cRegisters.of(8).set(3, 0x3C)));
        return of(
                circuit,
                c -> {
                    var bus =
                            SoftI2c.over(c.pin("scl"), c.pin("sda"), c.ticks()).withSpeed(speed);
                    bus.write(chip, (byte) 2, (byte) 0xA5);
                    bus.writeRead(chip, new byte[] {2}, 2);
                    bus.probe(I2cAddress.of(0x53));
                },
                "scl",
                "sda");
    }

    /// The first register of an LM75 at 25.5 °C read, without setting its pointer before: National Semiconductor
    /// LM75 data sheet, "Temperature Register", 9 bits of 0.5 °C from the highest bit down.
    static Waveform lm75() {
        var circuit = pulledUp("scl", "sda");
        var chip = I2cAddress.of(0x48);
        circuit.add(I2cTarget.on("scl", "sda", chip, I2cRegisters.of(8).set(0, 0x19, 0x80)));
        return of(
                circuit,
                c -> SoftI2c.over(c.pin("scl"), c.pin("sda"), c.ticks()).read(chip, 2),
                "scl",
                "sda");
    }

    /// Two bytes each way at 1 MHz.
    static Waveform spi(SpiMode mode, boolean lsbFirst) {
        var settings = new SpiSettings(mode, 1_000_000, 8, lsbFirst);
        var circuit = Circuit.create();
        circuit.net("miso").pulledDown();
        circuit.net("cs").pulledUp();
        int[] answers = {0x5A, 0x0F};
        int[] at = {0};
        circuit.add(SpiTarget.on("clk", "mosi", "miso", "cs", settings, _ -> answers[at[0]++ & 1]));
        return of(
                circuit,
                c -> {
                    var bus = SoftSpi.over(c.pin("clk"), c.pin("mosi"), c.pin("miso"), c.pin("cs"), c.ticks());
                    bus.exchange(settings, (byte) 0x9F, (byte) 0x12, (byte) 0xC4);
                },
                "cs",
                "clk",
                "mosi",
                "miso");
    }

    /// A thermometer asked for its code.
    static Waveform readRom() {
        return oneWire((bus, _) -> bus.transfer(new byte[] {0x33}, new byte[8]));
    }

    /// A thermometer that measures -10.125 °C, then is read.
    static Waveform thermometer() {
        return oneWire((bus, ticks) -> {
            bus.transfer(select(0x44), new byte[0]);
            ticks.delay(Duration.ofMillis(750)); // tCONV of the data sheet
            bus.transfer(select(0xBE), new byte[9]);
        });
    }

    @FunctionalInterface
    private interface Exchange {
        void on(SoftOneWire bus, Ticks ticks) throws IOException;
    }

    private static Waveform oneWire(Exchange exchange) {
        var circuit = pulledUp("owr");
        circuit.add(OneWireTarget.on("owr", ROM, OneWireThermometer.create().celsius(-10.125)));
        return of(circuit, c -> exchange.on(SoftOneWire.over(c.pin("owr"), c.ticks()), c.ticks()), "owr");
    }

    private static byte[] select(int command) {
        return ByteBuffer.allocate(10)
                .put((byte) 0x55)
                .put(ROM.bytes())
                .put((byte) command)
                .array();
    }

    /// A DHT22 at -10.1 °C and 55.3 %.
    static Waveform dht22() {
        return dht(DhtSensor.dht22("sda").celsius(-10.1).humidity(55.3), DhtModel.DHT22);
    }

    /// A DHT11 at 23 °C and 45 %.
    static Waveform dht11() {
        return dht(DhtSensor.dht11("sda").celsius(23).humidity(45), DhtModel.DHT11);
    }

    private static Waveform dht(DhtSensor sensor, DhtModel model) {
        var circuit = pulledUp("sda");
        circuit.add(sensor);
        return of(circuit, c -> DhtReader.over(c.pin("sda"), model, c.ticks()).frame(), "sda");
    }

    /// A line of text at 115200 baud.
    static Waveform uart() {
        return of(
                pulledUp("tx", "rx"),
                c -> {
                    try (var uart = SoftUart.open(c.pin("tx"), c.pin("rx"), UartSettings.of(115_200), c.ticks())) {
                        c.ticks().delay(Duration.ofMillis(1));
                        uart.write(ByteBuffer.wrap("Hello, >>> \r\n".getBytes(StandardCharsets.US_ASCII)));
                    }
                },
                "tx");
    }

    /// Three lights.
    static Waveform lights() {
        var circuit = Circuit.create(CircuitOptions.DEFAULT.withAccessNanos(50));
        return of(circuit, c -> Ws281x.over(c.pin("din"), c.ticks()).show(0xFF0000, 0x00FF00, 0x123456), "din");
    }

    /// Something 1 m away.
    static Waveform ranger() {
        var circuit = Circuit.create();
        circuit.add(EchoRanger.on("trig", "echo").metres(1));
        return of(
                circuit,
                c -> Ultrasonic.over(c.pin("trig"), c.pin("echo"), c.ticks()).measure(),
                "trig",
                "echo");
    }

    /// A servo at 90°, for five periods.
    static Waveform servo() {
        return of(exact(), c -> Servo.open(c.pin("servo"), c.ticks()).turn(90, Duration.ofMillis(100)), "servo");
    }

    /// A kilohertz, a quarter of the time high.
    static Waveform pwm() {
        return of(
                exact(), c -> SoftPwm.open(c.pin("pwm"), 1000, 0.25, c.ticks()).run(5), "pwm");
    }

    /// A key of a remote control as a receiver shows it, and held for a repetition.
    static Waveform nec() {
        return infrared(new IrFrame.Nec(0x04, 0x08), new IrFrame.NecRepeat());
    }

    /// A key of a remote control as a receiver shows it.
    static Waveform rc5() {
        return infrared(new IrFrame.Rc5(true, 5, 53));
    }

    private static Waveform infrared(IrFrame... frames) {
        return of(
                pulledUp("ir"),
                c -> {
                    var sender = IrSender.envelope(c.pin("ir"), 0, c.ticks());
                    for (var frame : frames) {
                        sender.send(frame);
                    }
                    c.ticks().delay(Duration.ofMillis(50));
                },
                "ir");
    }
}
