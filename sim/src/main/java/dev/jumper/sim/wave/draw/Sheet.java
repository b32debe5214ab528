package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.WaveTime;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Annotation;
import dev.jumper.sim.wave.decode.Decoder;
import dev.jumper.sim.wave.decode.Track;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What is drawn, before anybody thinks of columns or pixels.
///
/// @param from the first moment, in nanoseconds
/// @param to the last moment, after `from`
/// @param rows from top to bottom
record Sheet(long from, long to, List<Row> rows) {
    /// A line, and the tracks above it; tracks whose line is not drawn are in rows without one.
    record Row(Optional<Signal> signal, List<Track> tracks) {}

    /// Decodes `waveform` and sorts out what goes where.
    ///
    /// @throws IllegalArgumentException if the waveform has not the lines or the time that the options want
    static Sheet of(Waveform waveform, DrawingOptions options) {
        long from = options.from().orElse(waveform.start());
        long to = options.to().orElse(waveform.end());
        if (options.from().isPresent() && from >= waveform.end() && from > waveform.start()) {
            throw outside("from " + WaveTime.format(from) + " on", waveform);
        }
        if (options.to().isPresent() && to <= waveform.start()) {
            throw outside("up to " + WaveTime.format(to), waveform);
        }
        from = Math.max(from, waveform.start());
        to = Math.max(Math.min(to, waveform.end()), from + 1);
        var shown = options.signals().isEmpty() ? waveform : waveform.select(options.signals());
        var rows = new ArrayList<Row>();
        for (var signal : shown.signals()) {
            rows.add(new Row(Optional.of(signal), new ArrayList<>()));
        }
        for (var decoder : options.decoders()) {
            var tracks = decoder.decode(waveform);
            for (var track : tracks) {
                place(rows, tracks.size() == 1 ? home(decoder, shown, track) : track.signal(), track);
            }
        }
        return new Sheet(from, to, rows);
    }

    private static IllegalArgumentException outside(String what, Waveform waveform) {
        return new IllegalArgumentException("drawing %s: found a waveform from %s to %s, expected a time within"
                .formatted(what, WaveTime.format(waveform.start()), WaveTime.format(waveform.end())));
    }

    /// Returns the topmost line that a decoder with a single track looks at.
    private static String home(Decoder decoder, Waveform shown, Track track) {
        return shown.signals().stream()
                .map(Signal::name)
                .filter(decoder.signals()::contains)
                .findFirst()
                .orElse(track.signal());
    }

    private static void place(List<Row> rows, String name, Track track) {
        for (var row : rows) {
            if (row.signal().filter(s -> s.name().equals(name)).isPresent()) {
                row.tracks().add(track);
                return;
            }
        }
        rows.add(new Row(Optional.empty(), new ArrayList<>(List.of(track))));
    }

    /// Returns the annotations of `track` that are to be seen here.
    List<Annotation> visible(Track track) {
        return track.annotations().stream()
                .filter(a -> a.to() > from && a.from() < to)
                .sorted(Comparator.comparingLong(Annotation::from))
                .toList();
    }

    /// Returns the longest name of lines and tracks.
    int longestName() {
        return rows.stream()
                .flatMap(row -> java.util.stream.Stream.concat(
                        row.signal().stream().map(Signal::name),
                        row.tracks().stream().map(Track::name)))
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }
}
