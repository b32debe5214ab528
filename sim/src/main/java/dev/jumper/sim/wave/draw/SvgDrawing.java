package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.draw.Picture.Letters;
import dev.jumper.sim.wave.draw.Picture.Path;
import dev.jumper.sim.wave.draw.Picture.Text;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Draws a waveform as SVG: for a book, a page, a bug report.
///
/// Needs no fonts of its own, follows the reader's choice of light or dark, and says in words what it shows. Always
/// the same bytes for the same waveform and options.
public final class SvgDrawing {
    private static final String SANS = "system-ui, 'Segoe UI', Helvetica, Arial, 'DejaVu Sans', sans-serif";
    private static final String MONO = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace";

    private SvgDrawing() {}

    /// Returns a whole SVG document, to be written as UTF-8.
    ///
    /// @throws IllegalArgumentException if the waveform has not the lines or the time that the options want
    public static String of(Waveform waveform, DrawingOptions options) {
        return of(Layout.of(waveform, options));
    }

    static String of(Picture picture) {
        String width = number(picture.width());
        String height = number(picture.height());
        var svg = new StringBuilder();
        svg.append(("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%s\" height=\"%s\" viewBox=\"0 0 %s %s\""
                        + " role=\"img\">\n")
                .formatted(width, height, width, height));
        svg.append("<title>").append(escaped(picture.title())).append("</title>\n");
        svg.append("<desc>").append(escaped(picture.description())).append("</desc>\n");
        svg.append(style());
        for (var shape : picture.shapes()) {
            switch (shape) {
                case Path path -> path(svg, path);
                case Text text -> text(svg, text);
            }
        }
        return svg.append("</svg>\n").toString();
    }

    private static void path(StringBuilder svg, Path path) {
        svg.append("<path class=\"").append(name(path.ink())).append("\" d=\"");
        double[] points = path.points();
        String lastX = "";
        String lastY = "";
        for (int i = 0; i < points.length; i += 2) {
            String x = number(points[i]);
            String y = number(points[i + 1]);
            if (i == 0) {
                svg.append('M').append(x).append(' ').append(y);
            } else if (y.equals(lastY)) {
                svg.append('H').append(x);
            } else if (x.equals(lastX)) {
                svg.append('V').append(y);
            } else {
                svg.append('L').append(x).append(' ').append(y);
            }
            lastX = x;
            lastY = y;
        }
        svg.append(path.closed() ? "Z\"" : "\"");
        path.fill().ifPresent(fill -> svg.append(" style=\"fill:").append(fill).append("\""));
        svg.append("/>\n");
    }

    private static void text(StringBuilder svg, Text text) {
        String anchor = switch (text.anchor()) {
            case START -> "";
            case MIDDLE -> " text-anchor=\"middle\"";
            case END -> " text-anchor=\"end\"";
        };
        svg.append("<text class=\"")
                .append(name(text.letters()))
                .append(' ')
                .append(name(text.ink()))
                .append("\" x=\"")
                .append(number(text.x()))
                .append("\" y=\"")
                .append(number(text.y()))
                .append('"')
                .append(anchor);
        text.fill().ifPresent(fill -> svg.append(" style=\"fill:").append(fill).append("\""));
        svg.append('>').append(escaped(text.text())).append("</text>\n");
    }

    private static String style() {
        String light = Stream.of(Ink.values())
                .map(ink -> rule(ink, ink.fill(), ink.stroke(), ink.width()))
                .collect(Collectors.joining());
        String dark = Stream.of(Ink.values())
                .map(ink -> rule(ink, ink.darkFill(), ink.darkStroke(), 0))
                .collect(Collectors.joining());
        String letters = Stream.of(Letters.values())
                .map(l -> ".%s{font:%s%spx %s}\n"
                        .formatted(name(l), l.bold() ? "600 " : "", number(l.size()), l.fixedWidth() ? MONO : SANS))
                .collect(Collectors.joining());
        return "<style>\npath{stroke-linejoin:round;stroke-linecap:round}\ntext{white-space:pre}\n" + letters + light
                + ".%s{stroke-dasharray:4 4}\n".formatted(name(Ink.FLOATING))
                + "@media(prefers-color-scheme:dark){\n" + dark + "}\n</style>\n";
    }

    private static String rule(Ink ink, String fill, String stroke, double width) {
        return ".%s{fill:%s;stroke:%s%s}\n"
                .formatted(name(ink), fill, stroke, width > 0 ? ";stroke-width:" + number(width) : "");
    }

    /// Returns the class name of an ink or a lettering. The prefix keeps it apart from those of a page around it.
    private static String name(Enum<?> what) {
        return (what instanceof Ink ? "jw-" : "jt-") + what.name().toLowerCase(Locale.ROOT);
    }

    /// Returns a number with up to two decimals.
    static String number(double value) {
        long hundredths = Math.round(value * 100);
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long part = Math.abs(hundredths) % 100;
        if (part == 0) {
            return sign + whole;
        }
        return sign + whole + "." + (part % 10 == 0 ? part / 10 : part < 10 ? "0" + part : part);
    }

    /// Returns `text` as XML says it; what XML cannot say at all becomes U+FFFD.
    private static String escaped(String text) {
        var escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                default -> escaped.appendCodePoint(isXml(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isXml(int c) {
        return c == '\t' || c == '\n' || c >= 0x20 && (c < 0xD800 || c > 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
    }
}
