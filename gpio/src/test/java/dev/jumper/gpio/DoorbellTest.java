package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.EdgeSource;
import dev.jumper.hal.Pull;
import dev.jumper.sim.Circuit;
import org.junit.jupiter.api.Test;

/// A program that listens, on a circuit; [GpioListenerTest] runs it on a line of the kernel.
class DoorbellTest {
    @Test
    void aProgramThatListensRunsOnACircuitAsOnALine() throws Exception {
        var circuit = Circuit.create();
        var pin = circuit.pin("bell");
        pin.input(Pull.UP);
        var finger = circuit.net("bell").terminal("finger");
        var bell = new Doorbell();
        try (var _ = ((EdgeSource) pin).listen(bell)) {
            for (int i = 0; i < 3; i++) {
                circuit.after(1_000_000, () -> finger.drive(0));
                circuit.after(2_000_000, finger::release);
                circuit.ticks().delay(5_000_000);
            }
            bell.await(6);
        }
        assertEquals(3, bell.rings());
    }
}
