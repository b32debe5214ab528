package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;

/// Somebody on an I2C bus who holds the clock low for a while in each transaction, whoever it is with.
public final class ClockStretcher implements Part {
    private final String sclName;
    private final String sdaName;
    private final int clocks;
    private final long nanos;
    private Terminal scl;
    private int stretches;

    private ClockStretcher(String scl, String sda, int clocks, long nanos) {
        if (clocks < 0) {
            throw new IllegalArgumentException("clock of a stretch is %d, expected 0 or more".formatted(clocks));
        }
        this.sclName = scl;
        this.sdaName = sda;
        this.clocks = clocks;
        this.nanos = Nanos.within("clock stretch", 1, Long.MAX_VALUE, nanos);
    }

    /// Returns one that stretches after `clocks` clocks of each transaction, nine a byte, for `nanos`;
    /// [Long#MAX_VALUE] is until [#letGo].
    public static ClockStretcher on(String scl, String sda, int clocks, long nanos) {
        return new ClockStretcher(scl, sda, clocks, nanos);
    }

    /// Lets go of the clock now.
    public void letGo() {
        scl.release();
    }

    /// Returns how many times the clock was stretched.
    public int stretches() {
        return stretches;
    }

    @Override
    public void connect(Circuit circuit) {
        scl = circuit.net(sclName).terminal("clock stretcher on " + sclName);
        I2cClocks.watch(circuit, sclName, sdaName, new I2cClocks.Watcher() {
            @Override
            public void fell(int now) {
                if (now == clocks) {
                    stretches++;
                    scl.drive(0);
                    if (nanos != Long.MAX_VALUE) {
                        circuit.after(nanos, scl::release);
                    }
                }
            }

            @Override
            public void bounded() {
                // a stretch ends by itself
            }
        });
    }
}
