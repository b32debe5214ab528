package sample;

import com.pi4j.Pi4J;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.plugin.mock.provider.gpio.digital.MockDigitalOutputProviderImpl;
import dev.jumper.gpio.pi4j.Pi4jPins;
import java.io.IOException;

/// A program that hands what Pi4J has opened to what wants a pin.
public final class PinProgram {
    private PinProgram() {}

    /// Drives Pi4J's output as a pin, and tells what Pi4J makes of it.
    public static void main(String[] args) throws IOException {
        var pi4j = Pi4J.newContextBuilder()
                .add(new MockDigitalOutputProviderImpl())
                .build();
        var output = pi4j.create(DigitalOutput.newConfigBuilder(pi4j).address(5));
        var pin = Pi4jPins.of(output);
        pin.output(true);
        System.out.println("output " + output.state());
        pin.set(false);
        System.out.println("output " + output.state());
        pi4j.shutdown();
    }
}
