package dev.jumper.bitbang;

/// What shift registers in a row have in common: eight lines each, 64 at the most.
final class ChipRow {
    /// The lines of one chip.
    static final int CHIP_LINES = 8;

    private ChipRow() {}

    /// Returns how many lines `chips` chips called `name` have, checked to be 1 to 8 chips.
    static int lines(String name, int chips) {
        if (chips < 1 || chips > Long.SIZE / CHIP_LINES) {
            throw new IllegalArgumentException(name + " in a row are " + chips + ", expected 1 to 8");
        }
        return chips * CHIP_LINES;
    }

    /// Throws unless `row` has a line of this number.
    static void requireLine(Object row, int line, int lines) {
        if (line < 0 || line >= lines) {
            throw new IllegalArgumentException("%s: line is %d, expected 0 to %d".formatted(row, line, lines - 1));
        }
    }

    /// Throws if `mask` names lines that `row` does not have.
    static void requireMask(Object row, long mask, int lines) {
        if (lines < Long.SIZE && mask >>> lines != 0) {
            throw new IllegalArgumentException(
                    "%s: mask is 0x%x, expected lines 0 to %d only".formatted(row, mask, lines - 1));
        }
    }
}
