package dev.jumper.bitbang;

import dev.jumper.hal.Banked;
import dev.jumper.hal.Pin;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// Up to eight 74HC595 in a row: 64 more outputs for three pins, each of them a [Pin].
///
/// Line 0 is output QA of the first chip, the one next to SER; line 8 is QA of the second. All change at one
/// moment, the rising edge of RCLK. Until the first write nothing is known of them but what [#withOutputEnable]
/// sees to. A line reads as what it was last driven to. Lines are outputs for good: they refuse [Pin#INPUT] and
/// [Pin#OPEN_DRAIN].
///
/// If a pin fails while bits are on their way, the outputs keep what they had, and the next write sends all
/// again. Not thread-safe. The pins stay the caller's to close.
///
/// Source: Texas Instruments SN74HC595 data sheet SCLS041, "Pin Functions", "Timing Requirements".
public final class ShiftRegisterOutput implements Banked.Bank {
    /// "Timing Requirements" at 2 V, the slowest: SER is set up 125 ns before SRCLK rises, the longest of them
    /// all.
    private static final long SETUP_NANOS = 125;

    private final Pin ser;
    private final Pin srclk;
    private final Pin rclk;
    private final Pin enable;
    private final int lines;
    private final Ticks ticks;
    private long levels;
    private boolean ready;
    private boolean shown;

    private ShiftRegisterOutput(Pin ser, Pin srclk, Pin rclk, Pin enable, int lines, Ticks ticks) {
        this.ser = ser;
        this.srclk = srclk;
        this.rclk = rclk;
        this.enable = enable;
        this.lines = lines;
        this.ticks = ticks;
    }

    /// Returns the outputs of `chips` chips, 1 to 8, all low from the first write on unless that says otherwise.
    public static ShiftRegisterOutput over(Pin ser, Pin srclk, Pin rclk, int chips, Ticks ticks) {
        return new ShiftRegisterOutput(ser, srclk, rclk, Unconnected.LINE, ChipRow.lines("74HC595", chips), ticks);
    }

    /// Returns these outputs with a pin on OE, which keeps them floating until the first write is complete.
    public ShiftRegisterOutput withOutputEnable(Pin oe) {
        return new ShiftRegisterOutput(ser, srclk, rclk, oe, lines, ticks);
    }

    /// Returns how many lines there are.
    public int lines() {
        return lines;
    }

    /// Returns the pin of output `line`, from 0 up.
    public Pin pin(int line) {
        ChipRow.requireLine(this, line, lines);
        return new Line(this, line);
    }

    @Override
    public long read(long mask) {
        ChipRow.requireMask(this, mask, lines);
        return levels & mask;
    }

    @Override
    public void write(long mask, long wanted) throws IOException {
        ChipRow.requireMask(this, mask, lines);
        long next = levels & ~mask | wanted & mask;
        try {
            prepare();
            for (int i = lines - 1; i >= 0; i--) {
                ser.ioctl(Pin.WRITE, (int) (next >>> i) & 1);
                pulse(srclk);
            }
            pulse(rclk);
            levels = next;
            enable.ioctl(Pin.WRITE, 0);
            shown = true;
        } catch (UnsupportedOperationException e) {
            ready = false;
            throw Directions.refused(this, e);
        } catch (IOException | RuntimeException e) {
            ready = false;
            throw e;
        }
    }

    private void prepare() throws IOException {
        if (!ready) {
            enable.ioctl(Pin.OUTPUT, shown ? 0 : 1);
            srclk.ioctl(Pin.OUTPUT, 0);
            rclk.ioctl(Pin.OUTPUT, 0);
            ser.ioctl(Pin.OUTPUT, 0);
            ready = true;
        }
    }

    private void pulse(Pin clock) throws IOException {
        Wait.atLeast(ticks, SETUP_NANOS);
        clock.ioctl(Pin.WRITE, 1);
        Wait.atLeast(ticks, SETUP_NANOS);
        clock.ioctl(Pin.WRITE, 0);
    }

    /// Returns what the chips hang on, such as `74HC595 (SER host ser, SRCLK host srclk, RCLK host rclk)`.
    @Override
    public String toString() {
        return "74HC595 (SER %s, SRCLK %s, RCLK %s)".formatted(ser, srclk, rclk);
    }

    private record Line(ShiftRegisterOutput register, int line) implements Pin, Banked {
        @Override
        public Bank bank() {
            return register;
        }

        @Override
        public int ioctl(int request, int argument) throws IOException {
            return switch (request) {
                case READ -> (int) (register.levels >>> line) & 1;
                case WRITE, OUTPUT -> {
                    register.write(1L << line, (long) argument << line);
                    yield 0;
                }
                default -> throw Pin.unknown(this, request);
            };
        }

        @Override
        public String toString() {
            return "line " + line + " of " + register;
        }
    }
}
