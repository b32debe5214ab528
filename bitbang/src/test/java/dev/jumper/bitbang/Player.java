package dev.jumper.bitbang;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Terminal;

/// Drives a net as a test says.
final class Player {
    private final Circuit circuit;
    private final Terminal terminal;

    Player(Circuit circuit, String net, int level) {
        this.circuit = circuit;
        this.terminal = circuit.net(net).terminal("player of " + net);
        terminal.drive(level);
    }

    /// Has the net change its level `delay` ns from now, and again after each of `spans` ns.
    void toggle(long delay, long... spans) {
        long at = delay;
        int level = terminal.level();
        for (int i = 0; i <= spans.length; i++) {
            level ^= 1;
            int next = level;
            circuit.after(at, () -> terminal.drive(next));
            at += i < spans.length ? spans[i] : 0;
        }
    }
}
