package dev.jumper.app.bench;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.file.Breadboard;
import dev.jumper.sim.file.CircuitFile;
import dev.jumper.sim.part.Ssd1306Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A circuit from a file; its pins are the nets.
final class CircuitBench implements Bench {
    private final Breadboard board;
    private final String name;
    private final Map<String, Pin> pins = new HashMap<>();

    private CircuitBench(Breadboard board, String name) {
        this.board = board;
        this.name = name;
    }

    static CircuitBench open(Path file) throws IOException {
        return new CircuitBench(CircuitFile.read(file).build(), "sim:" + file);
    }

    @Override
    public Ticks ticks() {
        return board.ticks();
    }

    @Override
    public Pin pin(String net) {
        var pin = pins.get(net);
        if (pin == null) {
            pin = board.pin(net);
            pins.put(net, pin);
        }
        return pin;
    }

    @Override
    public Optional<String> line(String purpose) {
        return board.host(purpose);
    }

    @Override
    public List<String> pictures() {
        return board.parts(Ssd1306Model.class).stream().map(Ssd1306Model::text).toList();
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        // a circuit holds nothing but memory
    }
}
