package dev.jumper.bitbang;

/// What a [DhtReader] has seen so far, each attempt counted once.
///
/// @param frames valid frames
/// @param edges frames refused because edges were missing
/// @param widths frames refused because a pulse was neither a 0 nor a 1
/// @param checksums frames that had 40 good pulses and were refused by their checksum alone
/// @param silences attempts without any answer
public record DhtTally(long frames, long edges, long widths, long checksums, long silences) {
    static final DhtTally NOTHING = new DhtTally(0, 0, 0, 0, 0);

    DhtTally withFrame() {
        return new DhtTally(frames + 1, edges, widths, checksums, silences);
    }

    DhtTally withEdges() {
        return new DhtTally(frames, edges + 1, widths, checksums, silences);
    }

    DhtTally withWidths() {
        return new DhtTally(frames, edges, widths + 1, checksums, silences);
    }

    DhtTally withChecksum() {
        return new DhtTally(frames, edges, widths, checksums + 1, silences);
    }

    DhtTally withSilence() {
        return new DhtTally(frames, edges, widths, checksums, silences + 1);
    }
}
