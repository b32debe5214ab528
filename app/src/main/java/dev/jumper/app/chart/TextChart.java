package dev.jumper.app.chart;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// A chart in characters: a panel for each series, drawn in the dots of braille, two by four in a character.
public final class TextChart {
    private static final int BLANK = 0x2800; // Unicode block "Braille Patterns", also the bits of the dots
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    private static final int NARROWEST = 20;

    private TextChart() {}

    /// Returns the lines of a chart.
    ///
    /// @param columns how many characters a line has
    /// @param rows how many lines each panel has, its title and the axis of time aside
    public static List<String> of(List<Series> series, int columns, int rows) {
        var lines = new ArrayList<String>();
        series.stream().filter(s -> !s.points().isEmpty()).forEach(s -> lines.addAll(panel(s, columns, rows)));
        return lines;
    }

    private static List<String> panel(Series series, int columns, int rows) {
        var values = series.values();
        var moments = series.moments();
        int margin = values.marks().stream()
                .mapToInt(mark -> values.label(mark).length())
                .max()
                .orElse(0);
        int width = Math.max(NARROWEST, columns - margin - 2);
        var cells = draw(series, moments, values, width, rows);
        var labels = new String[rows];
        Arrays.fill(labels, "");
        labels[0] = values.label(values.high());
        labels[rows - 1] = values.label(values.low());
        for (double mark : values.marks()) {
            int row = (int) Math.round((1 - values.share(mark)) * (rows - 1));
            if (labels[row].isEmpty()) {
                labels[row] = values.label(mark);
            }
        }
        var lines = new ArrayList<String>();
        lines.add(" ".repeat(margin + 2) + series.title());
        for (int row = 0; row < rows; row++) {
            String dots =
                    Arrays.stream(cells[row]).mapToObj(Character::toString).collect(Collectors.joining());
            lines.add(("%" + margin + "s %s%s").formatted(labels[row], labels[row].isEmpty() ? "│" : "┤", dots));
        }
        String first = moments.label(moments.low()) + " s";
        String last = moments.label(moments.high()) + " s";
        lines.add(" ".repeat(margin + 2)
                + first
                + " ".repeat(Math.max(1, width - first.length() - last.length()))
                + last);
        return lines;
    }

    private static int[][] draw(Series series, Scale moments, Scale values, int width, int rows) {
        var cells = new int[rows][width];
        for (int[] row : cells) {
            Arrays.fill(row, BLANK);
        }
        int lastX = -1;
        int lastY = -1;
        for (var point : series.points()) {
            int x = (int) Math.round(moments.share(point.seconds()) * (width * 2 - 1));
            int y = (int) Math.round((1 - values.share(point.value())) * (rows * 4 - 1));
            line(cells, lastX < 0 ? x : lastX, lastX < 0 ? y : lastY, x, y);
            lastX = x;
            lastY = y;
        }
        return cells;
    }

    private static void line(int[][] cells, int x0, int y0, int x1, int y1) {
        int steps = Math.max(1, Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)));
        for (int i = 0; i <= steps; i++) {
            int x = x0 + Math.round((float) (x1 - x0) * i / steps);
            int y = y0 + Math.round((float) (y1 - y0) * i / steps);
            cells[y / 4][x / 2] |= DOTS[y % 4][x % 2];
        }
    }
}
