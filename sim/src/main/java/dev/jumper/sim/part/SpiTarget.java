package dev.jumper.sim.part;

import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;

/// A target on an SPI bus, whose words go to and come from an [SpiChip].
///
/// While it is selected (chip select low) it samples MOSI on one edge of the clock and changes MISO a while after
/// the other, as its mode says; otherwise it lets MISO go. Without a chip select it is always selected, and what
/// it keeps of its transfers is one transfer.
///
/// Source: Motorola (NXP) S12SPIV3 "SPI Block Guide", "Transmission Formats".
public final class SpiTarget implements Part {
    /// Stands for the name of a net that is not there.
    public static final String NONE = "";

    /// A chip that can take 25 MHz shows its next bit well within half a clock, 20 ns.
    private static final long VALID_NANOS = 10;

    private static final int RELEASED = -1;

    private final String sckName;
    private final String mosiName;
    private final String misoName;
    private final String csName;
    private final SpiSettings settings;
    private final SpiChip chip;
    private final List<SpiTransfer> transfers = new ArrayList<>();
    private final List<Integer> received = new ArrayList<>();
    private final List<Integer> sent = new ArrayList<>();
    private final Runnable drive = this::driveMiso;
    private long validNanos = VALID_NANOS;

    private Circuit circuit;
    private IntSupplier mosiLevel = () -> 0;
    private Optional<Terminal> miso = Optional.empty();
    private boolean selected;
    private int nextMiso = RELEASED;
    private int outgoing;
    private int incoming;
    private int bits;

    private SpiTarget(String sck, String mosi, String miso, String cs, SpiSettings settings, SpiChip chip) {
        this.sckName = sck;
        this.mosiName = mosi;
        this.misoName = miso;
        this.csName = cs;
        this.settings = settings;
        this.chip = chip;
    }

    /// Returns a target on four nets, of which all but `sck` may be [#NONE]: MOSI then reads 0, MISO goes nowhere.
    ///
    /// @param settings mode, word size and order; the target does not mind the speed
    public static SpiTarget on(String sck, String mosi, String miso, String cs, SpiSettings settings, SpiChip chip) {
        if (sck.isEmpty()) {
            throw new IllegalArgumentException("SPI target has no clock; name the net of SCK");
        }
        return new SpiTarget(sck, mosi, miso, cs, settings, chip);
    }

    /// Has MISO change `nanos` after the edge that causes it, 0 for at once, and returns this.
    public SpiTarget withValidDelay(long nanos) {
        validNanos = Nanos.atLeastZero("valid delay of an SPI target", nanos);
        return this;
    }

    /// Returns the transfers that ended.
    public List<SpiTransfer> transfers() {
        return List.copyOf(transfers);
    }

    /// Returns the transfer that goes on now, or the one that does not end for lack of a chip select.
    public SpiTransfer current() {
        return new SpiTransfer(received, sent.subList(0, received.size()), bits);
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        if (!mosiName.isEmpty()) {
            var mosi = to.net(mosiName);
            mosiLevel = mosi::level;
        }
        if (!misoName.isEmpty()) {
            miso = Optional.of(to.net(misoName).terminal("SPI target on " + sckName));
        }
        chip.connected(to);
        to.net(sckName).listen((_, level) -> clock(level));
        if (csName.isEmpty()) {
            select();
        } else {
            to.net(csName).listen((_, level) -> chipSelect(level));
        }
    }

    private void chipSelect(int level) {
        if (level == 0) {
            select();
        } else if (selected) {
            deselect();
        }
    }

    private void select() {
        selected = true;
        received.clear();
        sent.clear();
        bits = 0;
        incoming = 0;
        load(chip.selected());
        if (settings.mode().phase() == 0) {
            shift();
        } else {
            put(0);
        }
    }

    private void deselect() {
        selected = false;
        transfers.add(current());
        put(RELEASED);
        chip.deselected();
    }

    private void clock(int level) {
        if (!selected) {
            return;
        }
        boolean leading = level != settings.mode().polarity();
        if (leading == (settings.mode().phase() == 0)) {
            sample();
        } else {
            shift();
        }
    }

    private void sample() {
        int bit = mosiLevel.getAsInt();
        incoming |= bit << position();
        bits++;
        if (bits == settings.wordBits()) {
            int word = incoming;
            bits = 0;
            incoming = 0;
            received.add(word);
            load(chip.exchanged(word));
        }
    }

    private void shift() {
        put(outgoing >>> position() & 1);
    }

    /// Returns where in the word the next bit is, 0 for the least significant.
    private int position() {
        return settings.lsbFirst() ? bits : settings.wordBits() - 1 - bits;
    }

    private void load(int word) {
        outgoing = word & -1 >>> 32 - settings.wordBits();
        sent.add(outgoing);
    }

    private void put(int level) {
        if (level != nextMiso) {
            nextMiso = level;
            if (validNanos == 0) {
                driveMiso();
            } else {
                circuit.after(validNanos, drive);
            }
        }
    }

    private void driveMiso() {
        if (miso.isEmpty()) {
            return;
        }
        if (nextMiso == RELEASED) {
            miso.get().release();
        } else {
            miso.get().drive(nextMiso);
        }
    }
}
