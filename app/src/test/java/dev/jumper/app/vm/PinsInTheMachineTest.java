package dev.jumper.app.vm;

import dev.jumper.gpio.VirtualMachine;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Runs the tests of the command tagged `vm` in a virtual machine whose Linux has simulated GPIO chips.
class PinsInTheMachineTest {
    @Test
    void theCommandWorksAtTheKernelsSimulatedChips() throws IOException, InterruptedException {
        VirtualMachine.test("tests of the command at the kernel's GPIO", "dev.jumper.app.vm");
    }
}
