package dev.jumper.bitbang.judge;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import java.util.function.LongUnaryOperator;
import java.util.function.UnaryOperator;

/// Ways to spoil a waveform, in its times, its levels or its order.
final class Broken {
    private Broken() {}

    /// Makes all times longer by `factor`.
    static UnaryOperator<Waveform> stretched(double factor) {
        return wave -> new Waveform(
                wave.start(),
                Math.round(wave.end() * factor),
                wave.signals().stream()
                        .map(s -> edges(s, s.name(), time -> Math.round(time * factor), -1, -1))
                        .toList());
    }

    /// Moves the edges of one signal to later times.
    static UnaryOperator<Waveform> late(String name, long nanos) {
        return wave -> changed(wave, name, s -> edges(s, name, time -> time + nanos, -1, -1));
    }

    /// Exchanges high and low of one signal.
    static UnaryOperator<Waveform> inverted(String name) {
        return wave -> changed(wave, name, s -> {
            var log = new Signal.Log(name, s.firstLevel() ^ 1);
            for (int i = 0; i < s.edges(); i++) {
                log.add(s.time(i), s.level(i) ^ 1);
            }
            return log.signal();
        });
    }

    /// Leaves out the edges of one signal from the one at `first` on, `count` of them, an even number.
    static UnaryOperator<Waveform> without(String name, int first, int count) {
        return wave -> changed(wave, name, s -> edges(s, name, time -> time, first, first + count));
    }

    /// Moves one edge of a signal to a later time, up to that of the next.
    static UnaryOperator<Waveform> lateEdge(String name, int index, long nanos) {
        return wave -> changed(wave, name, s -> {
            var log = new Signal.Log(name, s.firstLevel());
            for (int i = 0; i < s.edges(); i++) {
                log.add(s.time(i) + (i == index ? nanos : 0), s.level(i));
            }
            return log.signal();
        });
    }

    /// Exchanges two signals.
    static UnaryOperator<Waveform> swapped(String one, String other) {
        return wave -> {
            var first = wave.signal(one);
            var second = wave.signal(other);
            return changed(
                    changed(wave, one, _ -> edges(second, one, time -> time, -1, -1)),
                    other,
                    _ -> edges(first, other, time -> time, -1, -1));
        };
    }

    /// Lets everything happen in the opposite order.
    static UnaryOperator<Waveform> backwards() {
        return wave -> new Waveform(
                wave.start(),
                wave.end(),
                wave.signals().stream()
                        .map(s -> {
                            var log = new Signal.Log(s.name(), s.level(s.edges() - 1));
                            for (int i = s.edges() - 1; i >= 0; i--) {
                                log.add(wave.start() + wave.end() - s.time(i), s.level(i - 1));
                            }
                            return log.signal();
                        })
                        .toList());
    }

    private static Waveform changed(Waveform wave, String name, UnaryOperator<Signal> change) {
        var signals = wave.signals().stream()
                .map(s -> s.name().equals(name) ? change.apply(s) : s)
                .toList();
        long end = signals.stream()
                .mapToLong(s -> s.edges() == 0 ? 0 : s.time(s.edges() - 1))
                .reduce(wave.end(), Math::max);
        return new Waveform(wave.start(), end, signals);
    }

    /// Returns a signal with the edges of `from` at times made by `times`, but those from `first` to before `end`.
    private static Signal edges(Signal from, String name, LongUnaryOperator times, int first, int end) {
        var log = new Signal.Log(name, from.firstLevel());
        for (int i = 0; i < from.edges(); i++) {
            if (i < first || i >= end) {
                log.add(times.applyAsLong(from.time(i)), from.level(i));
            }
        }
        return log.signal();
    }
}
