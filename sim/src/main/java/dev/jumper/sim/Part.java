package dev.jumper.sim;

/// Something on the nets of a circuit that acts by itself: a chip, a switch, a fault.
///
/// # For authors of parts
///
/// Take the names of the nets when the part is made, and [terminals][Net#terminal] of them in [#connect]. Listen
/// to nets, drive terminals, and ask for later action by [Circuit#after]; never wait. All calls come from the one
/// thread that runs the circuit.
@FunctionalInterface
public interface Part {
    /// Connects this part to the nets of `circuit`; called once.
    void connect(Circuit circuit);
}
