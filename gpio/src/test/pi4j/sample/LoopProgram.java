package sample;

import com.pi4j.Pi4J;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;

/// A program as it would run on a Raspberry Pi whose GPIO22 and GPIO24 are joined by a wire: Pi4J's own API only.
public final class LoopProgram {
    private LoopProgram() {}

    /// Drives one pin, and tells what the other makes of it.
    public static void main(String[] args) {
        var pi4j = Pi4J.newAutoContext();
        var led = pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                .id("led")
                .address(22)
                .initial(DigitalState.LOW)
                .shutdown(DigitalState.LOW));
        var button = pi4j.create(
                DigitalInput.newConfigBuilder(pi4j).id("button").address(24).pull(PullResistance.PULL_DOWN));
        button.addListener(event -> System.out.println("event " + event.state()));
        for (int i = 0; i < 2; i++) {
            led.high();
            System.out.println("button " + button.state());
            led.low();
            System.out.println("button " + button.state());
        }
        pi4j.shutdown();
    }
}
