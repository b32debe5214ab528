package dev.jumper.devices;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.devices.clock.Ds1307;
import dev.jumper.devices.memory.Eeprom24;
import dev.jumper.devices.rig.I2cOnPins;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Exact;
import dev.jumper.hal.time.Deadline;
import dev.jumper.judge.Judge;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.Ds1307Model;
import dev.jumper.sim.part.Eeprom24Model;
import dev.jumper.sim.wave.Timescale;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What drivers of chips on I2C say to them, and the chips answer, means the same to sigrok's decoders of those
/// chips.
class JudgedI2cChipsTest {
    private final I2cOnPins pins = new I2cOnPins(CircuitOptions.DEFAULT, I2cSpeed.hertz(100_000));

    @BeforeAll
    static void requireDecoders() {
        Judge.requireDecoders();
    }

    /// What a test does with its chip.
    @FunctionalInterface
    private interface Act {
        void run() throws IOException;
    }

    private void assertSays(String text, String name, String decoder, String annotation, Act act) throws IOException {
        var recorder = Recorder.of(pins.circuit(), "scl", "sda");
        pins.ticks().delay(Duration.ofMillis(1));
        act.run();
        pins.ticks().delay(Duration.ofMillis(1));
        var judge = new Judge(name, Timescale.HUNDRED_NANOSECONDS);
        String stack = "i2c:scl=scl:sda=sda," + decoder;
        var verdict = judge.decoded(recorder.waveform(), text, stack, annotation);
        assertTrue(verdict.accepted(), verdict.said());
        var other = judge.decoded(recorder.waveform(), text + "|", stack, annotation);
        assertFalse(other.accepted(), "anything is accepted");
    }

    @Test
    void ds1307IsSetAndRead() throws IOException {
        pins.add(0x68, Ds1307Model.create());
        var clock = Ds1307.open(pins.bus(), I2cAddress.of(0x68));
        assertSays(
                "Written date/time: Thursday, 29.02.2024 23:59:58|Read date/time: Friday, 01.03.2024 00:00:01",
                "ds1307-driver",
                "ds1307",
                "ds1307=read-datetime:write-datetime",
                () -> {
                    clock.set(Instant.parse("2024-02-29T23:59:58Z")); // a Thursday
                    pins.ticks().delay(Duration.ofSeconds(3));
                    clock.now();
                });
    }

    @Test
    void eepromOfOneAddressByteIsWrittenAndRead() throws IOException {
        Eeprom24Model.of(128).addTo(pins.circuit(), "scl", "sda", I2cAddress.of(0x50));
        var memory = Eeprom24.open(pins.bus(), I2cAddress.of(0x50), Eeprom24.Size.C01, pins.ticks());
        assertSays(
                "Page write (addr=06, 2 bytes): 11 22|Byte write (addr=08, 1 byte): 33"
                        + "|Sequential random read (addr=06, 3 bytes): 11 22 33",
                "eeprom24-driver-1",
                "eeprom24xx:chip=generic",
                "eeprom24xx=byte-write:page-write:random-read:seq-random-read:cur-addr-read",
                () -> exercise(memory, 6, 0x11, 0x22, 0x33));
    }

    @Test
    void eepromOfTwoAddressBytesIsWrittenAndRead() throws IOException {
        Eeprom24Model.of(8192).addTo(pins.circuit(), "scl", "sda", I2cAddress.of(0x50));
        var memory = Eeprom24.open(pins.bus(), I2cAddress.of(0x50), Eeprom24.Size.C64, pins.ticks());
        assertSays(
                "Page write (addr=1FDE, 2 bytes): 44 55|Page write (addr=1FE0, 2 bytes): 66 77"
                        + "|Sequential random read (addr=1FDE, 4 bytes): 44 55 66 77",
                "eeprom24-driver-2",
                "eeprom24xx:chip=microchip_24lc64",
                "eeprom24xx=byte-write:page-write:random-read:seq-random-read:cur-addr-read",
                () -> exercise(memory, 0x1FDE, 0x44, 0x55, 0x66, 0x77));
    }

    private void exercise(Eeprom24 memory, int at, int... values) throws IOException {
        var bytes = ByteBuffer.allocate(values.length);
        for (int value : values) {
            bytes.put((byte) value);
        }
        var exact = Exact.over(memory, pins.ticks());
        memory.ioctl(ByteStream.SEEK, at);
        exact.writeFully(bytes.flip(), Deadline.never(pins.ticks()));
        memory.ioctl(ByteStream.SEEK, at);
        exact.readFully(bytes.clear(), Deadline.never(pins.ticks()));
    }
}
