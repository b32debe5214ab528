package dev.jumper.devices.board;

import java.util.ArrayList;
import java.util.List;

/// What a bad line does to bytes, each fault at its offset in one direction.
final class LineFaults {
    enum Kind {
        LOST_TO_BOARD,
        DOUBLED_TO_BOARD,
        LOST_TO_HOST,
        DOUBLED_TO_HOST,
        RESET
    }

    record Fault(Kind kind, int offset) {}

    private final List<Fault> faults;
    private final boolean echo;
    private final boolean wrongRate;
    private final long modemLines;
    private int sent;
    private int received;
    private boolean reset;

    private LineFaults(List<Fault> faults, boolean echo, boolean wrongRate, long modemLines) {
        this.faults = new ArrayList<>(faults);
        this.echo = echo;
        this.wrongRate = wrongRate;
        this.modemLines = modemLines;
    }

    static LineFaults of(Fault... faults) {
        return new LineFaults(List.of(faults), false, false, 0);
    }

    static LineFaults of(List<Fault> faults) {
        return new LineFaults(faults, false, false, 0);
    }

    static LineFaults anEcho() {
        return new LineFaults(List.of(), true, false, 0);
    }

    static LineFaults aWrongRate() {
        return new LineFaults(List.of(), false, true, 0);
    }

    static LineFaults withModemLines(long lines) {
        return new LineFaults(List.of(), false, false, lines);
    }

    /// Returns how often the next byte arrives at the board.
    int toBoard() {
        int at = sent++;
        reset = faults.remove(new Fault(Kind.RESET, at));
        return times(at, Kind.LOST_TO_BOARD, Kind.DOUBLED_TO_BOARD);
    }

    /// Returns how often the byte arrives at the host.
    int toHost() {
        return times(received++, Kind.LOST_TO_HOST, Kind.DOUBLED_TO_HOST);
    }

    private int times(int offset, Kind lost, Kind doubled) {
        return faults.remove(new Fault(lost, offset)) ? 0 : faults.remove(new Fault(doubled, offset)) ? 2 : 1;
    }

    boolean resetsNow() {
        return reset;
    }

    boolean echo() {
        return echo;
    }

    boolean wrongRate() {
        return wrongRate;
    }

    long modemLines() {
        return modemLines;
    }

    /// What a receiver at twice the rate makes of the first half of a byte: each bit seen twice, the lower ones
    /// only.
    static byte garbled(byte b) {
        int wide = 0;
        for (int i = 0; i < 4; i++) {
            wide |= (b >> i & 1) * 3 << 2 * i + 1;
        }
        return (byte) wide;
    }
}
