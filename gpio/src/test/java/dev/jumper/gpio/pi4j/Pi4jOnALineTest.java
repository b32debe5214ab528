package dev.jumper.gpio.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import dev.jumper.gpio.GpioChip;
import dev.jumper.gpio.LineOptions;
import dev.jumper.gpio.SimulatedChip;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Pi4J on a line of a chip that the kernel simulates; runs in the virtual machine.
@Tag("vm")
class Pi4jOnALineTest {
    @Test
    void theKernelsEdgesReachPi4jsListenersWithoutARead() throws Exception {
        try (var simulated = SimulatedChip.create("jumper-pi4j", 8, Map.of());
                var chip = GpioChip.withLabel("jumper-pi4j")) {
            var pi4j = Pi4J.newContextBuilder()
                    .add(new PinInputs(address -> chip.request(address, LineOptions.DEFAULT)))
                    .build();
            var input =
                    pi4j.create(DigitalInput.newConfigBuilder(pi4j).address(3).pull(PullResistance.OFF));
            var states = new LinkedBlockingQueue<DigitalState>();
            input.addListener(event -> states.add(event.state()));
            for (int i = 0; i < 3; i++) {
                simulated.pull(3, true);
                assertEquals(DigitalState.HIGH, states.poll(1, TimeUnit.MINUTES));
                simulated.pull(3, false);
                assertEquals(DigitalState.LOW, states.poll(1, TimeUnit.MINUTES));
            }
            assertTrue(chip.line(3).used());
            pi4j.shutdown();
            assertFalse(chip.line(3).used());
        }
    }
}
