package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Net;
import dev.jumper.sim.Part;

/// An acknowledge that does not arrive, whoever gives it: the ninth clock of one byte of each I2C transaction
/// finds SDA high.
public final class MissingAcknowledge implements Part {
    private static final int CLOCKS = 9;

    private final String sclName;
    private final String sdaName;
    private final int octet;
    private int missed;

    private MissingAcknowledge(String scl, String sda, int octet) {
        if (octet < 0) {
            throw new IllegalArgumentException("byte without acknowledge is %d, expected 0 or more".formatted(octet));
        }
        this.sclName = scl;
        this.sdaName = sda;
        this.octet = octet;
    }

    /// Returns one that swallows the acknowledge of the byte at `octet` of each transaction, 0 being the address.
    public static MissingAcknowledge on(String scl, String sda, int octet) {
        return new MissingAcknowledge(scl, sda, octet);
    }

    /// Returns how many were swallowed.
    public int missed() {
        return missed;
    }

    @Override
    public void connect(Circuit circuit) {
        Net sda = circuit.net(sdaName);
        I2cClocks.watch(circuit, sclName, sdaName, new I2cClocks.Watcher() {
            private boolean forcing;

            @Override
            public void fell(int clocks) {
                if (clocks == octet * CLOCKS + CLOCKS - 1) {
                    forcing = true;
                    missed++;
                    sda.force(1);
                } else {
                    bounded();
                }
            }

            @Override
            public void bounded() {
                if (forcing) {
                    forcing = false;
                    sda.unforce();
                }
            }
        });
    }
}
