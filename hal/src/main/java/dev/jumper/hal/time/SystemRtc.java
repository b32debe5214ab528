package dev.jumper.hal.time;

import java.time.Instant;

/// The host's calendar clock.
enum SystemRtc implements Rtc {
    INSTANCE;

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void set(Instant time) {
        throw new UnsupportedOperationException(
                "the host's clock is not set to " + time + ": set it with the operating system's tools");
    }

    @Override
    public boolean trusted() {
        return true;
    }
}
