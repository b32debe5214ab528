package dev.jumper.sim.wave;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Writes one waveform as a VCD file: "Value change dump (VCD) files" of IEEE 1364-2005, with the restrictions of
/// [Vcd#write].
final class VcdWriter {
    /// Where the bytes go.
    @FunctionalInterface
    interface Sink {
        void write(byte[] bytes, int length) throws IOException;
    }

    /// Idle after the last edge: decoders wait for it before they give out what they saw.
    private static final long TAIL_NANOS = 300_000;

    private static final int FIRST_CODE = '!';
    private static final int CODES = '~' - FIRST_CODE + 1;
    private static final int ROOM = 32;

    private final Sink sink;
    private final byte[] buffer = new byte[1 << 16];
    private int filled;

    VcdWriter(Sink sink) {
        this.sink = sink;
    }

    /// Writes `waveform`, which [VcdTicks#check] accepts.
    void write(Waveform waveform, Timescale scale) throws IOException {
        var ticks = new VcdTicks(waveform, scale);
        byte[][] codes = codes(waveform.signals().size());
        header(waveform, scale, ticks.origin(), codes);
        time(0);
        for (int i = 0; i < codes.length; i++) {
            level(ticks.level(i), codes[i]);
        }
        long last = 0;
        while (ticks.advance()) {
            if (ticks.tick() != last) {
                last = ticks.tick();
                time(last);
            }
            level(ticks.level(ticks.current()), codes[ticks.current()]);
        }
        time(Math.max(ticks.endTick(), last + TAIL_NANOS / scale.nanos()));
        flush();
    }

    private void header(Waveform waveform, Timescale scale, long origin, byte[][] codes) throws IOException {
        var text = new StringBuilder("$version Jumper $end\n");
        if (origin != 0) {
            text.append("$comment #0 is ").append(origin).append(" ns of the recording $end\n");
        }
        text.append("$timescale ").append(scale).append(" $end\n$scope module circuit $end\n");
        List<String> names = names(waveform.signals());
        for (int i = 0; i < codes.length; i++) {
            text.append("$var wire 1 ")
                    .append(new String(codes[i], StandardCharsets.US_ASCII))
                    .append(' ')
                    .append(names.get(i))
                    .append(" $end\n");
        }
        text.append("$upscope $end\n$enddefinitions $end\n");
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        sink.write(bytes, bytes.length);
    }

    /// Returns the names in the file: what a decoder's options or the format give a meaning is `_` in them, and a
    /// name that was there before gets a number.
    private static List<String> names(List<Signal> signals) {
        Set<String> taken = new HashSet<>();
        List<String> names = new ArrayList<>();
        for (var signal : signals) {
            String plain = signal.name().replaceAll("[:,$\\s\\p{Cntrl}]", "_");
            String name = plain.isEmpty() ? "_" : plain;
            for (int i = 2; !taken.add(name); i++) {
                name = plain + "_" + i;
            }
            names.add(name);
        }
        return names;
    }

    private static byte[][] codes(int count) {
        byte[][] codes = new byte[count][];
        for (int i = 0; i < count; i++) {
            codes[i] = i < CODES
                    ? new byte[] {(byte) (FIRST_CODE + i)}
                    : new byte[] {(byte) (FIRST_CODE + i % CODES), (byte) (FIRST_CODE + i / CODES - 1)};
        }
        return codes;
    }

    private void level(int level, byte[] code) throws IOException {
        makeRoom();
        buffer[filled++] = (byte) ('0' + level);
        for (byte b : code) {
            buffer[filled++] = b;
        }
        buffer[filled++] = '\n';
    }

    private void time(long tick) throws IOException {
        makeRoom();
        buffer[filled++] = '#';
        int digits = 1;
        for (long rest = tick; rest >= 10; rest /= 10) {
            digits++;
        }
        long rest = tick;
        for (int i = filled + digits - 1; i >= filled; i--) {
            buffer[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        filled += digits;
        buffer[filled++] = '\n';
    }

    private void makeRoom() throws IOException {
        if (filled > buffer.length - ROOM) {
            flush();
        }
    }

    private void flush() throws IOException {
        sink.write(buffer, filled);
        filled = 0;
    }
}
