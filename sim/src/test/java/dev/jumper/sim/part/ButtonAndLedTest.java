package dev.jumper.sim.part;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.Recorder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ButtonAndLedTest {
    private static final long MILLISECOND = 1_000_000;

    private final Circuit circuit = Circuit.create();

    @Test
    void aButtonConnectsItsLineToGround() {
        var net = circuit.net("key").pulledUp();
        var button = circuit.add(Button.toGround("key"));
        button.press();
        assertEquals(0, net.level());
        button.release();
        assertEquals(1, net.level());
    }

    @Test
    void aButtonConnectsItsLineToTheSupply() {
        var net = circuit.net("key").pulledDown();
        var button = circuit.add(Button.toSupply("key"));
        button.press();
        assertEquals(1, net.level());
        assertTrue(button.pressed());
        button.release();
        assertEquals(0, net.level());
    }

    @Test
    void aButtonIsPressedLater() {
        circuit.net("key").pulledUp();
        circuit.add(Button.toGround("key")).pressLater(5 * MILLISECOND, 2 * MILLISECOND);
        var recorder = Recorder.of(circuit, "key");
        circuit.ticks().delay(20 * MILLISECOND);
        var key = recorder.waveform().signal("key");
        assertEquals(2, key.edges());
        assertEquals(5 * MILLISECOND, key.time(0));
        assertEquals(7 * MILLISECOND, key.time(1));
    }

    @Test
    void aButtonBouncesWithinItsTimeAndSettles() {
        int bounces = 0;
        for (long seed = 1; seed <= 20; seed++) {
            var edges = bounces(seed);
            assertEquals(edges, bounces(seed), "seed " + seed);
            assertEquals(1, edges.size() % 2, "seed " + seed + " ends pressed");
            assertTrue(edges.getLast() <= 3 * MILLISECOND, "seed " + seed);
            bounces += edges.size() - 1;
        }
        assertTrue(bounces > 20, "there were " + bounces);
        assertNotEquals(bounces(1), bounces(2));
    }

    @Test
    void aLightCountsItsChangesAndItsTime() throws IOException {
        var light = circuit.add(Led.on("led"));
        var pin = circuit.pin("led");
        pin.ioctl(Pin.OUTPUT, 0);
        light.restart();
        for (int i = 0; i < 100; i++) {
            pin.ioctl(Pin.WRITE, 1);
            circuit.ticks().delay(249_900);
            pin.ioctl(Pin.WRITE, 0);
            circuit.ticks().delay(749_900);
        }
        assertEquals(200, light.changes());
        assertEquals(100 * 250_000, light.onNanos());
        assertEquals(0.25, light.brightness(), 1e-9);
        assertFalse(light.lit());
    }

    @Test
    void aLightMayShineWhenItsLineIsLow() throws IOException {
        var light = circuit.add(Led.activeLow("led"));
        var pin = circuit.pin("led");
        pin.ioctl(Pin.OUTPUT, 0);
        assertTrue(light.lit());
        circuit.ticks().delay(MILLISECOND);
        assertEquals(1.0, light.brightness());
        pin.ioctl(Pin.WRITE, 1);
        assertFalse(light.lit());
        assertEquals(1, light.changes());
    }

    @Test
    void aLightThatIsNowhereSaysSo() {
        var light = Led.on("led");
        var e = assertThrows(IllegalStateException.class, light::brightness);
        assertEquals("light on led is in no circuit; add it first", e.getMessage());
    }

    /// Returns the times of the edges of one press with a bounce of 3 ms.
    private static List<Long> bounces(long seed) {
        var circuit = Circuit.create(CircuitOptions.DEFAULT.withSeed(seed));
        var net = circuit.net("key").pulledUp();
        var button = circuit.add(Button.toGround("key").bouncing(3 * MILLISECOND));
        var times = new ArrayList<Long>();
        net.listen((_, _) -> times.add(circuit.nanos()));
        button.press();
        circuit.ticks().delay(10 * MILLISECOND);
        assertEquals(0, net.level(), "seed " + seed);
        return times;
    }
}
