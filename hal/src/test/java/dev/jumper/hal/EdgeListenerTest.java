package dev.jumper.hal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/// What a listener does that is only a lambda: it keeps quiet about nothing.
class EdgeListenerTest {
    private final EdgeListener listener = (_, _, _) -> {};

    private static final class Button implements Pin {
        @Override
        public int ioctl(int request, int argument) {
            throw Pin.unknown(this, request);
        }

        @Override
        public String toString() {
            return "button";
        }
    }

    @Test
    void lostEdgesAreThrownWithTheirNumber() {
        var e = assertThrows(DeviceException.class, () -> listener.lost(new Button(), 12));
        assertEquals(
                "button: 12 edges were lost, for they came faster than the listener took them; have it do less, or"
                        + " more be kept",
                e.getMessage());
        assertEquals(DeviceException.Kind.MISSED, e.kind());
    }

    @Test
    void aFailureIsThrown() {
        var failure = new IOException("button: the chip is gone");
        assertSame(failure, assertThrows(IOException.class, () -> listener.failed(failure)));
    }
}
