package dev.jumper.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.List;

/// Makes more classes of pins: each a hidden class of the same bytes, which the JVM treats as it does any other
/// class.
final class PinClasses {
    private PinClasses() {}

    /// Returns `count` new classes like `original`.
    static <T> List<Class<? extends T>> like(Class<T> kind, Class<? extends T> original, int count) {
        try (var file = original.getResourceAsStream(original.getSimpleName() + ".class")) {
            byte[] bytes = file.readAllBytes();
            var classes = new ArrayList<Class<? extends T>>();
            for (int i = 0; i < count; i++) {
                classes.add(MethodHandles.lookup()
                        .defineHiddenClass(bytes, true)
                        .lookupClass()
                        .asSubclass(kind));
            }
            return classes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalAccessException e) {
            throw new LinkageError("no copy of " + original, e);
        }
    }

    /// Makes a pin of one of the classes.
    static <T> T make(Class<? extends T> pinClass, Object... arguments) {
        try {
            return pinClass.cast(pinClass.getDeclaredConstructors()[0].newInstance(arguments));
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(pinClass + " has no such constructor", e);
        }
    }
}
