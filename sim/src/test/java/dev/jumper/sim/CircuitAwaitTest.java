package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CircuitAwaitTest {
    private final Circuit circuit = Circuit.create();
    private final AtomicInteger happened = new AtomicInteger();

    @Test
    void endsAtTheMomentThatWasWaitedFor() {
        circuit.after(100, happened::incrementAndGet);
        circuit.after(250, happened::incrementAndGet);
        circuit.after(400, happened::incrementAndGet);
        assertTrue(circuit.await(1_000, () -> happened.get() == 2));
        assertEquals(250, circuit.nanos());
    }

    @Test
    void endsAfterItsTimeOtherwise() {
        circuit.after(1_001, happened::incrementAndGet);
        assertFalse(circuit.await(1_000, () -> happened.get() == 1));
        assertEquals(1_000, circuit.nanos());
    }

    @Test
    void whatHappensAtTheLastMomentCounts() {
        circuit.after(1_000, happened::incrementAndGet);
        assertTrue(circuit.await(1_000, () -> happened.get() == 1));
    }

    @Test
    void takesNoTimeForWhatIsThereAlready() {
        assertTrue(circuit.await(1_000, () -> true));
        assertFalse(circuit.await(-1, () -> false));
        assertEquals(0, circuit.nanos());
    }

    @Test
    void isNoBusinessOfParts() {
        circuit.after(10, () -> circuit.await(10, () -> false));
        var e = assertThrows(IllegalStateException.class, () -> circuit.ticks().delay(20));
        assertTrue(e.getMessage().startsWith("a part waited"), e.getMessage());
    }
}
