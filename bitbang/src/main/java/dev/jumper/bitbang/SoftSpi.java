package dev.jumper.bitbang;

import dev.jumper.hal.Banked;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.List;

/// An SPI bus made of up to four pins: a clock, and data out, data in and chip select where there is need of
/// them.
///
/// Directions are set by the first transfer, or by [#idle]. The speed of [SpiSettings] is a ceiling: each half of
/// a clock lasts at least as long as asked, and the time that the pins take comes on top. With
/// [SpiSettings#UNLIMITED] there is no wait at all. Data out changes half a clock before the edge that takes it;
/// chip select comes half a clock before the first edge, goes half a clock after the last one, and stays away for
/// as long.
///
/// A clock and data out of one bank ([Banked]) change together where they change at one moment: a byte is sent in
/// 17 operations then, instead of 33, and exchanged in 25.
///
/// If a pin fails, the chip is deselected, the clock goes to rest, and the error is passed on; the next transfer
/// sets the directions anew. A transfer allocates nothing. Not thread-safe. The pins stay the caller's to close.
///
/// Source of the signals: Motorola "SPI Block Guide" V04.01, "Transmission Formats".
public final class SoftSpi implements SpiBus {
    private final Pin sck;
    private final Pin mosi;
    private final Pin miso;
    private final Pin cs;
    private final int selected;
    private final Ticks ticks;
    private SpiBits loop;
    private boolean banked;
    private boolean ready;

    private SoftSpi(Pin sck, Pin mosi, Pin miso, Pin cs, int selected, Ticks ticks) {
        this.sck = sck;
        this.mosi = mosi;
        this.miso = miso;
        this.cs = cs;
        this.selected = selected;
        this.ticks = ticks;
    }

    /// Returns a bus that has only a clock; the other lines are added by the methods that start with `with`.
    public static SoftSpi over(Pin sck, Ticks ticks) {
        return new SoftSpi(sck, Unconnected.LINE, Unconnected.LINE, Unconnected.LINE, 0, ticks);
    }

    /// Returns a bus without a chip select of its own.
    public static SoftSpi over(Pin sck, Pin mosi, Pin miso, Ticks ticks) {
        return new SoftSpi(sck, mosi, miso, Unconnected.LINE, 0, ticks);
    }

    /// Returns a bus for the chip that `cs` selects while it is low.
    public static SoftSpi over(Pin sck, Pin mosi, Pin miso, Pin cs, Ticks ticks) {
        return new SoftSpi(sck, mosi, miso, cs, 0, ticks);
    }

    /// Returns this bus with a line for data out.
    public SoftSpi withMosi(Pin pin) {
        return new SoftSpi(sck, pin, miso, cs, selected, ticks);
    }

    /// Returns this bus with a line for data in; a bus without one reads zeros.
    public SoftSpi withMiso(Pin pin) {
        return new SoftSpi(sck, mosi, pin, cs, selected, ticks);
    }

    /// Returns this bus with a chip select that is active low, as nearly all are.
    public SoftSpi withChipSelect(Pin pin) {
        return new SoftSpi(sck, mosi, miso, pin, 0, ticks);
    }

    /// Returns this bus with a chip select that is active high.
    public SoftSpi withActiveHighChipSelect(Pin pin) {
        return new SoftSpi(sck, mosi, miso, pin, 1, ticks);
    }

    /// Sets the directions, and deselects the chip: for buses that share lines, each before the first transfer of
    /// any, for a chip that nobody has deselected yet may listen in.
    public void idle() throws IOException {
        ready = false;
        prepare(0);
    }

    @Override
    public void transfer(SpiSettings settings, byte[] out, byte[] in) throws IOException {
        check(settings, out, in);
        int rest = settings.mode().polarity();
        long half = settings.hertz() == SpiSettings.UNLIMITED ? 0 : Math.ceilDiv(500_000_000, settings.hertz());
        try {
            prepare(rest);
            if (!restsByItself(out, settings.mode().phase(), half)) {
                sck.ioctl(Pin.WRITE, rest);
            }
            cs.ioctl(Pin.WRITE, selected);
            pause(half);
            loop.exchange(out, in, rest, settings.mode().phase(), settings.wordBits(), settings.lsbFirst(), half);
            pause(half);
            cs.ioctl(Pin.WRITE, selected ^ 1);
            pause(half);
        } catch (DeviceException e) {
            var named = DriverConflict.named(this, e);
            abandon(rest, named);
            throw named;
        } catch (IOException | RuntimeException e) {
            abandon(rest, e);
            throw e;
        }
    }

    /// Tells whether the clock may come to rest with the first bit: there is no chip select that it has to precede.
    private boolean restsByItself(byte[] out, int phase, long half) {
        return banked && phase == 0 && half == 0 && cs == Unconnected.LINE && out.length != 0;
    }

    private void abandon(int rest, Exception cause) {
        ready = false;
        Recovery.after(cause, () -> cs.ioctl(Pin.WRITE, selected ^ 1));
        Recovery.after(cause, () -> sck.ioctl(Pin.WRITE, rest));
    }

    private void prepare(int rest) throws IOException {
        if (ready) {
            return;
        }
        Directions.output(this, cs, selected ^ 1);
        Directions.output(this, sck, rest);
        Directions.output(this, mosi, 0);
        Directions.inputIfKnown(miso);
        if (loop == null) {
            loop = loop();
        }
        ready = true;
    }

    private SpiBits loop() {
        var pins = List.of(sck, mosi, miso);
        if (sck instanceof Banked clock
                && mosi instanceof Banked data
                && clock.bank() == data.bank()
                && clock.line() != data.line()) {
            banked = true;
            return LoopCopies.COMMON.make(
                    SpiBits.class,
                    BankedSpiLoop.class,
                    pins,
                    sck,
                    miso,
                    clock.bank(),
                    1L << clock.line(),
                    1L << data.line(),
                    ticks);
        }
        return LoopCopies.COMMON.make(SpiBits.class, SpiLoop.class, pins, sck, mosi, miso, ticks);
    }

    private void pause(long nanos) {
        if (nanos != 0) {
            Wait.atLeast(ticks, nanos);
        }
    }

    private void check(SpiSettings settings, byte[] out, byte[] in) {
        if (in.length != 0 && in.length != out.length) {
            throw new IllegalArgumentException("%s: %d bytes out and room for %d in, expected as many, or none"
                    .formatted(this, out.length, in.length));
        }
        if (out.length % settings.wordBytes() != 0) {
            throw new IllegalArgumentException("%s: %d bytes are no whole number of %d-bit words of %d bytes each"
                    .formatted(this, out.length, settings.wordBits(), settings.wordBytes()));
        }
    }

    /// Returns what the bus is made of, such as `SPI bus (SCK host sck, MOSI host mosi, MISO none, CS host cs)`.
    @Override
    public String toString() {
        return "SPI bus (SCK %s, MOSI %s, MISO %s, CS %s)".formatted(sck, mosi, miso, cs);
    }
}
