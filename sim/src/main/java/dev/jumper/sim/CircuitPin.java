package dev.jumper.sim;

import dev.jumper.hal.Banked;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.EdgeSource;
import dev.jumper.hal.Pin;
import java.io.IOException;
import java.util.Objects;
import java.util.Optional;

/// A host pin on a net, which captures or tells edges in the time of the circuit and is a line of its bank.
///
/// What is asked for wrongly is refused before any time passes.
final class CircuitPin implements Pin, EdgeCapture, EdgeSource, Banked {
    private final Circuit circuit;
    private final Net net;
    private final Terminal terminal;
    private final PinBank bank;
    private final int line;
    private boolean openDrain;
    private boolean output;
    private CapturedEdges captured;
    private Optional<HeardEdges> heard = Optional.empty();

    CircuitPin(Circuit circuit, Net net, String owner, PinBank bank) {
        this.circuit = circuit;
        this.net = net;
        this.terminal = net.terminal(owner);
        this.bank = bank;
        this.line = bank.add(this);
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        int result = 0;
        switch (request) {
            case READ -> {
                circuit.access();
                result = net.level();
            }
            case WRITE -> {
                Pin.requireLevel(this, request, argument);
                requireOutput();
                circuit.access();
                drive(argument);
            }
            case INPUT -> input(argument);
            case OUTPUT -> output(request, argument);
            case OPEN_DRAIN -> output(request, argument);
            default -> throw Pin.unknown(this, request);
        }
        circuit.reportShort();
        return result;
    }

    private void input(int pull) throws IOException {
        Pin.requirePull(this, pull);
        circuit.access();
        boolean outermost = circuit.begin();
        try {
            switch (pull) {
                case PULL_UP -> terminal.pullUp();
                case PULL_DOWN -> terminal.pullDown();
                default -> terminal.noPull();
            }
            terminal.release();
            output = false;
        } finally {
            circuit.end(outermost);
        }
    }

    private void output(int request, int level) throws IOException {
        Pin.requireLevel(this, request, level);
        circuit.access();
        boolean outermost = circuit.begin();
        try {
            output = true;
            openDrain = request == OPEN_DRAIN;
            drive(level);
            terminal.noPull();
        } finally {
            circuit.end(outermost);
        }
    }

    void requireOutput() {
        if (!output) {
            throw new IllegalStateException(this + ": written while it is an input; make it an output first");
        }
    }

    void drive(int level) {
        if (openDrain && level != 0) {
            terminal.release();
        } else {
            terminal.drive(level);
        }
    }

    int sample() {
        return net.level();
    }

    @Override
    public Bank bank() {
        return bank;
    }

    @Override
    public int line() {
        return line;
    }

    @Override
    public void arm() throws IOException {
        EdgeSource.requireNoListener(this, isHeard());
        circuit.access();
        if (captured == null) {
            captured = new CapturedEdges(circuit, circuit.options().captureCapacity());
            net.listen(captured);
        }
        captured.arm();
        circuit.reportShort();
    }

    @Override
    public Listening listen(EdgeListener listener) throws IOException {
        Objects.requireNonNull(listener);
        EdgeSource.requireNoListener(this, isHeard());
        EdgeSource.requireNoCapture(this, captured != null && captured.isArmed());
        EdgeSource.requireInput(this, !output);
        circuit.access();
        var listening = new HeardEdges(circuit, net, this, listener);
        heard = Optional.of(listening);
        circuit.reportShort();
        return listening;
    }

    private boolean isHeard() {
        return heard.isPresent() && heard.get().isOpen();
    }

    boolean isOutput() {
        return output;
    }

    @Override
    public void disarm() throws IOException {
        circuit.access();
        if (captured != null) {
            captured.disarm();
        }
        circuit.reportShort();
    }

    @Override
    public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
        Objects.checkFromIndexSize(offset, count, edges.length);
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException(
                    this + ": timeout of a capture is " + timeoutNanos + " ns, expected 0 or more");
        }
        circuit.access();
        int taken = 0;
        if (captured != null) {
            taken = captured.drain(edges, offset, count);
            if (taken < count && captured.isArmed()) {
                taken += captured.await(edges, offset + taken, count - taken, timeoutNanos);
            }
        }
        circuit.reportShort();
        return taken;
    }

    @Override
    public long lost() {
        return captured == null ? 0 : captured.lost();
    }

    @Override
    public String toString() {
        return terminal.owner();
    }
}
