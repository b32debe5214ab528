package dev.jumper.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class TrainingTest {
    @Test
    void everyCommandOfTheTrainingSucceeds() throws Exception {
        assertEquals(0, Training.onAPort());
        assertEquals(0, Training.onACircuit());
    }
}
