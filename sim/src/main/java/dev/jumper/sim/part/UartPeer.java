package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.function.IntFunction;

/// The other end of an asynchronous serial line: it takes characters from one net and sends them on another.
///
/// A character is a start bit (low), data bits from the lowest up, a parity bit if there is one, and stop bits
/// (high). Received bits are sampled in their middle, counted from the fall of the start bit.
///
/// Source: Texas Instruments PC16550D, "Line Control Register"; the middle of the bit is what its 16 times clock
/// aims at.
public final class UartPeer implements Part {
    /// The parity bit.
    public enum Parity {
        /// There is none.
        NONE,
        /// Data and parity bits hold an even number of ones.
        EVEN,
        /// Data and parity bits hold an odd number of ones.
        ODD
    }

    private record Frame(int bits, int length) {}

    private final String inName;
    private final String outName;
    private final double baud;
    private int dataBits = 8;
    private Parity parity = Parity.NONE;
    private int stopBits = 1;
    private double percentOff;
    private IntFunction<int[]> answer = _ -> new int[0];

    private final Queue<Frame> outgoing = new ArrayDeque<>();
    private final List<Integer> received = new ArrayList<>();
    private int parityErrors;
    private int framingErrors;
    private Circuit circuit;
    private Terminal in;
    private Terminal out;
    private boolean connected;
    private boolean sending;
    private boolean receiving;
    private long startedAt;
    private int shift;

    private UartPeer(String in, String out, double baud) {
        this.inName = in;
        this.outName = out;
        this.baud = baud;
    }

    /// Returns a peer with 8 data bits, no parity and 1 stop bit, whose clock is exact.
    ///
    /// @param in the net that the peer listens on, which the host sends on
    /// @param out the net that the peer sends on, and drives high at rest
    public static UartPeer on(String in, String out, int baud) {
        if (baud < 1) {
            throw new IllegalArgumentException("baud rate is " + baud + ", expected at least 1");
        }
        return new UartPeer(in, out, baud);
    }

    /// Takes characters of `bits` bits, 5 to 9, and returns this.
    public UartPeer dataBits(int bits) {
        if (bits < 5 || bits > 9) {
            throw new IllegalArgumentException("data bits are " + bits + ", expected 5 to 9");
        }
        dataBits = bits;
        return this;
    }

    /// Takes characters with this parity, and returns this.
    public UartPeer parity(Parity kind) {
        parity = kind;
        return this;
    }

    /// Ends characters with `bits` stop bits, 1 or 2, and returns this.
    public UartPeer stopBits(int bits) {
        if (bits < 1 || bits > 2) {
            throw new IllegalArgumentException("stop bits are " + bits + ", expected 1 or 2");
        }
        stopBits = bits;
        return this;
    }

    /// Has a clock that is `percent` too fast, or too slow if it is negative, within 50, and returns this.
    public UartPeer offBy(double percent) {
        if (!(Math.abs(percent) <= 50)) {
            throw new IllegalArgumentException("clock is off by %s %%, expected -50 to 50".formatted(percent));
        }
        percentOff = percent;
        return this;
    }

    /// Sends what `reply` returns for each character received, and returns this.
    public UartPeer answering(IntFunction<int[]> reply) {
        answer = reply;
        return this;
    }

    /// Sends characters as soon as those before are sent, and the peer is connected.
    public void send(int... characters) {
        for (int character : characters) {
            enqueue(character, false);
        }
    }

    /// Sends a character whose parity bit is wrong.
    public void sendWithWrongParity(int character) {
        if (parity == Parity.NONE) {
            throw new IllegalStateException("UART peer on " + outName + " sends no parity; set one first");
        }
        enqueue(character, true);
    }

    /// Holds the line low for `bits` bit times from now, 1 or more, then for one high: a break.
    public void sendBreak(int bits) {
        outgoing.add(new Frame(0, -bits));
        begin();
    }

    /// Returns the characters received so far, those with errors included.
    public List<Integer> received() {
        return List.copyOf(received);
    }

    /// Returns how many received characters had the wrong parity bit.
    public int parityErrors() {
        return parityErrors;
    }

    /// Returns how many received characters had a low stop bit.
    public int framingErrors() {
        return framingErrors;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        in = to.net(inName).terminal("UART peer");
        out = to.net(outName).terminal("UART peer");
        out.drive(1);
        in.net().listen((_, level) -> {
            if (level == 0 && !receiving) {
                receive();
            }
        });
        connected = true;
        begin();
    }

    private void enqueue(int character, boolean wrongParity) {
        int bits = character & (1 << dataBits) - 1;
        int length = dataBits;
        if (parity != Parity.NONE) {
            bits |= (parityOf(bits) ^ (wrongParity ? 1 : 0)) << length;
            length++;
        }
        // a start bit below, stop bits above
        outgoing.add(new Frame(bits << 1 | (1 << stopBits) - 1 << length + 1, length + 1 + stopBits));
        begin();
    }

    private int parityOf(int bits) {
        return Integer.bitCount(bits) & 1 ^ (parity == Parity.ODD ? 1 : 0);
    }

    private void begin() {
        if (connected && !sending) {
            sending = true;
            circuit.after(0, this::sendNext);
        }
    }

    private void sendNext() {
        var frame = outgoing.poll();
        if (frame == null) {
            sending = false;
            return;
        }
        if (frame.length < 0) {
            out.drive(0);
            circuit.after(bits(-frame.length), () -> out.drive(1));
            circuit.after(bits(1 - frame.length), this::sendNext);
            return;
        }
        for (int i = 0; i < frame.length; i++) {
            int level = frame.bits >> i & 1;
            circuit.after(bits(i), () -> out.drive(level));
        }
        circuit.after(bits(frame.length), this::sendNext);
    }

    private void receive() {
        receiving = true;
        shift = 0;
        startedAt = circuit.nanos();
        sample(0);
    }

    /// Samples the bit at `index` in its middle, 0 being the start bit.
    private void sample(int index) {
        int all = dataBits + (parity == Parity.NONE ? 0 : 1) + 2;
        circuit.after(startedAt + bits(index + 0.5) - circuit.nanos(), () -> {
            int level = in.level();
            if (index == 0 && level == 1) {
                receiving = false;
                return;
            }
            shift |= level << index;
            if (index + 1 < all) {
                sample(index + 1);
            } else {
                received(level);
            }
        });
    }

    private void received(int stopLevel) {
        receiving = false;
        int character = shift >> 1 & (1 << dataBits) - 1;
        if (parity != Parity.NONE && (shift >> dataBits + 1 & 1) != parityOf(character)) {
            parityErrors++;
        }
        if (stopLevel == 0) {
            framingErrors++;
        }
        received.add(character);
        send(answer.apply(character));
    }

    private long bits(double count) {
        return Math.round(count * 1e9 / (baud * (1 + percentOff / 100)));
    }
}
