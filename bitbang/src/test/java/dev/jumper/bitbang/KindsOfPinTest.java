package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.Pin;
import dev.jumper.hal.PinBase;
import dev.jumper.hal.bus.RomCode;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.OneWireTarget;
import dev.jumper.sim.part.OneWireThermometer;
import dev.jumper.sim.part.SpiTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One program over every kind of pin does the same on the wire, edge by edge.
class KindsOfPinTest {
    /// A way to make a pin out of another; `driven` says whether the line is driven both ways.
    private enum Kind {
        CIRCUIT {
            @Override
            Pin over(Pin pin, boolean driven) {
                return pin;
            }
        },
        LAMBDA {
            @Override
            Pin over(Pin pin, boolean driven) {
                return (request, argument) -> pin.ioctl(request, argument);
            }
        },
        TWO_METHODS {
            @Override
            Pin over(Pin pin, boolean driven) {
                return new PinBase() {
                    @Override
                    protected boolean value() throws IOException {
                        return pin.isHigh();
                    }

                    @Override
                    protected void value(boolean high) throws IOException {
                        if (driven) {
                            pin.output(high);
                        } else {
                            pin.openDrain(high);
                        }
                    }
                };
            }
        },
        INVERTED_TWICE {
            @Override
            Pin over(Pin pin, boolean driven) {
                var once = pin.inverted();
                Pin another = (request, argument) -> once.ioctl(request, argument);
                return another.inverted();
            }
        },
        WITHOUT_OPEN_DRAIN {
            @Override
            Pin over(Pin pin, boolean driven) {
                return (request, argument) -> {
                    if (request == Pin.OPEN_DRAIN) {
                        throw Pin.unknown(pin, request);
                    }
                    return pin.ioctl(request, argument);
                };
            }
        },
        WITHOUT_OPEN_DRAIN_OR_PULL {
            @Override
            Pin over(Pin pin, boolean driven) {
                return (request, argument) -> {
                    if (request == Pin.OPEN_DRAIN || request == Pin.INPUT && argument != Pin.FLOATING) {
                        throw Pin.unknown(pin, request);
                    }
                    return pin.ioctl(request, argument);
                };
            }
        };

        abstract Pin over(Pin pin, boolean driven);
    }

    @ParameterizedTest
    @EnumSource
    void exchangesOverSpi(Kind kind) throws Exception {
        assertEquals(spi(Kind.CIRCUIT), spi(kind));
    }

    /// At a limited speed and with pins that take no time, for lines of a bank are used less often.
    private static List<String> spi(Kind kind) throws IOException {
        var circuit = Circuit.create(CircuitOptions.DEFAULT.withAccessNanos(0));
        var settings = SpiSettings.of(SpiMode.MODE_3, 1_000_000);
        circuit.add(SpiTarget.on("sck", "mosi", "miso", "cs", settings, received -> received ^ 0xFF));
        var bus = SoftSpi.over(
                kind.over(circuit.pin("sck"), true),
                kind.over(circuit.pin("mosi"), true),
                kind.over(circuit.pin("miso"), false),
                kind.over(circuit.pin("cs"), true),
                circuit.ticks());
        bus.write(settings);
        var recorder = Recorder.of(circuit, "sck", "mosi", "miso", "cs");
        assertArrayEquals(
                new byte[] {0x00, 0x5A, (byte) 0xFE}, bus.exchange(settings, (byte) 0xA5, (byte) 0x01, (byte) 0x80));
        return edges(recorder);
    }

    @ParameterizedTest
    @EnumSource
    void readsRegistersOverI2c(Kind kind) throws Exception {
        assertEquals(i2c(Kind.CIRCUIT), i2c(kind));
    }

    private static List<String> i2c(Kind kind) throws IOException {
        var circuit = Circuit.create();
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        circuit.add(I2cTarget.on("scl", "sda", I2cRig.CHIP, I2cRegisters.of(4).set(2, 0xA5, 0x3C)));
        var bus = SoftI2c.over(
                        kind.over(circuit.pin("scl"), false), kind.over(circuit.pin("sda"), false), circuit.ticks())
                .withSpeed(I2cSpeed.FAST);
        bus.probe(I2cRig.CHIP);
        var recorder = Recorder.of(circuit, "scl", "sda");
        assertArrayEquals(new byte[] {(byte) 0xA5, 0x3C}, bus.writeRead(I2cRig.CHIP, new byte[] {2}, 2));
        return edges(recorder);
    }

    @ParameterizedTest
    @EnumSource
    void readsAScratchpadOverOneWire(Kind kind) throws Exception {
        assertEquals(oneWire(Kind.CIRCUIT), oneWire(kind));
    }

    private static List<String> oneWire(Kind kind) throws IOException {
        var circuit = Circuit.create();
        circuit.net("owr").pulledUp();
        circuit.add(OneWireTarget.on("owr", RomCode.of(0x28, 1), OneWireThermometer.create()));
        var bus = SoftOneWire.over(kind.over(circuit.pin("owr"), false), circuit.ticks());
        bus.reset();
        var recorder = Recorder.of(circuit, "owr");
        var scratchpad = new byte[9];
        bus.transfer(new byte[] {(byte) 0xCC, (byte) 0xBE}, scratchpad);
        assertEquals(OneWireRig.POWER_ON_SCRATCHPAD, HexFormat.of().formatHex(scratchpad));
        return edges(recorder);
    }

    /// Returns all edges, with their times from the first one on.
    private static List<String> edges(Recorder recorder) {
        var signals = recorder.waveform().signals();
        long first = signals.stream()
                .filter(s -> s.edges() > 0)
                .mapToLong(s -> s.time(0))
                .min()
                .orElseThrow();
        var edges = new ArrayList<String>();
        for (var signal : signals) {
            for (int i = 0; i < signal.edges(); i++) {
                edges.add("%s=%d at %d".formatted(signal.name(), signal.level(i), signal.time(i) - first));
            }
        }
        return edges;
    }

    @ParameterizedTest
    @EnumSource(names = "TWO_METHODS", mode = EnumSource.Mode.EXCLUDE) // it knows no directions
    void worksWithFlippedDirectionsOnDemand(Kind kind) throws Exception {
        var circuit = Circuit.create();
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        circuit.add(I2cTarget.on("scl", "sda", I2cRig.CHIP, I2cRegisters.of(4).set(2, 0xA5, 0x3C)));
        var bus = SoftI2c.over(
                        kind.over(circuit.pin("scl"), false), kind.over(circuit.pin("sda"), false), circuit.ticks())
                .withFlippedDirections();
        assertArrayEquals(new byte[] {(byte) 0xA5, 0x3C}, bus.writeRead(I2cRig.CHIP, new byte[] {2}, 2));
    }
}
