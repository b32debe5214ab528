package dev.jumper.sim;

import dev.jumper.hal.EdgeListener;
import dev.jumper.hal.EdgeSource.Listening;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/// The edges of a host pin on their way to its listener. None is lost; what lasts no time is not told.
final class HeardEdges implements NetListener, Listening {
    private final Circuit circuit;
    private final Net net;
    private final CircuitPin pin;
    private final EdgeListener listener;
    private Optional<Edge> last = Optional.empty();
    private boolean open = true;

    HeardEdges(Circuit circuit, Net net, CircuitPin pin, EdgeListener listener) {
        this.circuit = circuit;
        this.net = net;
        this.pin = pin;
        this.listener = listener;
        net.listen(this);
    }

    private final class Edge implements Runnable {
        private final long nanos;
        private final int level;
        private boolean done;

        Edge(long nanos, int level) {
            this.nanos = nanos;
            this.level = level;
        }

        @Override
        public void run() {
            if (done || !open) {
                return;
            }
            done = true;
            try {
                listener.changed(pin, nanos, level);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public void changed(Net of, int level) {
        if (pin.isOutput()) {
            return;
        }
        long now = circuit.nanos();
        if (last.isPresent() && !last.get().done && last.get().nanos == now) {
            last.get().done = true;
            last = Optional.empty();
        } else {
            var edge = new Edge(now, level);
            last = Optional.of(edge);
            circuit.tell(edge);
        }
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            net.unlisten(this);
        }
    }

    boolean isOpen() {
        return open;
    }
}
