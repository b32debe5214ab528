package dev.jumper.gpio.pi4j;

import com.pi4j.context.Context;
import com.pi4j.exception.InitializeException;
import com.pi4j.exception.ShutdownException;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalInputBase;
import com.pi4j.io.gpio.digital.DigitalInputConfig;
import com.pi4j.io.gpio.digital.DigitalInputProvider;
import com.pi4j.io.gpio.digital.DigitalInputProviderBase;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.DigitalStateChangeEvent;
import com.pi4j.io.gpio.digital.PullResistance;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.io.IOException;

/// Pi4J's digital inputs on pins of ours. Debouncing is the source's to do, and not done here.
@SuppressWarnings("exports") // who uses these requires com.pi4j anyway, and nobody else has to have it
public final class PinInputs extends DigitalInputProviderBase {
    private final PinSource source;

    /// Makes the provider; its id for Pi4J is `jumper-digital-input`.
    public PinInputs(PinSource source) {
        super("jumper-digital-input", "Jumper digital inputs");
        this.source = source;
    }

    @Override
    public DigitalInput create(DigitalInputConfig config) {
        var input = new Input(this, config, source);
        context.registry().add(input);
        return input;
    }

    private static final class Input extends DigitalInputBase {
        private final PinSource source;
        private Pin pin;
        private DigitalState last = DigitalState.UNKNOWN;

        Input(DigitalInputProvider provider, DigitalInputConfig config, PinSource source) {
            super(provider, config);
            this.source = source;
        }

        @Override
        public DigitalInput initialize(Context context) throws InitializeException {
            super.initialize(context);
            int address = config.address();
            try {
                pin = source.pin(address);
                pin.input(pull(config.pull()));
                last = DigitalState.getState(pin.isHigh());
                source.onChange(address, this::state);
            } catch (IOException e) {
                throw new InitializeException("digital input " + address + ": " + e.getMessage(), e);
            }
            return this;
        }

        private static Pull pull(PullResistance resistance) {
            return switch (resistance) {
                case PULL_UP -> Pull.UP;
                case PULL_DOWN -> Pull.DOWN;
                case OFF -> Pull.NONE;
            };
        }

        /// Reads the pin, and tells listeners if it has changed.
        @Override
        public DigitalState state() {
            DigitalState now;
            try {
                now = DigitalState.getState(pin.isHigh());
            } catch (IOException e) {
                throw new com.pi4j.io.exception.IOException(
                        "digital input " + config.address() + ": " + e.getMessage(), e);
            }
            if (now != last) {
                last = now;
                dispatch(new DigitalStateChangeEvent<DigitalInput>(this, now));
            }
            return now;
        }

        @Override
        public DigitalInput shutdown(Context context) throws ShutdownException {
            super.shutdown(context);
            Closing.close(pin);
            return this;
        }
    }
}
