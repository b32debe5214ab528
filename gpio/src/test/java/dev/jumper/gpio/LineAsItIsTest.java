package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.EdgeCapture;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Lines that are requested and left as they are.
@Tag("vm")
class LineAsItIsTest {
    private static final long LONG_ENOUGH = 20_000_000_000L;

    private SimulatedChip simulated;
    private GpioChip chip;
    private GpioLine line;

    @BeforeEach
    void request() throws IOException {
        simulated = SimulatedChip.create("as-it-is", 2, Map.of());
        simulated.pull(1, true);
        chip = GpioChip.withLabel("as-it-is");
        line = chip.request(1, LineOptions.DEFAULT.asIs());
    }

    @AfterEach
    void release() throws IOException {
        line.close();
        chip.close();
        simulated.close();
    }

    @Test
    void isReadWithoutAChange() throws IOException {
        var before = chip.line(1);
        assertTrue(before.used());
        assertTrue(line.isHigh());
        assertEquals("pull-up", simulated.pull(1));
        assertEquals(before, chip.line(1));
        assertThrows(IllegalStateException.class, () -> line.set(false));
    }

    @Test
    void becomesAnOutputAtItsFirstLevel() throws IOException {
        line.output(true);
        assertTrue(chip.line(1).output());
        assertEquals(1, simulated.level(1));
        line.set(false);
        assertEquals(0, simulated.level(1));
    }

    @Test
    void becomesAnInputWhenItsEdgesAreAskedFor() throws IOException {
        line.arm();
        assertFalse(chip.line(1).output());
        simulated.pull(1, false);
        var edges = new long[1];
        assertEquals(1, line.take(edges, 0, 1, LONG_ENOUGH));
        assertEquals(0, EdgeCapture.level(edges[0]));
        line.disarm();
    }
}
