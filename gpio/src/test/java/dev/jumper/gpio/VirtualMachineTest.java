package dev.jumper.gpio;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// Runs the tests tagged `vm` and `vm-steady` in virtual machines whose Linux has simulated GPIO chips.
class VirtualMachineTest {
    @Test
    void testsOnTheKernelsSimulatedChipsPass() throws IOException, InterruptedException {
        VirtualMachine.test("tests of the kernel's GPIO", "dev.jumper.gpio");
    }

    @Test
    void testsOfPulsesPassOnASteadyClock() throws IOException, InterruptedException {
        VirtualMachine.testSteadily("tests of pulses at the kernel's GPIO", "dev.jumper.gpio");
    }
}
