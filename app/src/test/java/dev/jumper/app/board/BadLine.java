package dev.jumper.app.board;

import dev.jumper.serial.FaultPlan;
import dev.jumper.serial.FaultPlan.Faults;
import java.time.Duration;

/// The lines that boards are tried over.
final class BadLine {
    private BadLine() {}

    /// Returns a plan that loses, changes, doubles or holds up one byte in a hundred, both ways.
    static FaultPlan oneByteInAHundred(long seed) {
        return FaultPlan.both(
                seed,
                Faults.NONE
                        .withDrop(0.0025)
                        .withGarble(0.0025)
                        .withDuplicate(0.0025)
                        .withStall(0.0025, Duration.ofMillis(20)));
    }
}
