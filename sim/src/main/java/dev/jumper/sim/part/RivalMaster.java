package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;

/// Another master on an I2C bus, which starts at the same moment with the same bits, and then sends a 0.
///
/// If the host sends a 1 there, it has lost the arbitration; the rival keeps the bus for a while, and ends with a
/// stop.
///
/// Source: NXP UM10204 "I2C-bus specification and user manual", "Arbitration".
public final class RivalMaster implements Part {
    /// tLOW and tSU;STO of standard mode, rounded up; table "Characteristics of the SDA and SCL bus lines".
    private static final long LOW_NANOS = 5_000;

    private final String sclName;
    private final String sdaName;
    private final int bit;
    private long busyNanos = 100_000;
    private int left = 1;
    private int rivalries;
    private boolean driving;
    private Circuit circuit;
    private Terminal scl;
    private Terminal sda;

    private RivalMaster(String scl, String sda, int bit) {
        if (bit < 0) {
            throw new IllegalArgumentException("bit of a rival is %d, expected 0 or more".formatted(bit));
        }
        this.sclName = scl;
        this.sdaName = sda;
        this.bit = bit;
    }

    /// Returns a rival in the next transaction, which sends its 0 at clock `bit`, counted from 0, nine clocks a
    /// byte.
    public static RivalMaster on(String scl, String sda, int bit) {
        return new RivalMaster(scl, sda, bit);
    }

    /// Comes back in the next `transactions` transactions, and returns this.
    public RivalMaster times(int transactions) {
        left = transactions;
        return this;
    }

    /// Keeps the bus for `nanos` after its 0, and returns this; 100 µs if not told.
    public RivalMaster busyFor(long nanos) {
        busyNanos = Nanos.atLeastZero("transfer of a rival", nanos);
        return this;
    }

    /// Returns how many times the rival has sent its 0.
    public int rivalries() {
        return rivalries;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        scl = to.net(sclName).terminal("rival master");
        sda = to.net(sdaName).terminal("rival master");
        I2cClocks.watch(to, sclName, sdaName, new I2cClocks.Watcher() {
            @Override
            public void fell(int clocks) {
                if (clocks == bit && left > 0 && !driving) {
                    left--;
                    send();
                }
            }

            @Override
            public void bounded() {
                // the rival ends its transfer by itself
            }
        });
    }

    private void send() {
        driving = true;
        rivalries++;
        sda.drive(0);
        circuit.after(busyNanos, () -> {
            scl.drive(0);
            circuit.after(LOW_NANOS, () -> {
                scl.release();
                circuit.after(LOW_NANOS, () -> {
                    sda.release();
                    driving = false;
                });
            });
        });
    }
}
