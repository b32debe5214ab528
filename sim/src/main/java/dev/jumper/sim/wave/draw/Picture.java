package dev.jumper.sim.wave.draw;

import java.util.List;
import java.util.Optional;

/// A drawing as shapes, which SVG and PNG render alike. Units are those of SVG, y grows downwards.
///
/// @param width in units
/// @param height in units
/// @param title what it shows, for those who do not see it
/// @param description what is to be read in it, for those who do not see it
/// @param shapes in the order they are painted
record Picture(double width, double height, String title, String description, List<Shape> shapes) {
    /// Something painted.
    sealed interface Shape permits Path, Text {}

    /// Straight lines through points.
    ///
    /// @param points x and y in turn
    /// @param closed whether the last point is joined with the first
    /// @param ink fill and stroke
    /// @param fill a fill instead of the ink's, `#rrggbb`
    record Path(double[] points, boolean closed, Ink ink, Optional<String> fill) implements Shape {
        static Path line(Ink ink, double... points) {
            return new Path(points, false, ink, Optional.empty());
        }

        static Path area(Ink ink, double... points) {
            return new Path(points, true, ink, Optional.empty());
        }

        static Path box(Ink ink, double left, double top, double right, double bottom) {
            return area(ink, left, top, right, top, right, bottom, left, bottom);
        }

        Path filled(String colour) {
            return new Path(points, closed, ink, Optional.of(colour));
        }
    }

    /// A line of text.
    ///
    /// @param x of its anchor
    /// @param y of its base line
    /// @param room the width that it may take
    /// @param text what it says
    /// @param letters how it is set
    /// @param anchor which end of it is at `x`
    /// @param ink its colour
    /// @param fill a colour instead of the ink's, `#rrggbb`
    record Text(
            double x,
            double y,
            double room,
            String text,
            Letters letters,
            Anchor anchor,
            Ink ink,
            Optional<String> fill)
            implements Shape {}

    /// Which end of a text is at its place.
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /// Kinds of lettering.
    enum Letters {
        TITLE(16, true, false),
        NAME(13, true, true),
        LABEL(11, false, true),
        SMALL(10.5, false, false);

        /// What a letter of common fixed-width fonts takes (DejaVu Sans Mono, Menlo, Consolas: 0.55 to 0.602).
        private static final double EM = 0.605;

        private final double size;
        private final boolean bold;
        private final boolean fixedWidth;

        Letters(double size, boolean bold, boolean fixedWidth) {
            this.size = size;
            this.bold = bold;
            this.fixedWidth = fixedWidth;
        }

        double size() {
            return size;
        }

        boolean bold() {
            return bold;
        }

        boolean fixedWidth() {
            return fixedWidth;
        }

        /// Returns what `text` takes, on the safe side.
        double width(String text) {
            return text.codePointCount(0, text.length()) * size * EM;
        }
    }
}
