package dev.jumper.bitbang;

import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.random.RandomGenerator;

/// A pin of a machine that pauses now and then, before or after it samples or drives: the circuit's time passes.
final class PausingPin implements Pin {
    private final Pin pin;
    private final Ticks ticks;
    private final RandomGenerator random;
    private final double chance;
    private final long longest;

    /// Pauses with `chance` in each access for up to `longest` ns.
    PausingPin(Pin pin, Ticks ticks, RandomGenerator random, double chance, long longest) {
        this.pin = pin;
        this.ticks = ticks;
        this.random = random;
        this.chance = chance;
        this.longest = longest;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        boolean pausing = (request == READ || request == WRITE) && random.nextDouble() < chance;
        boolean before = pausing && random.nextBoolean();
        if (before) {
            ticks.delay(random.nextLong(longest));
        }
        int result = pin.ioctl(request, argument);
        if (pausing && !before) {
            ticks.delay(random.nextLong(longest));
        }
        return result;
    }

    @Override
    public String toString() {
        return pin.toString();
    }
}
