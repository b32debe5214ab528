package dev.jumper.sim.part;

import dev.jumper.hal.bus.RomCode;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Part;
import dev.jumper.sim.Terminal;
import java.util.List;

/// A device on a 1-Wire line: it answers resets and ROM commands, and hands the bytes after those to a
/// [OneWireChip].
///
/// Any number of them share a line, which needs a pull-up. The device only ever pulls low. It measures how long
/// the line was low to see a reset, samples once in a slot to read, and holds the line low in a slot to send a 0.
///
/// Source: Analog Devices DS18B20 data sheet, "ROM Commands", "1-Wire Signaling" and the table "AC Electrical
/// Characteristics"; for overdrive the DS2431 data sheet, "Electrical Characteristics", "Overdrive-Skip ROM",
/// "Overdrive-Match ROM"; application note 187, "1-Wire Search Algorithm".
public final class OneWireTarget implements Part {
    private static final int READ_ROM = 0x33; // "ROM Commands", all of these
    private static final int MATCH_ROM = 0x55;
    private static final int SKIP_ROM = 0xCC;
    private static final int SEARCH_ROM = 0xF0;
    private static final int ALARM_SEARCH = 0xEC;
    private static final int OVERDRIVE_SKIP = 0x3C; // DS2431, "Overdrive-Skip ROM" and "Overdrive-Match ROM"
    private static final int OVERDRIVE_MATCH = 0x69;
    private static final int ROM_BITS = 64;
    private static final int CHECK_BIT = 56; // where its CRC begins

    private enum Phase {
        IDLE,
        PRESENCE,
        ROM_COMMAND,
        MATCH,
        SEARCH_BIT,
        SEARCH_COMPLEMENT,
        SEARCH_CHOICE,
        SEND_ROM,
        LISTEN,
        SEND,
        BUSY
    }

    private final String lineName;
    private final RomCode rom;
    private final OneWireChip chip;
    private final Faults<OneWireFault> faults = new Faults<>(new OneWireFault.None());
    private final Runnable release = this::release;
    private final Runnable sample = this::sample;
    private OneWireTiming standard = OneWireTiming.STANDARD;
    private OneWireTiming fast = OneWireTiming.OVERDRIVE;
    private boolean overdriveKnown = true;

    private Circuit circuit;
    private Terminal line;
    private OneWireTiming timing = standard;
    private OneWireFault fault = new OneWireFault.None();
    private Phase phase = Phase.IDLE;
    private long fellAt;
    private boolean fastAtFall;
    private long deafUntil;
    private int epoch;
    private int bit;
    private int shift;
    private OneWireTiming speedBefore = standard;
    private byte[] sending = {};
    private OneWireAnswer.Busy busy = new OneWireAnswer.Busy(() -> false);
    private int resets;

    private OneWireTarget(String line, RomCode rom, OneWireChip chip) {
        this.lineName = line;
        this.rom = rom;
        this.chip = chip;
    }

    /// Returns a device called `rom` on the net `line`.
    public static OneWireTarget on(String line, RomCode rom, OneWireChip chip) {
        return new OneWireTarget(line, rom, chip);
    }

    /// Sets the device's own times at standard speed, and returns this.
    public OneWireTarget withTiming(OneWireTiming times) {
        standard = times;
        timing = times;
        return this;
    }

    /// Sets the device's own times at overdrive speed, and returns this.
    public OneWireTarget withOverdriveTiming(OneWireTiming times) {
        fast = times;
        return this;
    }

    /// Takes the overdrive commands for unknown ones, as the DS18B20 does, and returns this.
    public OneWireTarget withoutOverdrive() {
        overdriveKnown = false;
        return this;
    }

    /// Fails from now on after each reset, and returns this.
    public OneWireTarget failing(OneWireFault always) {
        faults.always(always);
        return this;
    }

    /// Fails after the next resets, one fault each, and returns this.
    public OneWireTarget failingNext(OneWireFault... next) {
        faults.next(List.of(next));
        return this;
    }

    /// Fails no more from the next reset on, and returns this.
    public OneWireTarget mended() {
        faults.mend();
        return this;
    }

    /// Lets go of the line at once, and waits for the next reset.
    public void letGo() {
        phase = Phase.IDLE;
        epoch++;
        fellAt = Long.MAX_VALUE;
        line.release();
    }

    /// Returns the device's code.
    public RomCode rom() {
        return rom;
    }

    /// Returns how many resets the device has seen.
    public int resets() {
        return resets;
    }

    /// Tells whether the device is at overdrive speed.
    public boolean overdrive() {
        return timing == fast;
    }

    @Override
    public void connect(Circuit to) {
        circuit = to;
        line = to.net(lineName).terminal("1-Wire device " + rom);
        line.net().listen((_, level) -> changed(level));
        chip.connected(to);
    }

    private void changed(int level) {
        long now = circuit.nanos();
        if (level == 0) {
            fellAt = now;
            fastAtFall = timing == fast;
            if (phase != Phase.IDLE && phase != Phase.PRESENCE && now >= deafUntil) {
                slot();
            }
        } else {
            long low = now - fellAt;
            if (low >= standard.resetNanos()) {
                timing = standard;
                reset();
            } else if (fastAtFall && low >= fast.resetNanos()) {
                reset();
            }
        }
    }

    private void reset() {
        resets++;
        epoch++;
        line.release();
        fault = faults.take();
        phase = Phase.PRESENCE;
        speedBefore = timing;
        deafUntil = circuit.nanos() + timing.othersNanos();
        switch (fault) {
            case OneWireFault.NoPresence _ -> phase = Phase.IDLE;
            case OneWireFault.HeldLow(long nanos) -> presence(nanos);
            case OneWireFault.None _, OneWireFault.WrongChecksum _, OneWireFault.DroppedInSearch _ ->
                presence(timing.presenceNanos());
        }
    }

    private void presence(long nanos) {
        later(timing.presenceDelayNanos(), () -> {
            line.drive(0);
            if (nanos != Long.MAX_VALUE) {
                later(nanos, () -> {
                    fellAt = Long.MAX_VALUE; // what the device held low itself is no reset
                    line.release();
                    expect(Phase.ROM_COMMAND);
                });
            }
        });
    }

    /// Has `action` happen unless there is a reset before.
    private void later(long nanos, Runnable action) {
        int now = epoch;
        circuit.after(nanos, () -> {
            if (now == epoch) {
                action.run();
            }
        });
    }

    private void expect(Phase next) {
        phase = next;
        bit = 0;
        shift = 0;
    }

    /// Takes part in the slot that the master has just begun.
    private void slot() {
        int send = switch (phase) {
            case SEARCH_BIT -> claimedBit();
            case SEARCH_COMPLEMENT -> claimedBit() ^ 1;
            case SEND_ROM, SEND -> sending[bit >> 3] >> (bit & 7) & 1;
            case BUSY -> busy.busy().getAsBoolean() ? 0 : 1;
            case ROM_COMMAND, MATCH, SEARCH_CHOICE, LISTEN -> {
                later(timing.sampleNanos(), sample);
                yield 1;
            }
            case IDLE, PRESENCE -> 1;
        };
        if (send == 0) {
            line.drive(0);
            later(timing.holdNanos(), release);
        }
        sent();
    }

    private void release() {
        line.release();
    }

    private int romBit() {
        return (int) (rom.value() >>> bit) & 1;
    }

    /// Returns the bit of the code that the device sends in a search.
    private int claimedBit() {
        return fault instanceof OneWireFault.WrongChecksum && bit >= CHECK_BIT ? romBit() ^ 1 : romBit();
    }

    /// Goes on after a bit that the device sent.
    private void sent() {
        switch (phase) {
            case SEARCH_BIT ->
                phase = fault instanceof OneWireFault.DroppedInSearch(int at) && at == bit
                        ? Phase.IDLE
                        : Phase.SEARCH_COMPLEMENT;
            case SEARCH_COMPLEMENT -> phase = Phase.SEARCH_CHOICE;
            case SEND_ROM -> {
                if (++bit == ROM_BITS) {
                    select();
                }
            }
            case SEND -> {
                if (++bit == sending.length * 8) {
                    follow(chip.sent());
                }
            }
            case IDLE, PRESENCE, ROM_COMMAND, MATCH, SEARCH_CHOICE, LISTEN, BUSY -> {}
        }
    }

    private void sample() {
        int level = line.level();
        switch (phase) {
            case ROM_COMMAND -> {
                if (octetIsWhole(level)) {
                    romCommand(shift);
                }
            }
            case LISTEN -> {
                if (octetIsWhole(level)) {
                    follow(chip.received(shift));
                }
            }
            case MATCH -> match(level);
            case SEARCH_CHOICE -> choice(level);
            case IDLE, PRESENCE, SEARCH_BIT, SEARCH_COMPLEMENT, SEND_ROM, SEND, BUSY -> {}
        }
    }

    private boolean octetIsWhole(int level) {
        shift = (bit == 0 ? 0 : shift) | level << bit;
        bit = bit + 1 & 7;
        return bit == 0;
    }

    private void romCommand(int command) {
        switch (command) {
            case READ_ROM -> send(Phase.SEND_ROM, rom.bytes());
            case MATCH_ROM -> expect(Phase.MATCH);
            case SKIP_ROM -> select();
            case SEARCH_ROM -> expect(Phase.SEARCH_BIT);
            case ALARM_SEARCH -> expect(chip.alarmed() ? Phase.SEARCH_BIT : Phase.IDLE);
            case OVERDRIVE_SKIP, OVERDRIVE_MATCH -> overdriveCommand(command);
            default -> phase = Phase.IDLE;
        }
    }

    private void overdriveCommand(int command) {
        if (!overdriveKnown) {
            phase = Phase.IDLE;
            return;
        }
        timing = fast;
        fellAt = Long.MAX_VALUE; // the slot of the last bit may be as long as a reset at the new speed
        if (command == OVERDRIVE_SKIP) {
            select();
        } else {
            expect(Phase.MATCH);
        }
    }

    private void match(int level) {
        if (level != romBit()) {
            phase = Phase.IDLE;
            timing = speedBefore;
        } else if (++bit == ROM_BITS) {
            select();
        }
    }

    private void choice(int level) {
        if (level != claimedBit()) {
            phase = Phase.IDLE;
        } else if (++bit == ROM_BITS) {
            select();
        } else {
            phase = Phase.SEARCH_BIT;
        }
    }

    private void select() {
        expect(Phase.LISTEN);
        chip.selected();
    }

    private void follow(OneWireAnswer answer) {
        switch (answer) {
            case OneWireAnswer.Listen _ -> expect(Phase.LISTEN);
            case OneWireAnswer.Send(byte[] bytes) -> send(Phase.SEND, bytes);
            case OneWireAnswer.Busy bits -> {
                busy = bits;
                expect(Phase.BUSY);
            }
            case OneWireAnswer.Done _ -> expect(Phase.IDLE);
        }
    }

    private void send(Phase next, byte[] bytes) {
        expect(next);
        sending = bytes.clone();
        if (fault instanceof OneWireFault.WrongChecksum && bytes.length > 0) {
            sending[bytes.length - 1] ^= (byte) 0xFF;
        }
        if (bytes.length == 0) {
            follow(chip.sent());
        }
    }
}
