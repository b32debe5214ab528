package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class I2cTargetTest {
    private static final I2cAddress CLOCK = I2cAddress.of(0x68);
    private static final int WRITE = 0xD0;
    private static final int READ = 0xD1;

    private final Circuit circuit = Circuit.create();
    private final I2cRegisters registers = I2cRegisters.of(16);
    private final I2cTarget target = I2cTarget.on("scl", "sda", CLOCK, registers);
    private final HostI2c host = new HostI2c(circuit);

    I2cTargetTest() throws IOException {
        circuit.add(target);
    }

    @Test
    void takesBytesIntoItsRegistersFromThePointerOn() throws IOException {
        host.start();
        assertTrue(host.write(WRITE));
        assertTrue(host.write(14));
        assertTrue(host.write(0x12));
        assertTrue(host.write(0x34));
        assertTrue(host.write(0x56));
        host.stop();
        assertEquals(0x12, registers.value(14));
        assertEquals(0x34, registers.value(15));
        assertEquals(0x56, registers.value(0), "the pointer begins again");
        assertTrue(host.isIdle());
        assertEquals(1, target.transactions());
    }

    @Test
    void sendsItsRegistersAfterARepeatedStart() throws IOException {
        registers.set(3, 0xA5, 0x00, 0xFF);
        assertEquals(List.of(0xA5, 0x00, 0xFF), read(3, 3));
        assertTrue(host.isIdle());
        assertEquals(1, target.transactions());
    }

    @Test
    void goesOnWhereTheLastTransactionEnded() throws IOException {
        registers.set(3, 1, 2, 3);
        read(3, 1);
        host.start();
        assertTrue(host.write(READ));
        assertEquals(2, host.read(true));
        host.stop();
    }

    @Test
    void leavesAnotherAddressAlone() throws IOException {
        host.start();
        assertFalse(host.write(0xD2));
        assertFalse(host.write(0xD0), "no address without a start");
        host.stop();
        assertEquals(0, target.transactions());
        assertTrue(host.isIdle());
    }

    @Test
    void answersATenBitAddressInBothDirections() throws IOException {
        var wide = I2cRegisters.of(0x300, 2).set(0x2FF, 0x77);
        circuit.add(I2cTarget.on("scl", "sda", I2cAddress.tenBit(0x2A5), wide));
        host.start();
        assertTrue(host.write(0b11110_10_0));
        assertTrue(host.write(0xA5));
        assertTrue(host.write(0x02));
        assertTrue(host.write(0xFF));
        host.start();
        assertTrue(host.write(0b11110_10_1), "the second byte is not repeated");
        assertEquals(0x77, host.read(true));
        host.stop();
        host.start();
        assertFalse(host.write(0b11110_10_1), "not without the whole address in this transaction");
        host.stop();
        host.start();
        assertTrue(host.write(0b11110_10_0));
        assertFalse(host.write(0xA6), "another target with the same two bits");
        host.stop();
    }

    /// tVD;DAT is at most 3.45 µs in standard mode, 0.45 µs in fast-mode plus; UM10204, table "Characteristics of
    /// the SDA and SCL bus lines".
    @ParameterizedTest
    @ValueSource(longs = {0, 300, 450, 3_450})
    void changesDataAsLongAfterTheClockFellAsAsked(long nanos) throws IOException {
        target.withValidDelay(nanos);
        registers.set(0, 0x55);
        var recorder = Recorder.of(circuit, "scl", "sda");
        host.start();
        host.write(READ);
        host.read(true);
        host.stop();
        var scl = recorder.waveform().signal("scl");
        var sda = recorder.waveform().signal("sda");
        var delays = new ArrayList<Long>();
        for (int i = 0; i < sda.edges(); i++) {
            int at = scl.edgeAt(sda.time(i));
            if (at > 18 && scl.level(at) == 0) {
                delays.add(sda.time(i) - scl.time(at));
            }
        }
        assertTrue(delays.size() >= 7, "edges of 0x55: " + delays);
        assertEquals(List.of(nanos), delays.stream().distinct().limit(1).toList(), "delays: " + delays);
    }

    @Test
    void refusesItsAddressOnce() throws IOException {
        target.failingNext(new I2cFault.AddressRefused());
        host.start();
        assertFalse(host.write(WRITE));
        host.stop();
        assertTrue(host.isIdle());
        assertEquals(List.of(0), read(0, 1));
    }

    @Test
    void refusesTheDataByteAtAnIndex() throws IOException {
        target.failing(new I2cFault.DataRefused(2));
        host.start();
        assertTrue(host.write(WRITE));
        assertTrue(host.write(0));
        assertTrue(host.write(1));
        assertFalse(host.write(2));
        assertFalse(host.write(3), "nothing more is taken");
        host.stop();
        assertEquals(0, registers.value(1));
        target.mended();
        host.start();
        assertTrue(host.write(WRITE) && host.write(0) && host.write(1) && host.write(2));
        host.stop();
    }

    @Test
    void stretchesTheClockAfterAByte() throws IOException {
        target.failingNext(new I2cFault.Stretched(1, 50_000));
        var recorder = Recorder.of(circuit, "scl");
        host.start();
        host.write(WRITE);
        host.write(0);
        host.write(0x42);
        host.stop();
        assertEquals(0x42, registers.value(0));
        var scl = recorder.waveform().signal("scl");
        long longest = 0;
        int longestAt = 0;
        for (int i = 1; i < scl.edges(); i++) {
            if (scl.level(i) == 1 && scl.time(i) - scl.time(i - 1) > longest) {
                longest = scl.time(i) - scl.time(i - 1);
                longestAt = i;
            }
        }
        assertEquals(50_000, longest);
        assertEquals(1 + 2 * 18, longestAt, "the fall of the start and 18 clocks came before");
    }

    @Test
    void stretchesForEverUntilToldToLetGo() throws IOException {
        target.failingNext(new I2cFault.Stretched(0, Long.MAX_VALUE));
        host.start();
        assertTrue(host.write(WRITE));
        assertThrows(IOException.class, () -> host.write(0));
        target.letGo();
        host.stop();
        assertTrue(host.isIdle());
        assertEquals(List.of(0), read(0, 1));
    }

    @Test
    void holdsDataUntilItGotItsClocks() throws IOException {
        registers.set(0, 0xFF);
        target.failingNext(new I2cFault.HeldData(2, 12));
        host.start();
        host.write(READ);
        assertEquals(0b1100_0000, host.read(true));
        host.stop();
        assertFalse(host.isIdle(), "seven clocks of twelve");
        for (int i = 0; i < 5; i++) {
            assertFalse(host.isIdle(), "clock " + i);
            host.bit(1);
        }
        host.stop();
        assertTrue(host.isIdle());
        assertEquals(List.of(0xFF), read(0, 1));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void keepsWhatAnyTransactionsWrote(long seed) throws IOException {
        var random = new Random(seed);
        var model = new int[16];
        target.stretching(random.nextInt(3) * 7_000L).withValidDelay(random.nextInt(1000));
        for (int round = 0; round < 40; round++) {
            int pointer = random.nextInt(16);
            int count = random.nextInt(20);
            if (random.nextBoolean()) {
                host.start();
                assertTrue(host.write(WRITE) && host.write(pointer), "seed " + seed);
                for (int i = 0; i < count; i++) {
                    int value = random.nextInt(256);
                    model[(pointer + i) % 16] = value;
                    assertTrue(host.write(value), "seed " + seed);
                }
                host.stop();
            } else {
                var expected = new ArrayList<Integer>();
                for (int i = 0; i < count + 1; i++) {
                    expected.add(model[(pointer + i) % 16]);
                }
                assertEquals(expected, read(pointer, count + 1), "seed " + seed);
            }
            assertTrue(host.isIdle(), "seed " + seed);
        }
    }

    private List<Integer> read(int pointer, int count) throws IOException {
        host.start();
        assertTrue(host.write(WRITE));
        assertTrue(host.write(pointer));
        host.start();
        assertTrue(host.write(READ));
        var values = new ArrayList<Integer>();
        for (int i = 1; i <= count; i++) {
            values.add(host.read(i == count));
        }
        host.stop();
        return values;
    }
}
