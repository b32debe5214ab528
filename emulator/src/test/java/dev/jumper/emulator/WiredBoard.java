package dev.jumper.emulator;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.sim.Circuit;
import java.io.IOException;
import java.time.Instant;
import java.util.function.UnaryOperator;

/// A board on a circuit for tests: the circuit is the test's while no code runs.
final class WiredBoard implements AutoCloseable {
    final Circuit circuit;
    final EmbeddedBoard board;
    final Terminal terminal;

    private WiredBoard(Circuit circuit, EmbeddedBoard board) throws IOException {
        this.circuit = circuit;
        this.board = board;
        this.terminal = new Terminal(board.stream()).raw();
    }

    static WiredBoard on(Circuit circuit) throws IOException {
        return on(circuit, wiring -> wiring);
    }

    static WiredBoard on(Circuit circuit, UnaryOperator<Wiring> more) throws IOException {
        assumeTrue(EmbeddedBoard.available(), "this build was made without MicroPython");
        var rtc = new SoftRtc(circuit.ticks(), Instant.parse("2026-03-04T05:06:07Z"));
        var files = new MemoryVfs(rtc, 1 << 20);
        return new WiredBoard(
                circuit, EmbeddedBoard.boot(files, rtc, BoardModel.plain(), more.apply(Wiring.to(circuit))));
    }

    /// Runs code and returns what it printed, with plain line ends; fails if it raises.
    String run(String code) throws IOException {
        return terminal.run(code).replace("\r\n", "\n").stripTrailing();
    }

    /// Runs code and returns the last line of its traceback.
    String error(String code) throws IOException {
        return terminal.error(code);
    }

    @Override
    public void close() {
        board.close();
    }
}
