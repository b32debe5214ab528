package dev.jumper.sim.wave;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What a VCD file holds ("Value change dump (VCD) files" of IEEE 1364-2005), read; and waveforms written as such
/// files, in the form that decoders agree on.
///
/// # What is written
///
/// One-bit wires only, one statement a line. The file begins at `#0` with at least 1 µs of idle, for which all
/// times may be shifted (a `$comment` in the header says by how much), and ends 300 µs after the last edge or
/// later. Each edge goes to its nearest tick, to the next one if an earlier edge of another signal is there
/// already. A pulse shorter than a tick, or edges so dense that one would be more than a tick off, are refused
/// before anything is written: choose a finer [Timescale]. Unknown and floating levels are written as the level
/// before them, low at first. In names `:`, `,`, `$` and white space become `_`; names that were equal then get
/// numbers.
///
/// # What is read
///
/// Scopes are dropped from names that are unique without them. Bits of vectors up to 64 wide become signals of
/// their own, `data[7]` to `data[0]`; wider ones, `real`, `string` and `event` variables are left out, and a
/// notice says so. `x` becomes [Signal#UNKNOWN], `z` [Signal#FLOATING], and a signal is unknown until the file
/// says otherwise. Time scales go from 1 fs to 100 s; times are kept in whole nanoseconds, and where that merges
/// moments a notice says so. The file begins at its first time and ends at its last one.
///
/// @param waveform the signals, in the order in which they are declared
/// @param notices what was left out or taken for granted, one sentence each
public record Vcd(Waveform waveform, List<String> notices) {
    /// Copies the notices.
    public Vcd {
        notices = List.copyOf(notices);
    }

    /// Writes `waveform` in ticks of 100 ns to `file`, which is replaced.
    public static void write(Waveform waveform, Path file) throws IOException {
        write(waveform, file, Timescale.HUNDRED_NANOSECONDS);
    }

    /// Writes `waveform` to `file`, which is replaced.
    ///
    /// @throws IllegalArgumentException if `scale` is too coarse for it; the file is then untouched
    public static void write(Waveform waveform, Path file, Timescale scale) throws IOException {
        VcdTicks.check(waveform, scale);
        try (var out = Files.newOutputStream(file)) {
            new VcdWriter((bytes, length) -> out.write(bytes, 0, length)).write(waveform, scale);
        }
    }

    /// Writes `waveform` in ticks of 100 ns to `out`, which stays open.
    public static void write(Waveform waveform, OutputStream out) throws IOException {
        write(waveform, out, Timescale.HUNDRED_NANOSECONDS);
    }

    /// Writes `waveform` to `out`, which stays open.
    ///
    /// @throws IllegalArgumentException if `scale` is too coarse for it; nothing is written then
    public static void write(Waveform waveform, OutputStream out, Timescale scale) throws IOException {
        VcdTicks.check(waveform, scale);
        new VcdWriter((bytes, length) -> out.write(bytes, 0, length)).write(waveform, scale);
        out.flush();
    }

    /// Appends `waveform` in ticks of 100 ns to `out`.
    public static void write(Waveform waveform, Appendable out) throws IOException {
        write(waveform, out, Timescale.HUNDRED_NANOSECONDS);
    }

    /// Appends `waveform` to `out`.
    ///
    /// @throws IllegalArgumentException if `scale` is too coarse for it; nothing is appended then
    public static void write(Waveform waveform, Appendable out, Timescale scale) throws IOException {
        VcdTicks.check(waveform, scale);
        new VcdWriter((bytes, length) -> out.append(new String(bytes, 0, length, StandardCharsets.UTF_8)))
                .write(waveform, scale);
    }

    /// Reads `file`.
    ///
    /// @throws VcdException if it is cut off or holds what is not read here
    public static Vcd read(Path file) throws IOException {
        try (var in = new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8)) {
            return read(in, file.toString());
        }
    }

    /// Reads all that `in` has; it stays open. Messages call it `source`.
    ///
    /// @throws VcdException if it is cut off or holds what is not read here
    public static Vcd read(Reader in, String source) throws IOException {
        var parser = new VcdParser(source);
        char[] piece = new char[1 << 14];
        for (int length = in.read(piece); length >= 0; length = in.read(piece)) {
            parser.accept(piece, 0, length);
        }
        return parser.end();
    }
}
