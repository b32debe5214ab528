package dev.jumper.gpio;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// Tests with a chip of four lines, simulated by the kernel, there for each and gone after it.
class PluggedChip {
    private final String label;
    SimulatedChip simulated;
    GpioChip chip;

    PluggedChip(String label) {
        this.label = label;
    }

    @BeforeEach
    void plugIn() throws IOException {
        simulated = SimulatedChip.create(label, 4, Map.of());
        chip = GpioChip.withLabel(label);
    }

    @AfterEach
    void unplug() throws IOException {
        chip.close();
        simulated.close();
    }
}
