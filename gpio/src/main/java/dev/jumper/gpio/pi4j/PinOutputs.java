package dev.jumper.gpio.pi4j;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalOutputBase;
import com.pi4j.io.gpio.digital.DigitalOutputConfig;
import com.pi4j.io.gpio.digital.DigitalOutputProvider;
import com.pi4j.io.gpio.digital.DigitalOutputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import dev.jumper.hal.Pin;
import java.io.IOException;

/// Pi4J's digital outputs on pins of ours; each has its initial state, low if none is given, from the first moment
/// on.
@SuppressWarnings("exports") // who uses these requires com.pi4j anyway, and nobody else has to have it
public final class PinOutputs extends DigitalOutputProviderBase {
    private final PinSource source;

    /// Makes the provider; its id for Pi4J is `jumper-digital-output`.
    public PinOutputs(PinSource source) {
        super("jumper-digital-output", "Jumper digital outputs");
        this.source = source;
    }

    @Override
    public DigitalOutput create(DigitalOutputConfig config) {
        var output = new Output(this, config, source);
        context.registry().add(output);
        return output;
    }

    private static final class Output extends DigitalOutputBase {
        private final PinSource source;
        private Pin pin;

        Output(DigitalOutputProvider provider, DigitalOutputConfig config, PinSource source) {
            super(provider, config);
            this.source = source;
        }

        @Override
        public DigitalOutput initialize(Context context) throws InitializeException {
            int address = config.address();
            try {
                pin = source.pin(address);
                pin.output(config.initialState() == DigitalState.HIGH);
            } catch (IOException e) {
                throw new InitializeException("digital output " + address + ": " + e.getMessage(), e);
            }
            state = config.initialState() == DigitalState.HIGH ? DigitalState.HIGH : DigitalState.LOW;
            return super.initialize(context);
        }

        @Override
        public DigitalOutput state(DigitalState wanted) throws com.pi4j.io.exception.IOException {
            if (wanted == DigitalState.UNKNOWN) {
                throw new com.pi4j.io.exception.IOException(
                        "digital output " + config.address() + ": state is UNKNOWN, expected HIGH or LOW");
            }
            try {
                pin.set(wanted == DigitalState.HIGH);
            } catch (IOException e) {
                throw new com.pi4j.io.exception.IOException(
                        "digital output " + config.address() + ": " + e.getMessage(), e);
            }
            return super.state(wanted);
        }

        @Override
        public DigitalOutput shutdown(Context context) throws ShutdownException {
            super.shutdown(context); // to the state that the program wants at the end
            Closing.close(pin);
            return this;
        }
    }
}
