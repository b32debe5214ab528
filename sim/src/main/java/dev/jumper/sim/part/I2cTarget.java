package dev.jumper.sim.part;

import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import java.util.List;

/// A target (slave) on an I2C bus, whose bytes go to and come from an [I2cChip].
///
/// It samples SDA when SCL rises, changes SDA a while after SCL fell ([#withValidDelay]), and never drives high.
///
/// Source: NXP UM10204 "I2C-bus specification and user manual", "START and STOP conditions", "Byte format",
/// "Acknowledge and Not Acknowledge", "Clock stretching", "10-bit addressing", and the table "Characteristics of
/// the SDA and SCL bus lines".
public final class I2cTarget implements Part {
    /// A target keeps SDA for at least 300 ns after SCL fell, to bridge the undefined part of the edge, and not
    /// more than the 450 ns that fast-mode plus leaves (notes to the table "Characteristics of the SDA and SCL bus
    /// lines").
    private static final long VALID_NANOS = 300;

    /// The first byte of a 10-bit address: 11110, the two highest bits, read or write ("10-bit addressing").
    private static final int TEN_BIT_MARK = 0b11110;

    private static final int ACKNOWLEDGE = 8;

    private enum Phase {
        IDLE,
        ADDRESS,
        ADDRESS_REST,
        RECEIVE,
        SEND,
        HANG
    }

    private final String sclName;
    private final String sdaName;
    private final I2cAddress address;
    private final I2cChip chip;
    private final Faults<I2cFault> faults = new Faults<>(new I2cFault.None());
    private long validNanos = VALID_NANOS;
    private long stretchNanos;

    private Circuit circuit;
    private Terminal scl;
    private Terminal sda;
    private int sclLevel;
    private int sdaLevel;
    private int nextSda = 1;
    private final Runnable drive = this::driveSda;

    private Phase phase = Phase.IDLE;
    private Phase following = Phase.IDLE;
    private I2cFault fault = new I2cFault.None();
    private boolean inTransaction;
    private boolean matched;
    private boolean tenBitMatched;
    private boolean acknowledged;
    private int bit;
    private int shift;
    private int outgoing;
    private int acknowledgeLevel;
    private int octet;
    private int dataIndex;
    private int sentIndex;
    private int stretches;
    private int clocksToHang;
    private int transactions;

    private I2cTarget(String scl, String sda, I2cAddress address, I2cChip chip) {
        this.sclName = scl;
        this.sdaName = sda;
        this.address = address;
        this.chip = chip;
    }

    /// Returns a target at `address` on the nets called `scl` and `sda`, which need a pull-up each.
    public static I2cTarget on(String scl, String sda, I2cAddress address, I2cChip chip) {
        return new I2cTarget(scl, sda, address, chip);
    }

    /// Has SDA change `nanos` after SCL fell, 0 for at once (tVD;DAT, tHD;DAT), and returns this.
    public I2cTarget withValidDelay(long nanos) {
        validNanos = Nanos.atLeastZero("valid delay of an I2C target", nanos);
        return this;
    }

    /// Holds the clock low for `nanos` after each byte from now on, an honest slow chip, and returns this.
    public I2cTarget stretching(long nanos) {
        stretchNanos = Nanos.atLeastZero("clock stretch of an I2C target", nanos);
        return this;
    }

    /// Fails from now on in each transaction, and returns this.
    public I2cTarget failing(I2cFault always) {
        faults.always(always);
        return this;
    }

    /// Fails in the next transactions, one fault each, and returns this.
    public I2cTarget failingNext(I2cFault... next) {
        faults.next(List.of(next));
        return this;
    }

    /// Fails no more from the next transaction on, and returns this.
    public I2cTarget mended() {
        faults.mend();
        return this;
    }

    /// Lets go of both lines at once, whatever the target was doing, and waits for the next start.
    public void letGo() {
        end();
        nextSda = 1;
        stretches++;
        sda.release();
        scl.release();
    }

    /// Returns how many transactions have addressed this target and were acknowledged; repeated starts do not
    /// count.
    public int transactions() {
        return transactions;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        scl = terminal(sclName);
        sda = terminal(sdaName);
        sclLevel = scl.level();
        sdaLevel = sda.level();
        scl.net().listen((_, level) -> clock(level));
        sda.net().listen((_, level) -> data(level));
        chip.connected(to);
    }

    private Terminal terminal(String net) {
        return circuit.net(net).terminal("I2C target " + address);
    }

    private void data(int level) {
        sdaLevel = level;
        if (sclLevel == 0 || phase == Phase.HANG) {
            return;
        }
        if (level == 0) {
            start();
        } else {
            stop();
        }
    }

    private void start() {
        if (!inTransaction) {
            inTransaction = true;
            tenBitMatched = false;
            matched = false;
            acknowledged = false;
            octet = 0;
            dataIndex = 0;
            sentIndex = 0;
        }
        phase = Phase.ADDRESS;
        bit = -1;
        shift = 0;
    }

    private void stop() {
        if (acknowledged) {
            chip.stopped();
        }
        end();
    }

    private void end() {
        phase = Phase.IDLE;
        inTransaction = false;
        acknowledged = false;
    }

    private void clock(int level) {
        sclLevel = level;
        if (phase == Phase.IDLE) {
            return;
        }
        if (level == 0) {
            fall();
        } else if (bit == ACKNOWLEDGE) {
            acknowledgeLevel = sdaLevel;
        } else {
            shift = shift << 1 | sdaLevel;
        }
    }

    private void fall() {
        if (phase == Phase.HANG) {
            hang();
            return;
        }
        bit++;
        if (bit > ACKNOWLEDGE) {
            endOctet();
        }
        switch (phase) {
            case ADDRESS, ADDRESS_REST, RECEIVE -> put(bit == ACKNOWLEDGE && acknowledges() ? 0 : 1);
            case SEND -> send();
            case IDLE, HANG -> put(1);
        }
    }

    /// Goes on to the next byte after the clock of an acknowledge.
    private void endOctet() {
        bit = 0;
        shift = 0;
        if (phase == Phase.SEND && acknowledgeLevel != 0) {
            phase = Phase.IDLE;
            return;
        }
        phase = following;
        stretch();
        octet++;
        if (phase == Phase.SEND) {
            outgoing = chip.next();
            sentIndex++;
        }
    }

    private void send() {
        if (bit == ACKNOWLEDGE) {
            put(1);
        } else if (fault instanceof I2cFault.HeldData(int at, int clocks) && at == bit && sentIndex == 1) {
            phase = Phase.HANG;
            clocksToHang = clocks;
            put(0);
        } else {
            put(outgoing >> 7 - bit & 1);
        }
    }

    private void hang() {
        if (clocksToHang != I2cFault.NEVER && --clocksToHang <= 0) {
            end();
            put(1);
        }
    }

    /// Takes the eight bits that have just come, says what follows them, and whether to acknowledge them.
    private boolean acknowledges() {
        int value = shift & 0xFF;
        boolean yes = switch (phase) {
            case ADDRESS -> address.tenBit() ? matchesTenBit(value) : matchesSevenBit(value);
            case ADDRESS_REST -> matchesRest(value);
            case RECEIVE -> takes(value);
            case SEND, IDLE, HANG -> false;
        };
        if (!yes) {
            phase = Phase.IDLE;
        }
        return yes;
    }

    private boolean matchesSevenBit(int value) {
        return value >> 1 == address.value() && addressed((value & 1) == 1);
    }

    private boolean matchesTenBit(int value) {
        if (value >> 1 != (TEN_BIT_MARK << 2 | address.value() >> 8)) {
            return false;
        }
        if ((value & 1) == 1) {
            return tenBitMatched && addressed(true);
        }
        following = Phase.ADDRESS_REST;
        return true;
    }

    private boolean matchesRest(int value) {
        tenBitMatched = value == (address.value() & 0xFF);
        return tenBitMatched && addressed(false);
    }

    private boolean addressed(boolean reading) {
        if (!matched) {
            matched = true;
            fault = faults.take();
        }
        if (fault instanceof I2cFault.AddressRefused || !chip.started(reading)) {
            return false;
        }
        if (!acknowledged) {
            acknowledged = true;
            transactions++;
        }
        following = reading ? Phase.SEND : Phase.RECEIVE;
        return true;
    }

    private boolean takes(int value) {
        int index = dataIndex++;
        return !(fault instanceof I2cFault.DataRefused(int refused) && refused == index) && chip.written(value);
    }

    private void stretch() {
        long nanos = fault instanceof I2cFault.Stretched(int at, long held) && at == octet ? held : stretchNanos;
        if (nanos == 0) {
            return;
        }
        scl.drive(0);
        if (nanos != Long.MAX_VALUE) {
            int now = ++stretches;
            circuit.after(nanos, () -> {
                if (now == stretches) {
                    scl.release();
                }
            });
        }
    }

    private void put(int level) {
        if (level != nextSda) {
            nextSda = level;
            if (validNanos == 0) {
                drive.run();
            } else {
                circuit.after(validNanos, drive);
            }
        }
    }

    private void driveSda() {
        if (nextSda == 0) {
            sda.drive(0);
        } else {
            sda.release();
        }
    }
}
