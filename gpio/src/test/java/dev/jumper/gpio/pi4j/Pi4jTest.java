package dev.jumper.gpio.pi4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalInputProviderImpl;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProviderImpl;
import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.EdgeSource;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Pi4jTest {
    private final Circuit circuit = Circuit.create();
    /// What is to be told once the circuit is at rest, of pins that do not tell themselves.
    private final Queue<Runnable> changes = new ArrayDeque<>();

    private boolean plain;
    private int told;

    private Context pi4j;

    @AfterEach
    void shutDown() {
        if (pi4j != null) {
            pi4j.shutdown();
        }
    }

    /// Pins of the circuit, whose nets are called as the lines of a Raspberry Pi are.
    private final class CircuitSource implements PinSource {
        @Override
        public Pin pin(int address) throws IOException {
            if (address > 27) {
                throw new IOException("found no GPIO" + address + ", expected GPIO0 to GPIO27");
            }
            var pin = circuit.pin("GPIO" + address);
            return plain ? pin::ioctl : pin;
        }

        @Override
        public void onChange(int address, Runnable change) {
            circuit.net("GPIO" + address).listen((net, level) -> changes.add(change));
        }
    }

    private Context onCircuit() {
        var source = new CircuitSource();
        pi4j = Pi4J.newContextBuilder()
                .add(new PinInputs(source), new PinOutputs(source))
                .build();
        return pi4j;
    }

    private Context onMock() {
        pi4j = Pi4J.newContextBuilder()
                .add(new MockDigitalInputProviderImpl(), new MockDigitalOutputProviderImpl())
                .build();
        return pi4j;
    }

    @Test
    void aPi4jOutputDrivesANet() {
        var led = onCircuit()
                .create(DigitalOutput.newConfigBuilder(pi4j)
                        .address(22)
                        .initial(DigitalState.HIGH)
                        .shutdown(DigitalState.LOW));
        assertEquals(1, circuit.net("GPIO22").level());
        led.low();
        assertEquals(0, circuit.net("GPIO22").level());
        led.toggle();
        assertEquals(1, circuit.net("GPIO22").level());
        assertEquals(DigitalState.HIGH, led.state());
        pi4j.shutdown();
        assertEquals(0, circuit.net("GPIO22").level(), "the state at the end");
    }

    @Test
    void aPi4jInputReadsANetWithItsResistor() {
        var input = onCircuit()
                .create(DigitalInput.newConfigBuilder(pi4j).address(4).pull(PullResistance.PULL_UP));
        assertTrue(input.isHigh());
        circuit.net("GPIO4").terminal("finger").drive(0);
        assertTrue(input.isLow());
    }

    @Test
    void aPinThatIsNotThereIsToldThroughPi4j() {
        onCircuit();
        var e = assertThrows(
                IllegalStateException.class,
                () -> pi4j.create(DigitalOutput.newConfigBuilder(pi4j).address(99)));
        assertEquals(
                "digital output 99: found no GPIO99, expected GPIO0 to GPIO27",
                assertInstanceOf(InitializeException.class, e.getCause()).getMessage());
    }

    @Test
    void aPinOverAPi4jOutputIsWrittenAndRead() throws IOException {
        var output = onMock().create(DigitalOutput.newConfigBuilder(pi4j).address(5));
        var pin = Pi4jPins.of(output);
        pin.output(true);
        assertEquals(DigitalState.HIGH, output.state());
        pin.set(false);
        assertEquals(DigitalState.LOW, output.state());
        assertFalse(pin.isHigh());
        assertEquals(
                "Pi4J output 5: cannot do INPUT (3); Pi4J opens a line for one direction, so take a GpioLine for this",
                assertThrows(UnsupportedOperationException.class, () -> pin.ioctl(Pin.INPUT, 0))
                        .getMessage());
        assertEquals(
                "Pi4J output 5: level of WRITE (2) is 2, expected 0 or 1",
                assertThrows(IllegalArgumentException.class, () -> pin.ioctl(Pin.WRITE, 2))
                        .getMessage());
    }

    @Test
    void aPinOverAPi4jInputIsReadOnly() throws IOException {
        var input =
                onMock().create(DigitalInput.newConfigBuilder(pi4j).address(6).pull(PullResistance.PULL_UP));
        var pin = Pi4jPins.of(input);
        ((MockDigitalInput) input).mockState(DigitalState.HIGH);
        assertTrue(pin.isHigh());
        pin.ioctl(Pin.INPUT, Pin.PULL_UP);
        assertEquals(
                "Pi4J input 6: its resistor is UP and cannot be changed; open it with the other one",
                assertThrows(UnsupportedOperationException.class, () -> pin.ioctl(Pin.INPUT, Pin.FLOATING))
                        .getMessage());
        assertThrows(IllegalStateException.class, () -> pin.ioctl(Pin.WRITE, 1));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aPi4jProgramRunsUnchangedOnACircuit(boolean withoutEdges) throws IOException {
        plain = withoutEdges;
        var sample = new BlinkSample();
        sample.start(onCircuit());
        var button = circuit.net("GPIO24").terminal("button");
        button.drive(1);
        settle();
        assertEquals(1, circuit.net("GPIO22").level());
        button.release();
        settle();
        assertEquals(0, circuit.net("GPIO22").level());
        assertEquals(1, sample.presses());
        assertEquals(withoutEdges ? 2 : 0, told);
    }

    /// Pulses that are over before the program reads the pin.
    @Test
    void listenersLearnOfEachEdgeUntilTheEnd() throws IOException {
        var input = onCircuit()
                .create(DigitalInput.newConfigBuilder(pi4j).address(4).pull(PullResistance.PULL_DOWN));
        var states = new ArrayList<DigitalState>();
        input.addListener(event -> states.add(event.state()));
        var button = circuit.net("GPIO4").terminal("button");
        for (int i = 0; i < 2; i++) {
            button.drive(1);
            circuit.ticks().delay(100);
            button.release();
            circuit.ticks().delay(100);
        }
        var pulses = List.of(DigitalState.HIGH, DigitalState.LOW, DigitalState.HIGH, DigitalState.LOW);
        assertEquals(pulses, states);
        assertTrue(input.isLow());
        assertEquals(pulses, states, "a read tells nothing anew");
        pi4j.shutdown();
        button.drive(1);
        circuit.ticks().delay(100);
        assertEquals(pulses, states);
    }

    /// As a line does whose chip has no interrupts.
    @Test
    void aPinThatCannotTellOfItsEdgesIsReadAllTheSame() {
        final class Deaf implements Pin, EdgeSource {
            private final Pin pin = circuit.pin("GPIO4");

            @Override
            public int ioctl(int request, int argument) throws IOException {
                return pin.ioctl(request, argument);
            }

            @Override
            public Listening listen(EdgeListener listener) throws IOException {
                throw new IOException("no interrupts");
            }
        }
        pi4j = Pi4J.newContextBuilder().add(new PinInputs(_ -> new Deaf())).build();
        var input = pi4j.create(DigitalInput.newConfigBuilder(pi4j).address(4).pull(PullResistance.PULL_UP));
        var states = new ArrayList<DigitalState>();
        input.addListener(event -> states.add(event.state()));
        circuit.net("GPIO4").terminal("finger").drive(0);
        assertTrue(input.isLow());
        assertEquals(List.of(DigitalState.LOW), states);
    }

    private void settle() {
        circuit.ticks().delay(1_000);
        while (!changes.isEmpty()) {
            told++;
            changes.remove().run();
        }
    }
}
