package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LineOptionsTest {
    private static String refusal(Runnable options) {
        return assertThrows(IllegalArgumentException.class, options::run).getMessage();
    }

    @Test
    void refusesAConsumerThatTheKernelCannotKeep() {
        assertEquals(
                "consumer of a line is \"0123456789012345678901234567890é\", expected at most 31 bytes of text",
                refusal(() -> LineOptions.DEFAULT.consumer("0123456789012345678901234567890é")));
        assertEquals(
                31,
                LineOptions.DEFAULT
                        .consumer("0123456789012345678901234567890")
                        .consumer()
                        .length());
    }

    @Test
    void refusesATimeOfDebouncingThatDoesNotFitTheKernelsMicroseconds() {
        assertEquals(
                "debouncing of a line takes PT-0.000000001S, expected 0 to 4294 s",
                refusal(() -> LineOptions.DEFAULT.debounced(Duration.ofNanos(-1))));
        assertEquals(
                "debouncing of a line takes PT1H11M35S, expected 0 to 4294 s",
                refusal(() -> LineOptions.DEFAULT.debounced(Duration.ofSeconds(4295))));
    }

    @Test
    void refusesToKeepMoreEdgesThanTheKernelDoes() {
        assertEquals(
                "kept edges of a line are 1025, expected 1 to 1024", refusal(() -> LineOptions.DEFAULT.keeping(1025)));
        assertEquals("kept edges of a line are 0, expected 1 to 1024", refusal(() -> LineOptions.DEFAULT.keeping(0)));
    }
}
