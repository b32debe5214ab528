package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation;
import dev.jumper.sim.wave.decode.Track;
import java.util.Arrays;
import java.util.List;

/// Draws a waveform with the characters of a terminal.
///
/// ```
///  i2c [ Start ][   Address 0x68 write    ][ ACK ]
///              ┌─┐ ┌─┐ ┌─┐ ┌─┐
///  scl ────────┘ └─┘ └─┘ └─┘ └─
/// ```
///
/// Each line takes two rows. A pulse shorter than a column is `┬` or `┴`, more edges in a column are `▒`, an
/// unknown level is `x`, an undriven line `z`. Annotations too narrow for any label are `|`, several in a column
/// `▒`.
public final class TextDrawing {
    private static final int DEFAULT_WIDTH = 100;
    private static final int NARROWEST_PLOT = 10;
    private static final int MARK_COLUMNS = 14;
    private static final char DENSE = '▒';

    private final Sheet sheet;
    private final boolean coloured;
    private final int gutter;
    private final int columns;
    private final StringBuilder text = new StringBuilder();

    private TextDrawing(Sheet sheet, int width, boolean coloured) {
        this.sheet = sheet;
        this.coloured = coloured;
        this.gutter = Math.min(sheet.longestName(), width - NARROWEST_PLOT - 1) + 1;
        this.columns = width - gutter;
    }

    /// Returns the drawing in lines that end in `\n`, without colours, trailing spaces or tabs.
    ///
    /// @throws IllegalArgumentException if the waveform has not the lines or the time that the options want
    public static String of(Waveform waveform, DrawingOptions options) {
        return drawn(waveform, options, false);
    }

    /// Returns the drawing with the escape sequences that a terminal takes for colours.
    ///
    /// @throws IllegalArgumentException if the waveform has not the lines or the time that the options want
    public static String coloured(Waveform waveform, DrawingOptions options) {
        return drawn(waveform, options, true);
    }

    private static String drawn(Waveform waveform, DrawingOptions options, boolean coloured) {
        int width = options.width() == DrawingOptions.AUTOMATIC ? DEFAULT_WIDTH : options.width();
        var drawing = new TextDrawing(Sheet.of(waveform, options), width, coloured);
        if (!options.title().isEmpty()) {
            drawing.line(Paint.TITLE.on(options.title(), coloured));
        }
        drawing.rows();
        drawing.axis();
        return drawing.text.toString();
    }

    private void rows() {
        for (var row : sheet.rows()) {
            for (var track : row.tracks()) {
                track(track);
            }
            row.signal().ifPresent(this::signal);
        }
    }

    private void line(String content) {
        text.append(content.stripTrailing()).append('\n');
    }

    private String name(String name, Paint paint) {
        String shown = name.length() < gutter ? name : name.substring(0, gutter - 1);
        return " ".repeat(gutter - 1 - shown.length()) + paint.on(shown, coloured) + " ";
    }

    /// Returns the moment at which `column` begins.
    private long time(int column) {
        return sheet.from() + (long) ((double) (sheet.to() - sheet.from()) * column / columns);
    }

    private int column(long time) {
        double exact = (double) (time - sheet.from()) * columns / (sheet.to() - sheet.from());
        return Math.clamp((long) Math.floor(exact), 0, columns);
    }

    private void signal(Signal signal) {
        var top = new StringBuilder();
        var bottom = new StringBuilder();
        // an edge at the very start is what the line begins with
        int edge = signal.edgeAt(sheet.from());
        for (int c = 0; c < columns; c++) {
            int last = signal.edgeAt(time(c + 1) - 1);
            last = Math.max(last, edge);
            String cell = cell(signal.level(edge), signal.level(last), last - edge);
            top.append(cell.charAt(0));
            bottom.append(cell.charAt(1));
            edge = last;
        }
        line(" ".repeat(gutter) + top);
        line(name(signal.name(), Paint.NAME) + bottom);
    }

    /// Returns the upper and the lower character of a column that begins with `before`, ends with `after` and has
    /// `edges` edges.
    private static String cell(int before, int after, int edges) {
        if (edges == 0) {
            return switch (before) {
                case 0 -> " ─";
                case 1 -> "─ ";
                case Signal.UNKNOWN -> "xx";
                default -> " z";
            };
        }
        if (before > 1 || after > 1) {
            return edges == 1 ? "││" : "▒▒";
        }
        return switch (edges) {
            case 1 -> after == 1 ? "┌┘" : "┐└";
            case 2 -> after == 1 ? "┬╵" : "╷┴";
            default -> "▒▒";
        };
    }

    private void track(Track track) {
        var cells = new char[columns];
        var paints = new Paint[columns];
        Arrays.fill(cells, ' ');
        Arrays.fill(paints, Paint.NONE);
        int free = 0;
        var annotations = sheet.visible(track);
        for (int i = 0; i < annotations.size(); i++) {
            var annotation = annotations.get(i);
            int first = Math.min(column(Math.max(annotation.from(), sheet.from())), columns - 1);
            int end = Math.max(column(Math.min(annotation.to(), sheet.to())), first + 1);
            if (first < free && end <= free) {
                cells[free - 1] = DENSE;
                continue;
            }
            first = Math.max(first, free);
            // what would be too narrow for its shortest label takes from the idle time beside it
            int limit = i + 1 < annotations.size()
                    ? column(Math.min(annotations.get(i + 1).from(), sheet.to()))
                    : columns;
            int wanted = annotation.labels().getLast().length();
            if (end - first < wanted && limit - free >= wanted) {
                first = Math.clamp(end - wanted, free, first);
                end = Math.max(end, first + wanted);
            }
            put(cells, first, end, annotation.labels());
            Arrays.fill(paints, first, end, Paint.of(annotation.kind()));
            free = end;
        }
        line(name(track.name(), Paint.FAINT) + painted(cells, paints));
    }

    private static void put(char[] cells, int first, int end, List<String> labels) {
        int room = end - first;
        boolean framed = labels.stream().anyMatch(label -> label.length() + 2 <= room);
        String label = labels.stream()
                .filter(l -> l.length() + (framed ? 2 : 0) <= room)
                .findFirst()
                .orElse(room == 1 ? "|" : "[" + " ".repeat(room - 2) + "]");
        int at = first + (room - label.length()) / 2;
        label.getChars(0, label.length(), cells, at);
        if (framed) {
            cells[first] = '[';
            cells[end - 1] = ']';
        }
    }

    private String painted(char[] cells, Paint[] paints) {
        var painted = new StringBuilder();
        int from = 0;
        for (int c = 1; c <= columns; c++) {
            if (c == columns || paints[c] != paints[from]) {
                painted.append(paints[from].on(new String(cells, from, c - from), coloured));
                from = c;
            }
        }
        return painted.toString();
    }

    private void axis() {
        var cells = new char[columns];
        Arrays.fill(cells, ' ');
        var axis = TimeAxis.between(sheet.from(), sheet.to(), Math.max(1, columns / MARK_COLUMNS));
        for (var mark : axis.marks()) {
            String label = "╵" + mark.label();
            int at = column(mark.time());
            if (at + label.length() <= columns) {
                label.getChars(0, label.length(), cells, at);
            } else if (at < columns) {
                cells[at] = '╵';
            }
        }
        line(" ".repeat(gutter) + Paint.FAINT.on(new String(cells).stripTrailing(), coloured));
    }

    /// The colours of a terminal that are legible on light and on dark ground.
    private enum Paint {
        NONE(""),
        TITLE("1"),
        NAME("1"),
        FAINT("2"),
        ADDRESS("35"),
        DATA("36"),
        ANSWER("32"),
        VALUE("33"),
        ERROR("1;31");

        private final String code;

        Paint(String code) {
            this.code = code;
        }

        static Paint of(Annotation.Kind kind) {
            return switch (kind) {
                case CONTROL, ACKNOWLEDGE -> FAINT;
                case ADDRESS -> ADDRESS;
                case DATA -> DATA;
                case ANSWER -> ANSWER;
                case VALUE, COLOUR -> VALUE;
                case ERROR -> ERROR;
            };
        }

        String on(String text, boolean coloured) {
            return coloured && !code.isEmpty() && !text.isBlank() ? "\033[" + code + "m" + text + "\033[0m" : text;
        }
    }
}
