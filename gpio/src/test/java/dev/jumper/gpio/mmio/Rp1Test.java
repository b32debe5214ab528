package dev.jumper.gpio.mmio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.Pull;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Registers and bits are those of "RP1 Peripherals", chapter 3: tables "IO_BANK0", "SYS_RIO0" and "PADS_BANK0".
class Rp1Test {
    /// Registers with the atomic aliases of the chip, all bits kept; every write is recorded.
    private static final class Model implements Registers {
        final List<String> writes = new ArrayList<>();
        final TreeMap<Integer, Integer> values = new TreeMap<>();
        int outside;

        @Override
        public int read(int offset) {
            if (offset == 0x10008) {
                int enabled = values.getOrDefault(0x10004, 0);
                return values.getOrDefault(0x10000, 0) & enabled | outside & ~enabled;
            }
            return values.getOrDefault(offset, 0);
        }

        @Override
        public void write(int offset, int value) {
            writes.add("%05x=%08x".formatted(offset, value));
            int register = offset & ~0x3000;
            int old = values.getOrDefault(register, 0);
            values.put(
                    register,
                    switch (offset & 0x3000) {
                        case 0x1000 -> old ^ value;
                        case 0x2000 -> old | value;
                        case 0x3000 -> old & ~value;
                        default -> value;
                    });
        }
    }

    private final Model model = new Model();
    private final Controller controller = Rp1.of(model);

    @Test
    void aFunctionIsToldByItsNumberInTheDataSheet() { // "GPIO functions"
        model.values.put(8 * 2 + 4, 3); // I2C1
        model.values.put(8 * 4 + 4, 0x1f);
        model.values.put(8 * 5 + 4, 0x85); // other bits stay out of it
        model.values.put(8 * 6 + 4, 5);
        model.values.put(0x10004, 1 << 6);
        assertEquals(
                List.of("alt3", "none", "input", "output"),
                List.of(
                        controller.function(2),
                        controller.function(4),
                        controller.function(5),
                        controller.function(6)));
        assertEquals(List.of(), model.writes);
    }

    @Test
    void anEdgeIsOneStoreToTheSetOrClearAlias() {
        controller.drive(1 << 17, 0);
        controller.drive(0, 1 << 17);
        assertEquals(List.of("12000=00020000", "13000=00020000"), model.writes);
    }

    @Test
    void anOutputIsEnabledAndGivenToTheRegistersWithItsPadOpen() {
        model.values.put(0x20000 + 4 + 4 * 17, 0x96); // as after a reset: output disabled, input off
        model.values.put(8 * 17 + 4, 0x1f); // function NULL
        controller.output(17);
        assertEquals(List.of("12004=00020000", "20048=00000056", "0008c=00000005"), model.writes);
        controller.drive(1 << 17, 0);
        assertEquals(1 << 17, controller.levels(1 << 17), "an output is read back");
    }

    @Test
    void anInputIsDisabledAsAnOutputFirst() {
        controller.input(4);
        assertEquals("13004=00000010", model.writes.getFirst());
        model.outside = 1 << 4;
        assertEquals(1 << 4, controller.levels(-1));
    }

    @Test
    void otherBitsOfTheControlRegisterStay() {
        model.values.put(8 * 2 + 4, 0x0001_0083);
        controller.output(2);
        assertEquals(0x0001_0085, model.values.get(8 * 2 + 4));
    }

    @Test
    void aResistorIsABitOfThePad() {
        model.values.put(0x20004, 0x56);
        controller.pull(0, Pull.UP);
        assertEquals(0x5a, model.values.get(0x20004));
        controller.pull(0, Pull.DOWN);
        assertEquals(0x56, model.values.get(0x20004));
        controller.pull(0, Pull.NONE);
        assertEquals(0x52, model.values.get(0x20004));
    }
}
