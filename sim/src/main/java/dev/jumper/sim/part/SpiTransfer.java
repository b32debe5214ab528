package dev.jumper.sim.part;

import java.util.List;

/// What went over the bus while an [SpiTarget] was selected once.
///
/// @param received the words of the master, aligned right
/// @param sent the words of the target, as many
/// @param extraBits bits of a last word that never became whole
public record SpiTransfer(List<Integer> received, List<Integer> sent, int extraBits) {
    /// Copies the lists.
    public SpiTransfer {
        received = List.copyOf(received);
        sent = List.copyOf(sent);
    }
}
