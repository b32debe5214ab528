package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.WaveTime;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation;
import dev.jumper.sim.wave.decode.Track;
import dev.jumper.sim.wave.draw.Picture.Anchor;
import dev.jumper.sim.wave.draw.Picture.Letters;
import dev.jumper.sim.wave.draw.Picture.Path;
import dev.jumper.sim.wave.draw.Picture.Shape;
import dev.jumper.sim.wave.draw.Picture.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Lays a sheet out as a picture.
final class Layout {
    private static final int DEFAULT_WIDTH = 960;
    private static final int NARROWEST_PLOT = 60;
    private static final double MARGIN = 16;
    private static final double TITLE_HEIGHT = 30;
    private static final double TRACK_HEIGHT = 20;
    private static final double TRACK_GAP = 7;
    private static final double WAVE_HEIGHT = 24;
    private static final double ROW_GAP = 16;
    private static final double AXIS_HEIGHT = 24;
    private static final double MARK_DISTANCE = 95;
    private static final double LABEL_PADDING = 5;
    private static final double TIGHTEST_PADDING = 2;
    private static final double CORNER = 5;
    private static final double NARROWEST_LOZENGE = 3;
    private static final int MOST_DESCRIBED = 60;

    private final Sheet sheet;
    private final double left;
    private final double right;
    private final List<Shape> shapes = new ArrayList<>();
    private double y = MARGIN;

    private Layout(Sheet sheet, double width) {
        this.sheet = sheet;
        this.right = width - MARGIN;
        double names = Letters.NAME.width("m".repeat(sheet.longestName())) + 12;
        this.left = Math.min(MARGIN + names, Math.max(MARGIN, right - NARROWEST_PLOT));
    }

    static Picture of(Waveform waveform, DrawingOptions options) {
        double width = options.width() == DrawingOptions.AUTOMATIC ? DEFAULT_WIDTH : options.width();
        var sheet = Sheet.of(waveform, options);
        var layout = new Layout(sheet, width);
        return layout.picture(width, options.title());
    }

    private Picture picture(double width, String title) {
        if (!title.isEmpty()) {
            shapes.add(new Text(
                    MARGIN, y + 15, right - MARGIN, title, Letters.TITLE, Anchor.START, Ink.TITLE, Optional.empty()));
            y += TITLE_HEIGHT;
        }
        double top = y;
        double bottom = top + sheet.rows().stream().mapToDouble(Layout::height).sum();
        axis(top, bottom);
        for (var row : sheet.rows()) {
            for (var track : row.tracks()) {
                track(track);
                y += TRACK_HEIGHT + TRACK_GAP;
            }
            row.signal().ifPresent(signal -> {
                new WaveLine(signal, sheet, this::x, y, y + WAVE_HEIGHT).drawOn(shapes);
                text(left - 12, y + WAVE_HEIGHT / 2 + 4.5, signal.name(), Letters.NAME, Ink.NAME);
                y += WAVE_HEIGHT;
            });
            y += ROW_GAP;
        }
        double height = bottom + AXIS_HEIGHT + MARGIN / 2;
        shapes.addFirst(Path.box(Ink.PAPER, 0, 0, width, height));
        return new Picture(width, height, title.isEmpty() ? name() : title, description(), shapes);
    }

    private static double height(Sheet.Row row) {
        return row.tracks().size() * (TRACK_HEIGHT + TRACK_GAP)
                + (row.signal().isPresent() ? WAVE_HEIGHT : 0)
                + ROW_GAP;
    }

    private double x(long time) {
        double exact = left + (right - left) * (time - sheet.from()) / (sheet.to() - sheet.from());
        return Math.clamp(exact, left, right);
    }

    private void text(double x, double baseline, String text, Letters letters, Ink ink) {
        shapes.add(new Text(x, baseline, x - MARGIN / 2, text, letters, Anchor.END, ink, Optional.empty()));
    }

    private void axis(double top, double bottom) {
        int most = Math.max(1, (int) ((right - left) / MARK_DISTANCE));
        for (var mark : TimeAxis.between(sheet.from(), sheet.to(), most).marks()) {
            double x = x(mark.time());
            shapes.add(Path.line(Ink.GRID, x, top - 4, x, bottom - 2));
            shapes.add(Path.line(Ink.AXIS, x, bottom - 2, x, bottom + 3));
            double half = Letters.SMALL.width(mark.label()) / 2;
            var anchor = x + half > right + MARGIN - 2 ? Anchor.END : Anchor.MIDDLE;
            double at = anchor == Anchor.END ? right + MARGIN - 4 : x;
            shapes.add(new Text(
                    at, bottom + 16, MARK_DISTANCE, mark.label(), Letters.SMALL, anchor, Ink.FAINT, Optional.empty()));
        }
        shapes.add(Path.line(Ink.AXIS, left, bottom - 2, right, bottom - 2));
    }

    private void track(Track track) {
        text(left - 12, y + TRACK_HEIGHT / 2 + 4, track.name(), Letters.SMALL, Ink.FAINT);
        var annotations = sheet.visible(track);
        double blockFrom = -1; // of lozenges too narrow to tell apart
        double blockTo = -1;
        double free = left;
        for (int i = 0; i < annotations.size(); i++) {
            var annotation = annotations.get(i);
            double limit = i + 1 < annotations.size() ? x(annotations.get(i + 1).from()) : right;
            double from = x(annotation.from());
            double to = x(annotation.to());
            // what would be too narrow for its shortest label takes from the idle time beside it
            double wanted = Letters.LABEL.width(annotation.labels().getLast()) + 2 * TIGHTEST_PADDING;
            if (to - from < wanted && limit - free >= wanted) {
                from = Math.max(Math.min(from, to - wanted), free);
                to = Math.max(to, from + wanted);
            }
            if (to - from >= NARROWEST_LOZENGE) {
                lozenge(annotation, from, to);
            } else {
                to = Math.max(to, from + 1);
                if (blockFrom < 0 || from > blockTo + 1) {
                    block(blockFrom, blockTo);
                    blockFrom = from;
                }
                blockTo = to;
            }
            free = to;
        }
        block(blockFrom, blockTo);
    }

    private void block(double from, double to) {
        if (from >= 0) {
            shapes.add(Path.box(Ink.DENSE, from, y + 2, to, y + TRACK_HEIGHT - 2));
        }
    }

    private void lozenge(Annotation annotation, double from, double to) {
        double inset = Math.min(0.8, (to - from) / 8);
        double l = from + inset;
        double r = to - inset;
        double cut = Math.min(CORNER, (r - l) / 3);
        // what goes on beyond the picture has no point there
        double head = annotation.from() < sheet.from() ? 0 : cut;
        double tail = annotation.to() > sheet.to() ? 0 : cut;
        double middle = y + TRACK_HEIGHT / 2;
        double low = y + TRACK_HEIGHT;
        var ink = Ink.of(annotation.kind());
        var shape = Path.area(ink, l, middle, l + head, y, r - tail, y, r, middle, r - tail, low, l + head, low);
        Optional<String> letters = Optional.empty();
        if (annotation.kind() == Annotation.Kind.COLOUR) {
            String colour = annotation.label().substring(0, 7);
            shape = shape.filled(colour);
            letters = Optional.of(isBright(colour) ? "#000000" : "#ffffff");
        }
        shapes.add(shape);
        for (String label : annotation.labels()) {
            double room = r - l - 2 * (label.length() < 3 ? TIGHTEST_PADDING - 1 : LABEL_PADDING);
            if (Letters.LABEL.width(label) <= room) {
                double baseline = y + TRACK_HEIGHT / 2 + 4;
                shapes.add(new Text(
                        (from + to) / 2, baseline, room, label, Letters.LABEL, Anchor.MIDDLE, Ink.NAME, letters));
                break;
            }
        }
    }

    private static boolean isBright(String colour) {
        int rgb = Integer.parseInt(colour.substring(1), 16);
        return (rgb >> 16) * 0.299 + (rgb >> 8 & 0xFF) * 0.587 + (rgb & 0xFF) * 0.114 > 140;
    }

    private String name() {
        return "Waveform of "
                + sheet.rows().stream()
                        .flatMap(row -> row.signal().stream())
                        .map(Signal::name)
                        .collect(Collectors.joining(", "));
    }

    private String description() {
        var description = new StringBuilder(
                "Levels from %s to %s.".formatted(WaveTime.format(sheet.from()), WaveTime.format(sheet.to())));
        for (var row : sheet.rows()) {
            for (var track : row.tracks()) {
                var labels = sheet.visible(track);
                description.append(' ').append(track.name()).append(": ");
                description.append(labels.stream()
                        .limit(MOST_DESCRIBED)
                        .map(Annotation::label)
                        .collect(Collectors.joining(", ")));
                description.append(labels.size() > MOST_DESCRIBED ? ", and so on." : ".");
            }
        }
        return description.toString();
    }
}
