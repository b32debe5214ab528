package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// Sends characters by an absolute schedule: an edge that is late does not make the next one late.
final class UartSender {
    private final Pin pin;
    private final Ticks ticks;
    private final String who;
    private long free;

    UartSender(Pin pin, Ticks ticks, String who) {
        this.pin = pin;
        this.ticks = ticks;
        this.who = who;
        this.free = ticks.nanos();
    }

    /// Sends the data bits of `value`, and returns when the last bit before the stop bits is over; the next
    /// character waits for those.
    ///
    /// @throws DeviceException `MISSED` if an edge came more than a quarter of a bit too early or late
    void send(int value, UartSettings settings) throws IOException {
        int data = value & (1 << settings.dataBits()) - 1;
        int frame = data
                | (settings.parity() == UartSettings.Parity.NONE ? 0 : settings.parityBit(data) << settings.dataBits());
        frame = (frame | 1 << settings.payloadBits()) << 1;
        int bits = settings.payloadBits() + 2;
        Schedule.until(ticks, free);
        Schedule.requireNoInterrupt(who);
        long start = ticks.nanos();
        long worst = 0;
        long began = 0;
        try {
            for (int bit = 0; bit < bits; bit++) {
                long due = start + settings.halfBitsNanos(2 * bit);
                Schedule.until(ticks, due);
                pin.ioctl(Pin.WRITE, frame >> bit & 1);
                long late = ticks.nanos() - due;
                began = bit == 0 ? late : began;
                worst = Math.max(worst, Math.abs(late - began));
            }
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, () -> pin.ioctl(Pin.WRITE, 1));
            free = ticks.nanos() + settings.characterNanos();
            throw e;
        }
        free = start + began + settings.characterNanos();
        if (worst > settings.halfBitsNanos(1) / 2) {
            throw new DeviceException(
                    DeviceException.Kind.MISSED,
                    "%s: an edge of character 0x%02x was %.1f µs off at %d baud: this machine was too slow or paused; send it again, or more slowly"
                            .formatted(who, data, worst / 1000.0, settings.baud()));
        }
        Schedule.requireNoInterrupt(who);
    }

    /// Holds the line low for `nanos`, then rests for two bit times.
    void sendBreak(long nanos, UartSettings settings) throws IOException {
        Schedule.until(ticks, free);
        try {
            pin.ioctl(Pin.WRITE, 0);
            Schedule.delay(ticks, nanos, who);
            pin.ioctl(Pin.WRITE, 1);
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, () -> pin.ioctl(Pin.WRITE, 1));
            throw e;
        } finally {
            free = ticks.nanos() + settings.halfBitsNanos(4);
        }
    }

    /// Waits until the stop bits of the last character are over.
    void flush() throws IOException {
        Schedule.delay(ticks, free - ticks.nanos(), who);
    }
}
