package dev.jumper.emulator;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Net;
import dev.jumper.sim.NetListener;
import dev.jumper.sim.Terminal;
import java.io.IOException;

/// A pin of the board on a net of its circuit, as a microcontroller has it: an input may be written, which shows
/// when it becomes an output, and a resistor stays until it is changed.
final class BoardPin implements Pin, EdgeCapture, NetListener {
    /// Trigger: from low to high.
    static final int RISING = 1;
    /// Trigger: from high to low.
    static final int FALLING = 2;

    private final int number;
    private final Net net;
    private final Pin line;
    private final EdgeCapture capture;
    private final Terminal resistor;
    private final String name;
    private boolean output;
    private int latch;
    private boolean listening;
    private int trigger;
    private Events events = Events.NOBODY;

    BoardPin(Circuit circuit, String net, int number) {
        this.number = number;
        this.name = "board pin " + number;
        this.net = circuit.net(net);
        this.line = circuit.pin(net, name);
        this.capture = (EdgeCapture) line;
        this.resistor = this.net.terminal("resistor of " + name);
    }

    Net net() {
        return net;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        switch (request) {
            case READ -> {
                return line.ioctl(READ, 0);
            }
            case WRITE -> {
                latch = argument;
                return output ? line.ioctl(WRITE, argument) : 0;
            }
            case INPUT -> {
                int result = line.ioctl(INPUT, FLOATING);
                output = false;
                pull(argument);
                return result;
            }
            case OUTPUT, OPEN_DRAIN -> {
                int result = line.ioctl(request, argument);
                output = true;
                latch = argument;
                return result;
            }
            default -> throw Pin.unknown(this, request);
        }
    }

    /// Puts the resistor `pull` on the line, or none: the arguments of [#INPUT].
    void pull(int pull) {
        switch (pull) {
            case FLOATING -> resistor.noPull();
            case PULL_UP -> resistor.pullUp();
            case PULL_DOWN -> resistor.pullDown();
            default ->
                throw new IllegalArgumentException(
                        "%s: pull is %d, expected 0 none, 1 up or 2 down".formatted(name, pull));
        }
    }

    /// Returns what was written last.
    int latch() {
        return latch;
    }

    /// Has `target` told this pin's number at the edges of `triggers`, [#RISING] and [#FALLING]; none for no more.
    void watch(int triggers, Events target) {
        trigger = triggers;
        events = target;
        if (!listening && triggers != 0) {
            listening = true;
            net.listen(this);
        }
    }

    @Override
    public void changed(Net changed, int level) {
        if ((trigger & (level == 0 ? FALLING : RISING)) != 0) {
            events.add(number);
        }
    }

    @Override
    public void arm() throws IOException {
        capture.arm();
    }

    @Override
    public void disarm() throws IOException {
        capture.disarm();
    }

    @Override
    public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        return capture.take(edges, offset, count, timeoutNanos);
    }

    @Override
    public long lost() throws IOException {
        return capture.lost();
    }

    @Override
    public String toString() {
        return name;
    }
}
