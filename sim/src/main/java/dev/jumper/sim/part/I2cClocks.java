package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;

/// Counts the clocks of each transaction on an I2C bus, nine a byte, for parts that meddle with it.
final class I2cClocks {
    /// Who is told of each fall of the clock.
    interface Watcher {
        /// Tells that SCL fell after `clocks` clocks of this transaction; 0 after its start. A repeated start
        /// begins at the first clock of a byte again, the number of bytes goes on.
        void fell(int clocks);

        /// Tells that a transaction begins or has ended.
        void bounded();
    }

    private static final int CLOCKS = 9;

    private final Watcher watcher;
    private int sclLevel;
    private boolean running;
    private int clocks;

    private I2cClocks(Watcher watcher) {
        this.watcher = watcher;
    }

    static void watch(Circuit circuit, String scl, String sda, Watcher watcher) {
        var counting = new I2cClocks(watcher);
        counting.sclLevel = circuit.net(scl).level();
        circuit.net(scl).listen((_, level) -> counting.clock(level));
        circuit.net(sda).listen((_, level) -> counting.data(level));
    }

    private void clock(int level) {
        sclLevel = level;
        if (level == 0 && running) {
            clocks++;
            watcher.fell(clocks);
        }
    }

    private void data(int level) {
        if (sclLevel == 0) {
            return;
        }
        if (level == 1) {
            running = false;
            watcher.bounded();
        } else {
            if (!running) {
                watcher.bounded();
            }
            clocks = running ? clocks / CLOCKS * CLOCKS - 1 : -1;
            running = true;
        }
    }
}
