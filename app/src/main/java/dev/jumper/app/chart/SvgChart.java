package dev.jumper.app.chart;

import java.util.List;
import java.util.Locale;

/// A chart as a picture in SVG: a panel for each series, one below the other.
public final class SvgChart {
    private static final int WIDTH = 800;
    private static final int PANEL = 220;
    private static final int LEFT = 80;
    private static final int RIGHT = 20;
    private static final int TOP = 40;
    private static final int BOTTOM = 30;
    private static final String[] INKS = {"#c0392b", "#2471a3", "#1e8449", "#7d3c98"};

    private SvgChart() {}

    /// Returns the picture.
    public static String of(List<Series> series, String title) {
        var svg = new StringBuilder();
        int height = TOP + PANEL * Math.max(1, series.size());
        add(
                svg,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"sans-serif\" font-size=\"12\">",
                WIDTH,
                height,
                WIDTH,
                height);
        add(svg, "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        add(svg, "<text x=\"%d\" y=\"20\" font-size=\"15\">%s</text>", LEFT, escaped(title));
        for (int i = 0; i < series.size(); i++) {
            if (!series.get(i).points().isEmpty()) {
                panel(svg, series.get(i), TOP + i * PANEL, INKS[i % INKS.length]);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void panel(StringBuilder svg, Series series, int top, String ink) {
        var values = series.values();
        var moments = series.moments();
        int bottom = top + PANEL - BOTTOM;
        add(svg, "<text x=\"%d\" y=\"%d\" fill=\"%s\">%s</text>", LEFT, top + 12, ink, escaped(series.title()));
        for (double mark : values.marks()) {
            double y = bottom - values.share(mark) * (PANEL - BOTTOM - 20);
            add(
                    svg,
                    "<line x1=\"%d\" y1=\"%.1f\" x2=\"%d\" y2=\"%.1f\" stroke=\"#dddddd\"/>",
                    LEFT,
                    y,
                    WIDTH - RIGHT,
                    y);
            add(svg, "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>", LEFT - 6, y + 4, values.label(mark));
        }
        for (double mark : moments.marks()) {
            double x = LEFT + moments.share(mark) * (WIDTH - LEFT - RIGHT);
            add(
                    svg,
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%s s</text>",
                    x,
                    bottom + 16,
                    moments.label(mark));
        }
        var line = new StringBuilder();
        for (var point : series.points()) {
            double x = LEFT + moments.share(point.seconds()) * (WIDTH - LEFT - RIGHT);
            double y = bottom - values.share(point.value()) * (PANEL - BOTTOM - 20);
            line.append(String.format(Locale.ROOT, "%s%.1f,%.1f", line.isEmpty() ? "" : " ", x, y));
            add(svg, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2\" fill=\"%s\"/>", x, y, ink);
        }
        add(svg, "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>", line, ink);
    }

    private static void add(StringBuilder svg, String form, Object... values) {
        svg.append(String.format(Locale.ROOT, form, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
