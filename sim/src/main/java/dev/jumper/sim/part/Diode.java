package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;

/// A diode from a net with a pull-up to one that is driven: low on the cathode pulls the anode low, high does
/// nothing. It makes an open-drain output of one that drives both ways.
///
/// Out of scope: the other way round, that nothing else drives the anode high.
public final class Diode implements Part {
    private final String anode;
    private final String cathode;

    private Diode(String anode, String cathode) {
        this.anode = anode;
        this.cathode = cathode;
    }

    /// Returns a diode between these nets.
    public static Diode on(String anode, String cathode) {
        return new Diode(anode, cathode);
    }

    @Override
    public void connect(Circuit circuit) {
        var pulled = circuit.net(anode).terminal("diode");
        circuit.net(cathode).listen((_, level) -> {
            if (level == 0) {
                pulled.drive(0);
            } else {
                pulled.release();
            }
        });
        if (circuit.net(cathode).level() == 0) {
            pulled.drive(0);
        }
    }
}
