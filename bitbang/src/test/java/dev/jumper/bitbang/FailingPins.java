package dev.jumper.bitbang;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import java.io.IOException;

/// Pins that work until a certain use of any of them, which fails, and after it; or never again.
final class FailingPins {
    private int untilFailure;
    private boolean forGood;
    private int uses;

    /// Has the use after `uses` others fail, once.
    void failAfter(int uses) {
        untilFailure = uses + 1;
        forGood = false;
    }

    /// Has the use after `uses` others fail, and all others from then on, which say so.
    void failForGoodAfter(int uses) {
        untilFailure = uses + 1;
        forGood = true;
    }

    boolean haveFailed() {
        return untilFailure <= 0;
    }

    /// Returns how often any of the pins has been used.
    int uses() {
        return uses;
    }

    Pin over(Pin pin) {
        return new Failing(pin);
    }

    /// Returns a view of `pin` that keeps its edges, as `pin` does.
    Pin capturing(Pin pin) {
        return new Capturing(new Failing(pin), (EdgeCapture) pin);
    }

    private final class Failing implements Pin {
        private final Pin pin;

        Failing(Pin pin) {
            this.pin = pin;
        }

        @Override
        public int ioctl(int request, int argument) throws IOException {
            uses++;
            if (--untilFailure == 0) {
                throw new IOException("cable of " + pin + " is out");
            }
            if (forGood && untilFailure < 0) {
                throw new IOException("cable of " + pin + " is still out");
            }
            return pin.ioctl(request, argument);
        }

        @Override
        public String toString() {
            return pin.toString();
        }
    }

    private record Capturing(Pin pin, EdgeCapture capture) implements Pin, EdgeCapture {
        @Override
        public int ioctl(int request, int argument) throws IOException {
            return pin.ioctl(request, argument);
        }

        @Override
        public void arm() throws IOException {
            capture.arm();
        }

        @Override
        public void disarm() throws IOException {
            capture.disarm();
        }

        @Override
        public int take(long[] edges, int offset, int count, long timeoutNanos) throws IOException {
            return capture.take(edges, offset, count, timeoutNanos);
        }

        @Override
        public long lost() throws IOException {
            return capture.lost();
        }

        @Override
        public String toString() {
            return pin.toString();
        }
    }
}
