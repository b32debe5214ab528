package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/// Copies of the classes that hold bit loops, one for each combination of pin classes.
///
/// A call of [Pin#ioctl] is compiled into the loop around it as long as it has met no more than two classes of
/// pins; after the third it becomes a real call, nine times as slow. The profile that decides this belongs to the
/// class that holds the loop. So each combination of pin classes gets a class of its own: a hidden class of the
/// same bytes.
///
/// There are at most so many copies as the maker says; whoever comes later shares the class itself, as does
/// everybody if its bytes cannot be had. Pin classes are held weakly, and a copy whose pins are gone makes room
/// for another. Safe for use by several threads.
final class LoopCopies {
    /// The copies of this JVM.
    static final LoopCopies COMMON = new LoopCopies(MethodHandles.lookup(), 64);

    private record Copy(Class<?> original, List<WeakReference<Class<?>>> pins, Class<?> loop) {
        boolean isFor(Class<?> wanted, List<Pin> wantedPins) {
            if (original != wanted || pins.size() != wantedPins.size()) {
                return false;
            }
            for (int i = 0; i < wantedPins.size(); i++) {
                if (!pins.get(i).refersTo(wantedPins.get(i).getClass())) {
                    return false;
                }
            }
            return true;
        }

        boolean isDead() {
            return pins.stream().anyMatch(p -> p.refersTo(null));
        }
    }

    private final MethodHandles.Lookup lookup;
    private final int most;
    private final List<Copy> copies = new ArrayList<>();

    LoopCopies(MethodHandles.Lookup lookup, int most) {
        this.lookup = lookup;
        this.most = most;
    }

    /// Makes a loop for `pins` by the only constructor of the class `original`, or of its copy for these pins.
    ///
    /// @param kind the interface by which the loop is used; a copy is no subclass of its original
    <T> T make(Class<T> kind, Class<? extends T> original, List<Pin> pins, Object... arguments) {
        try {
            return kind.cast(
                    loopFor(original, pins).getDeclaredConstructors()[0].newInstance(arguments));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "%s: its constructor cannot be called with %s".formatted(original, List.of(arguments)), e);
        }
    }

    /// Returns how many copies there are whose pins are still in use.
    synchronized int size() {
        copies.removeIf(Copy::isDead);
        return copies.size();
    }

    private synchronized Class<?> loopFor(Class<?> original, List<Pin> pins) {
        copies.removeIf(Copy::isDead);
        for (var copy : copies) {
            if (copy.isFor(original, pins)) {
                return copy.loop();
            }
        }
        if (copies.size() == most) {
            return original;
        }
        var loop = define(original);
        if (loop != original) {
            var classes = new ArrayList<WeakReference<Class<?>>>();
            pins.forEach(p -> classes.add(new WeakReference<>(p.getClass())));
            copies.add(new Copy(original, classes, loop));
        }
        return loop;
    }

    /// Returns a new copy, or the original where classes cannot be copied: without class files, in a native
    /// image.
    private Class<?> define(Class<?> original) {
        try (var file = original.getResourceAsStream(original.getSimpleName() + ".class")) {
            return file == null
                    ? original
                    : lookup.defineHiddenClass(file.readAllBytes(), false).lookupClass();
        } catch (IOException | IllegalAccessException | UnsupportedOperationException | LinkageError _) {
            return original;
        }
    }
}
