package dev.jumper.gpio;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.RomCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// A 1-Wire bus of the kernel, found in `/sys/bus/w1/devices/w1_bus_masterN`.
///
/// The kernel finds the devices and selects them; a program gets the bytes that follow. So a transaction must begin
/// with Match ROM and a code, or with Skip ROM where there is one device alone; single slots, and searches for
/// alarms, are not to be had. A device that a driver of the kernel has taken, as `w1_therm` does with thermometers,
/// must be given back first. Used by one thread at a time.
///
/// Source: Linux kernel documentation, "Introduction to the 1-wire (w1) subsystem", the file `rw`.
public final class KernelOneWire implements OneWireBus {
    private static final Path DEVICES = Path.of("/sys/bus/w1/devices");
    private static final int MATCH_ROM = 0x55; // DS18B20 data sheet, "ROM Commands", also the next
    private static final int SKIP_ROM = 0xCC;
    private static final int ROM_BYTES = 8;

    private final Path master;

    private KernelOneWire(Path master) {
        this.master = master;
    }

    /// Returns the bus of this number, from 1.
    ///
    /// @throws IOException if the kernel has none
    public static KernelOneWire of(int number) throws IOException {
        return of(DEVICES, number);
    }

    static KernelOneWire of(Path devices, int number) throws IOException {
        var master = devices.resolve("w1_bus_master" + number);
        if (!Files.isDirectory(master)) {
            throw new IOException(
                    "1-Wire: " + master + " is not there; on a Raspberry Pi put dtoverlay=w1-gpio into config.txt and"
                            + " restart, or bit-bang the bus on a line");
        }
        return new KernelOneWire(master);
    }

    /// Returns the codes of the devices that the kernel has found.
    private List<RomCode> devices() throws IOException {
        var codes = new ArrayList<RomCode>();
        for (String line :
                Files.readString(master.resolve("w1_master_slaves")).lines().toList()) {
            var word = line.strip();
            if (word.matches("[0-9a-f]{2}-[0-9a-f]{12}")) { // "not found." if there is none
                codes.add(RomCode.of(Integer.parseInt(word, 0, 2, 16), Long.parseLong(word, 3, 15, 16)));
            }
        }
        return codes;
    }

    @Override
    public boolean reset() throws IOException {
        return !devices().isEmpty();
    }

    @Override
    public int slot(int bit) {
        throw new UnsupportedOperationException(
                this + ": the kernel does whole transactions, not single slots; bit-bang the bus on a line for those");
    }

    @Override
    public List<RomCode> search(OptionalInt family, boolean alarmed) throws IOException {
        if (alarmed) {
            throw new UnsupportedOperationException(
                    this + ": the kernel does not search for alarms; bit-bang the bus on a line for that");
        }
        return devices().stream()
                .filter(code -> family.isEmpty() || code.family() == family.getAsInt())
                .toList();
    }

    @Override
    public void transfer(byte[] write, byte[] read) throws IOException {
        var code = addressed(write);
        var name = "%02x-%012x".formatted(code.family(), code.value() >>> 8 & 0xFFFF_FFFF_FFFFL);
        int skipped = (write[0] & 0xFF) == MATCH_ROM ? 1 + ROM_BYTES : 1;
        var file = master.resolve(name).resolve("rw");
        try (var channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (write.length > skipped) {
                channel.write(ByteBuffer.wrap(write, skipped, write.length - skipped), 0);
            }
            if (read.length > 0) {
                int count = channel.read(ByteBuffer.wrap(read), 0);
                if (count != read.length) {
                    throw new DeviceException(
                            Kind.ABSENT,
                            "%s %s: read %d bytes, expected %d; check its wiring"
                                    .formatted(this, name, Math.max(0, count), read.length));
                }
            }
        } catch (NoSuchFileException e) {
            throw absent(name, e);
        } catch (AccessDeniedException e) {
            throw new IOException(
                    this + " " + name + ": " + file + " may not be opened; run as root, or have a udev"
                            + " rule give it to your group",
                    e);
        }
    }

    private IOException absent(String name, NoSuchFileException cause) {
        var device = master.resolve(name);
        return Files.isDirectory(device)
                ? new IOException(
                        this + " " + name + ": a driver of the kernel has it; give it back by echo " + name + " > "
                                + device.resolve("driver/unbind") + ", or read what the driver offers there",
                        cause)
                : new DeviceException(
                        Kind.ABSENT,
                        this + " " + name + ": the kernel has found no such device; check its wiring and its code",
                        cause);
    }

    private RomCode addressed(byte[] write) throws IOException {
        int command = write.length == 0 ? -1 : write[0] & 0xFF;
        if (command == MATCH_ROM && write.length > ROM_BYTES) {
            return new RomCode(ByteBuffer.wrap(write, 1, ROM_BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .getLong());
        }
        if (command == SKIP_ROM) {
            var all = devices();
            if (all.size() == 1) {
                return all.getFirst();
            }
            throw new DeviceException(
                    all.isEmpty() ? Kind.ABSENT : Kind.WRONG_ANSWER,
                    "%s: found %d devices for Skip ROM, expected 1; select one by its code"
                            .formatted(this, all.size()));
        }
        throw new UnsupportedOperationException(
                "%s: transaction begins with %s, expected Match ROM (55) and a code, or Skip ROM (cc); bit-bang the bus on a line for others"
                        .formatted(this, command < 0 ? "nothing" : "%02x".formatted(command)));
    }

    @Override
    public String toString() {
        return master.getFileName().toString();
    }
}
