package dev.jumper.sim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// What the circuits of a test method, or of all tests of a class and of the classes nested in it, take for
/// granted; the nearest annotation counts as a whole. See [dev.jumper.sim.CircuitOptions].
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
public @interface CircuitSettings {
    /// What one use of a host pin takes, in nanoseconds.
    long accessNanos() default 100;

    /// How long a change of a driver takes to reach the net, in nanoseconds.
    long propagationNanos() default 0;

    /// Where all that is random starts.
    long seed() default 1;
}
