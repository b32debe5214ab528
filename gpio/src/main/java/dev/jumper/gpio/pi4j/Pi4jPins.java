package dev.jumper.gpio.pi4j;

import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.io.IOException;

/// What a Pi4J program has opened, as pins for buses and drivers.
///
/// Pi4J cannot turn an input into an output without closing it, so these cannot either: a push-pull SPI bus or an
/// output works, 1-Wire, DHT and I2C need a [dev.jumper.gpio.GpioLine].
@SuppressWarnings("exports") // who uses these requires com.pi4j anyway, and nobody else has to have it
public final class Pi4jPins {
    private static final String REMEDY = "; Pi4J opens a line for one direction, so take a GpioLine for this";

    private Pi4jPins() {}

    /// Returns an output as a pin; it stays Pi4J's to shut down.
    public static Pin of(DigitalOutput output) {
        return new Output(output);
    }

    /// Returns an input as a pin, with the resistor that it was opened with; it stays Pi4J's to shut down.
    public static Pin of(DigitalInput input) {
        return new Input(input);
    }

    private record Output(DigitalOutput output) implements Pin {
        @Override
        public int ioctl(int request, int argument) throws IOException {
            return switch (request) {
                case READ -> output.state() == DigitalState.HIGH ? 1 : 0;
                case WRITE, OUTPUT -> {
                    Pin.requireLevel(this, request, argument);
                    try {
                        output.state(argument == 1 ? DigitalState.HIGH : DigitalState.LOW);
                    } catch (com.pi4j.io.exception.IOException e) {
                        throw new IOException(this + ": " + e.getMessage(), e);
                    }
                    yield 0;
                }
                case INPUT, OPEN_DRAIN ->
                    throw new UnsupportedOperationException(this + ": cannot do " + Pin.requestName(request) + REMEDY);
                default -> throw Pin.unknown(this, request);
            };
        }

        @Override
        public String toString() {
            return "Pi4J output " + output.config().address();
        }
    }

    private record Input(DigitalInput input) implements Pin {
        @Override
        public int ioctl(int request, int argument) {
            return switch (request) {
                case READ -> input.state() == DigitalState.HIGH ? 1 : 0;
                case INPUT -> {
                    if (argument != pull().ordinal()) {
                        throw new UnsupportedOperationException(
                                "%s: its resistor is %s and cannot be changed; open it with the other one"
                                        .formatted(this, input.pull()));
                    }
                    yield 0;
                }
                case WRITE -> throw new IllegalStateException(this + ": written while it is an input" + REMEDY);
                case OUTPUT, OPEN_DRAIN ->
                    throw new UnsupportedOperationException(this + ": cannot do " + Pin.requestName(request) + REMEDY);
                default -> throw Pin.unknown(this, request);
            };
        }

        private Pull pull() {
            return input.pull() == PullResistance.PULL_UP
                    ? Pull.UP
                    : input.pull() == PullResistance.PULL_DOWN ? Pull.DOWN : Pull.NONE;
        }

        @Override
        public String toString() {
            return "Pi4J input " + input.config().address();
        }
    }
}
