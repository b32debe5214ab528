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
import dev.jumper.hal.EdgeSource;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.io.IOException;
import java.util.Optional;

/// Pi4J's digital inputs on pins of ours. Debouncing is the source's to do, and not done here.
///
/// A pin that tells of its edges ([EdgeSource]) has each of them told to Pi4J's listeners, by the thread that the
/// pin has for that. Of other pins, and those that turn out unable, listeners learn when [PinSource#onChange] says
/// so or the program reads.
@SuppressWarnings("exports") // who uses these requires com.pi4j anyway, and nobody else has to have it
public final class PinInputs extends DigitalInputProviderBase {
    private static final System.Logger LOGGER = System.getLogger(PinInputs.class.getPackageName());

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
        private Optional<EdgeSource.Listening> listening = Optional.empty();
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
                listening = listen();
                if (listening.isEmpty()) {
                    source.onChange(address, this::state);
                }
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

        /// Has the pin tell of its edges if it can.
        private Optional<EdgeSource.Listening> listen() {
            if (!(pin instanceof EdgeSource edges)) {
                return Optional.empty();
            }
            try {
                return Optional.of(edges.listen((_, _, level) -> tell(DigitalState.getState(level))));
            } catch (IOException e) {
                LOGGER.log(
                        System.Logger.Level.WARNING,
                        () -> "digital input " + config.address()
                                + ": cannot tell of its edges, listeners learn of them late: " + e.getMessage());
                return Optional.empty();
            }
        }

        private void tell(DigitalState now) {
            dispatch(new DigitalStateChangeEvent<DigitalInput>(this, now));
        }

        /// Reads the pin, and tells listeners if it has changed and nobody else does.
        @Override
        public DigitalState state() {
            DigitalState now;
            try {
                now = DigitalState.getState(pin.isHigh());
            } catch (IOException e) {
                throw new com.pi4j.io.exception.IOException(
                        "digital input " + config.address() + ": " + e.getMessage(), e);
            }
            if (listening.isEmpty() && now != last) {
                last = now;
                tell(now);
            }
            return now;
        }

        @Override
        public DigitalInput shutdown(Context context) throws ShutdownException {
            super.shutdown(context);
            if (listening.isPresent()) {
                Closing.close(pin, listening.get());
            }
            Closing.close(pin);
            return this;
        }
    }
}
