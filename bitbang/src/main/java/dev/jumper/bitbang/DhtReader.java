package dev.jumper.bitbang;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.DhtLine;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;

/// Reads a DHT11, DHT22 or AM2302 over one pin.
///
/// ```
///   host   ─┐ start  ┌──┐                                      (pull-up)
///           └────────┘  │80 µs┌─80 µs─┐50 µs┌26┐50 µs┌──70 µs──┐50 µs┌───
///   sensor              └─────┘       └─────┘  └─────┘         └─────┘
///                        answer              0        1     ... 40 bits
/// ```
///
/// A pin that keeps its edges ([EdgeCapture]) is decoded from their time stamps: a pause of this program does no
/// harm. Any other is polled. Then an edge may be seen late, or not at all; but a frame in which a pause changed a
/// bit is never returned: an edge that was not seen leaves too few of them, and one seen late by enough to turn a
/// bit (29 µs at least) puts the low part beside it out of its window.
///
/// The line is left released, whatever happens, and needs a pull-up resistor, of the pin or on the wire. Blocks for
/// the start signal and up to 8 ms, and for the sensor's pause (1 or 2 s) before each further attempt. Not
/// thread-safe. The pin stays the caller's.
public final class DhtReader implements DhtLine {
    /// The rise of the release, the answer's fall and rise, its end, and two edges for each of 40 bits.
    private static final int EDGES = 84;

    private static final int BITS = 40;

    /// A frame is over after 200 µs + 2 * 85 µs + 40 * 130 µs.
    private static final long FRAME_TIMEOUT = 8_000_000;

    /// Half of a low part, 50 µs: samples further apart may have missed one.
    private static final long SAMPLE_LIMIT = 20_000;

    /// The low parts of a frame together; only who did not look for that long can have missed all of it.
    private static final long LOW_PARTS = 2_000_000;

    // AM2302 data sheet, "Single bus signal characteristics", in µs: answer low and high 75-85, a bit's low 48-55,
    // its high 22-30 for 0 and 68-75 for 1. The windows leave room for samples seen late, and none to turn a bit.
    private static final long ANSWER_MIN = 50_000;
    private static final long ANSWER_MAX = 110_000;
    private static final long LOW_MIN = 35_000;
    private static final long LOW_MAX = 75_000;
    private static final long ZERO_MIN = 15_000;
    private static final long ZERO_MAX = 40_000;
    private static final long ONE_MIN = 55_000;
    private static final long ONE_MAX = 90_000;

    private final Pin pin;
    private final DhtModel model;
    private final Ticks ticks;
    private final RetryPolicy policy;
    private final EdgeCapture capture;
    private final ReleasableLine line;
    private final String who;
    private final long[] edges = new long[EDGES];
    private DhtTally tally = DhtTally.NOTHING;

    private DhtReader(Pin pin, DhtModel model, Ticks ticks, RetryPolicy policy) {
        this.pin = pin;
        this.model = model;
        this.ticks = ticks;
        this.policy = policy;
        this.capture = PolledEdges.of(pin, ticks, SAMPLE_LIMIT);
        this.who = model + " on " + pin;
        this.line = new ReleasableLine(pin, who);
    }

    /// Returns a reader that tries as often as `policy` says, the sensor's pause between attempts.
    public static DhtReader over(Pin pin, DhtModel model, Ticks ticks, RetryPolicy policy) {
        return new DhtReader(pin, model, ticks, policy);
    }

    /// Returns a reader that tries three times.
    public static DhtReader over(Pin pin, DhtModel model, Ticks ticks) {
        return over(pin, model, ticks, RetryPolicy.DEFAULT);
    }

    /// Wakes the sensor and returns its five bytes, the checksum verified.
    ///
    /// @throws DeviceException `ABSENT` if nothing answers; `STUCK` if the line stays low; `MISSED` if this machine
    ///     was too slow; `WRONG_ANSWER` if the pulses are none of a DHT; `CHECKSUM`; `DIRECTION_REFUSED`;
    ///     `SHORT_CIRCUIT`
    @Override
    public byte[] frame() throws IOException {
        try {
            return policy.run(ticks, model.pauseNanos(), who, this::attempt);
        } catch (DeviceException e) {
            throw DriverConflict.named(who, e);
        }
    }

    /// Returns what was read and refused so far.
    public DhtTally tally() {
        return tally;
    }

    @Override
    public String toString() {
        return who;
    }

    private byte[] attempt() throws IOException {
        line.release(); // also learns how
        int count;
        try {
            line.low();
            Schedule.delay(ticks, model.startNanos(), who);
            capture.arm();
            line.release();
            count = capture.take(edges, 0, EDGES, FRAME_TIMEOUT);
        } catch (IOException | RuntimeException | Error e) {
            Recovery.after(e, line::release);
            Recovery.after(e, capture::disarm);
            throw e;
        }
        capture.disarm();
        return decode(count);
    }

    private byte[] decode(int count) throws IOException {
        int at = 0;
        while (at < count && EdgeCapture.level(edges[at]) != 0) {
            at++;
        }
        if (at == count) {
            throw silence();
        }
        if (count - at < EDGES - 1) {
            tally = tally.withEdges();
            throw missing(count - at);
        }
        requireWidth(at, ANSWER_MIN, ANSWER_MAX, "answer's low part");
        requireWidth(at + 1, ANSWER_MIN, ANSWER_MAX, "answer's high part");
        var frame = new byte[FRAME_BYTES];
        for (int bit = 0; bit < BITS; bit++) {
            int low = at + 2 + 2 * bit;
            requireWidth(low, LOW_MIN, LOW_MAX, "low part of a bit");
            long high = width(low + 1);
            boolean one = high > ZERO_MAX;
            if (one) {
                requireWidth(low + 1, ONE_MIN, ONE_MAX, "high part of a bit");
                frame[bit >> 3] |= (byte) (0x80 >> (bit & 7));
            } else {
                requireWidth(low + 1, ZERO_MIN, ZERO_MAX, "high part of a bit");
            }
        }
        requireChecksum(frame);
        tally = tally.withFrame();
        return frame;
    }

    private long width(int index) {
        return EdgeCapture.nanos(edges[index + 1]) - EdgeCapture.nanos(edges[index]);
    }

    private void requireWidth(int index, long min, long max, String part) throws IOException {
        long width = width(index);
        if (width < min || width > max) {
            tally = tally.withWidths();
            String found = "%s: the %s took %.1f µs, which is none of a DHT's".formatted(who, part, width / 1000.0);
            throw wasTooSlow()
                    ? tooSlow(found)
                    : new DeviceException(
                            DeviceException.Kind.WRONG_ANSWER,
                            found + "; check the cable, the pull-up resistor of 5.1 kΩ and the supply");
        }
    }

    private void requireChecksum(byte[] frame) throws DeviceException {
        int sum = frame[0] + frame[1] + frame[2] + frame[3] & 0xFF;
        if (sum != (frame[4] & 0xFF)) {
            tally = tally.withChecksum();
            throw new DeviceException(
                    DeviceException.Kind.CHECKSUM,
                    "%s: checksum is 0x%02x, computed 0x%02x; check the cable, the pull-up resistor and the supply"
                            .formatted(who, frame[4], sum));
        }
    }

    private DeviceException missing(int seen) throws IOException {
        String found = "%s: only %d of %d edges seen".formatted(who, seen, EDGES - 1);
        if (pin.ioctl(Pin.READ, 0) == 0) {
            return new DeviceException(
                    DeviceException.Kind.STUCK,
                    found + ", and the line stays low; switch the sensor off and on, and check the cable");
        }
        return wasTooSlow()
                ? tooSlow(found)
                : new DeviceException(
                        DeviceException.Kind.WRONG_ANSWER,
                        found + ", the frame broke off; check the cable, the pull-up resistor and the supply");
    }

    private DeviceException silence() throws IOException {
        tally = tally.withSilence();
        boolean blind = capture instanceof PolledEdges polled ? polled.blindNanos() >= LOW_PARTS : capture.lost() > 0;
        if (blind) {
            return tooSlow(who + ": no answer seen");
        }
        return pin.ioctl(Pin.READ, 0) == 0
                ? new DeviceException(
                        DeviceException.Kind.STUCK,
                        who + ": the line stays low after the start signal; is the pull-up resistor of 5.1 kΩ there?")
                : new DeviceException(
                        DeviceException.Kind.ABSENT,
                        who
                                + ": no answer to the start signal; check the supply and the data wire, and wait %d s after power-up and between readings"
                                        .formatted(model.pauseNanos() / 1_000_000_000L));
    }

    /// A polled pin shows nothing but late and missing edges when the machine is slow; stamps are not late.
    private boolean wasTooSlow() throws IOException {
        return capture instanceof PolledEdges || capture.lost() > 0;
    }

    private static DeviceException tooSlow(String found) {
        return new DeviceException(
                DeviceException.Kind.MISSED,
                found + ": this machine was too slow or paused; try again, or use a pin that keeps its edges");
    }
}
