package dev.jumper.gpio.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/// Offsets and ids are those of `include/uapi/linux/gpio.h` (Linux 6.12), `struct gpio_v2_line_config` and
/// `struct gpio_v2_line_config_attribute`, as a C compiler lays them out.
class LineConfigTest {
    private static final int FIRST = 32;
    private static final int EACH = 24;

    private static ByteBuffer written(LineConfig config, int attributes) {
        var memory = Arena.ofAuto().allocate(272, 8);
        memory.fill((byte) 0x55);
        assertEquals(attributes, config.write(memory));
        return memory.asByteBuffer().order(ByteOrder.nativeOrder());
    }

    @Test
    void anInputNeedsNoAttribute() {
        var config = new LineConfig(1);
        config.flags(0, 4 | 256);
        var bytes = written(config, 0);
        assertEquals(4 | 256, bytes.getLong(0));
        assertEquals(0, bytes.getInt(8));
    }

    @Test
    void outputsHaveTheirLevelsInOneAttribute() {
        var config = new LineConfig(3);
        for (int i = 0; i < 3; i++) {
            config.flags(i, 8);
        }
        config.levels(0b111, 0b101);
        var bytes = written(config, 1);
        assertEquals(8, bytes.getLong(0));
        assertEquals(1, bytes.getInt(8));
        assertEquals(2, bytes.getInt(FIRST), "GPIO_V2_LINE_ATTR_ID_OUTPUT_VALUES");
        assertEquals(0b101, bytes.getLong(FIRST + 8));
        assertEquals(0b111, bytes.getLong(FIRST + 16));
    }

    @Test
    void linesThatDifferFromTheFirstShareAnAttributeForEachKind() {
        var config = new LineConfig(4);
        config.flags(0, 4);
        config.flags(1, 8);
        config.flags(2, 4);
        config.flags(3, 8);
        config.levels(-1, 0b1000);
        config.debounce(0, 5000);
        var bytes = written(config, 3);
        assertEquals(1, bytes.getInt(FIRST), "GPIO_V2_LINE_ATTR_ID_FLAGS");
        assertEquals(8, bytes.getLong(FIRST + 8));
        assertEquals(0b1010, bytes.getLong(FIRST + 16));
        assertEquals(2, bytes.getInt(FIRST + EACH));
        assertEquals(0b1000, bytes.getLong(FIRST + EACH + 8));
        assertEquals(0b1010, bytes.getLong(FIRST + EACH + 16));
        assertEquals(3, bytes.getInt(FIRST + 2 * EACH), "GPIO_V2_LINE_ATTR_ID_DEBOUNCE");
        assertEquals(5000, bytes.getInt(FIRST + 2 * EACH + 8));
        assertEquals(0b0001, bytes.getLong(FIRST + 2 * EACH + 16));
    }

    @Test
    void moreKindsThanTheKernelTakesAreCounted() {
        var config = new LineConfig(12);
        for (int i = 0; i < 12; i++) {
            config.flags(i, 4L << 20 + i);
        }
        written(config, 11);
    }
}
