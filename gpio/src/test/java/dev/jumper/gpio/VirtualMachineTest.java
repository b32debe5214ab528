package dev.jumper.gpio;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Runs the tests tagged `vm` in a virtual machine whose Linux has simulated GPIO chips.
class VirtualMachineTest {
    @Test
    void testsOnTheKernelsSimulatedChipsPass() throws IOException, InterruptedException {
        VirtualMachine.test("tests of the kernel's GPIO", "dev.jumper.gpio");
    }
}
