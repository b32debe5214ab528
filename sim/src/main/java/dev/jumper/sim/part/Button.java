package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;

/// A push button between a line and ground, or the supply; its contact bounces as the circuit's chance wants.
///
/// Open it connects the line to nothing, so the line needs a resistor the other way.
public final class Button implements Part {
    private static final int MOST_BOUNCES = 6;

    private final String netName;
    private final int pressedLevel;
    private long bounceNanos;
    private Circuit circuit;
    private Terminal contact;
    private boolean pressed;
    private int epoch;

    private Button(String net, int pressedLevel) {
        this.netName = net;
        this.pressedLevel = pressedLevel;
    }

    /// Returns a button that connects `net` to ground while it is pressed.
    public static Button toGround(String net) {
        return new Button(net, 0);
    }

    /// Returns a button that connects `net` to the supply while it is pressed.
    public static Button toSupply(String net) {
        return new Button(net, 1);
    }

    /// Bounces for up to `nanos` after each press and release, and returns this. Switches bounce for 1.5 ms on
    /// average, and up to 6.2 ms: Jack Ganssle, "A Guide to Debouncing".
    public Button bouncing(long nanos) {
        bounceNanos = Nanos.atLeastZero("bounce of a button", nanos);
        return this;
    }

    /// Presses the button now.
    public void press() {
        move(true);
    }

    /// Releases the button now.
    public void release() {
        move(false);
    }

    /// Presses the button in `delayNanos`, for `holdNanos`.
    public void pressLater(long delayNanos, long holdNanos) {
        circuit.after(delayNanos, this::press);
        circuit.after(delayNanos + Nanos.atLeastZero("press of a button", holdNanos), this::release);
    }

    /// Tells whether the finger is on it, bounces aside.
    public boolean pressed() {
        return pressed;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        contact = to.net(netName).terminal("button on " + netName);
    }

    private void move(boolean down) {
        if (pressed == down) {
            return;
        }
        pressed = down;
        epoch++;
        close(down);
        if (bounceNanos > 0) {
            bounce(2 * circuit.random().nextInt(MOST_BOUNCES / 2 + 1), bounceNanos);
        }
    }

    /// Changes the contact `times` times, an even number, in what is `left` of the bounce.
    private void bounce(int times, long left) {
        if (times == 0) {
            return;
        }
        int now = epoch;
        long nanos = left <= 1 ? left : circuit.random().nextLong(1, left);
        circuit.after(nanos, () -> {
            if (now == epoch) {
                close(pressed == (times % 2 == 1));
                bounce(times - 1, left - nanos);
            }
        });
    }

    private void close(boolean closed) {
        if (closed) {
            contact.drive(pressedLevel);
        } else {
            contact.release();
        }
    }
}
