package dev.jumper.gpio.pi4j;

import com.pi4j.context.Context;
import com.pi4j.io.gpio.digital.DigitalInput;
import com.pi4j.io.gpio.digital.DigitalOutput;
import com.pi4j.io.gpio.digital.DigitalState;
import com.pi4j.io.gpio.digital.PullResistance;

/// A program for Pi4J that knows nothing of Jumper: an LED follows a button.
final class BlinkSample {
    private static final int LED = 22;
    private static final int BUTTON = 24;

    private int presses;

    /// Sets the program up.
    void start(Context pi4j) {
        var led = pi4j.create(DigitalOutput.newConfigBuilder(pi4j)
                .id("led")
                .address(LED)
                .initial(DigitalState.LOW)
                .shutdown(DigitalState.LOW));
        var button = pi4j.create(
                DigitalInput.newConfigBuilder(pi4j).id("button").address(BUTTON).pull(PullResistance.PULL_DOWN));
        button.addListener(event -> {
            if (event.state() == DigitalState.HIGH) {
                presses++;
                led.high();
            } else {
                led.low();
            }
        });
    }

    int presses() {
        return presses;
    }
}
