package dev.jumper.app.fault;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ArgumentsSource;

/// A fault test with one parameter, a seed, that says all about its faults. It runs for `few` seeds, from 0; in the
/// fault report (`bench/faults`, `-Djumper.faults=full`) for `all` of them; with `-Djumper.seed=N` for that one. A
/// failure says how to repeat it.
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("fault")
@ParameterizedTest(name = "{0}")
@ArgumentsSource(SeedSource.class)
@ExtendWith(SeedSource.Repeat.class)
public @interface Seeded {
    /// Returns how many seeds are enough for every build.
    int few();

    /// Returns how many seeds the fault report is made of.
    int all();
}
