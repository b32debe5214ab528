package dev.jumper.sim;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// A host pin on a net.
final class CircuitPin implements Pin {
    private final Circuit circuit;
    private final Net net;
    private final Terminal terminal;
    private boolean openDrain;
    private boolean output;

    CircuitPin(Circuit circuit, Net net, String owner) {
        this.circuit = circuit;
        this.net = net;
        this.terminal = net.terminal(owner);
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        circuit.elapse(circuit.options().accessNanos());
        int result = switch (request) {
            case READ -> net.level();
            case WRITE -> write(argument);
            case INPUT -> input(argument);
            case OUTPUT -> output(false, argument);
            case OPEN_DRAIN -> output(true, argument);
            default -> throw Pin.unknown(this, request);
        };
        circuit.reportShort();
        return result;
    }

    private int write(int level) {
        if (!output) {
            throw new IllegalStateException(this + ": written while it is an input; make it an output first");
        }
        drive(level);
        return 0;
    }

    private int input(int pull) {
        output = false;
        switch (pull) {
            case FLOATING -> terminal.noPull();
            case PULL_UP -> terminal.pullUp();
            case PULL_DOWN -> terminal.pullDown();
            default ->
                throw new IllegalArgumentException(this + ": pull is " + pull + ", expected 0 none, 1 up or 2 down");
        }
        terminal.release();
        return 0;
    }

    private int output(boolean asOpenDrain, int level) {
        output = true;
        openDrain = asOpenDrain;
        drive(level);
        terminal.noPull();
        return 0;
    }

    private void drive(int level) {
        if (openDrain && level != 0) {
            terminal.release();
        } else {
            terminal.drive(level);
        }
    }

    @Override
    public String toString() {
        return terminal.owner();
    }
}
