package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.bitbang.SoftI2c;
import dev.jumper.bitbang.SoftSpi;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.Ticks;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Net;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Bit-banged buses on lines of the character device.
///
/// The kernel's simulator has no wires: two lines are joined here, by pulling the one to the level of the other
/// after each change, between two edges of the program. What happens between two calls of the program, and how long
/// a level takes, is not shown by this.
@Tag("vm")
class GpioLoopTest extends PluggedChip {
    private static final String LABEL = "jumper-loop";
    private static final int SEED = 20261121;

    GpioLoopTest() {
        super(LABEL);
    }

    /// Returns `line` with a wire to the line `to`, which follows what the simulator sees of it.
    private Pin wired(GpioLine line, int to) {
        return (request, argument) -> {
            int result = line.ioctl(request, argument);
            if (request != Pin.READ) {
                simulated.pull(to, simulated.level(line.offset()) == 1);
            }
            return result;
        };
    }

    @Test
    void spiReadsWhatItWritesOverAWireFromMosiToMiso() throws IOException {
        var random = new Random(SEED);
        byte[] out = new byte[8];
        random.nextBytes(out);
        try (var sck = chip.request(0, LineOptions.DEFAULT.output(false));
                var mosi = chip.request(1, LineOptions.DEFAULT.output(false));
                var miso = chip.request(2, LineOptions.DEFAULT.input(Pull.DOWN))) {
            var bus = SoftSpi.over(sck, wired(mosi, 2), miso, Ticks.system());
            for (var mode : SpiMode.values()) {
                byte[] in = new byte[out.length];
                bus.transfer(SpiSettings.of(mode, SpiSettings.UNLIMITED), out, in);
                assertArrayEquals(out, in, "mode " + mode + ", seed " + SEED);
            }
        }
    }

    @Test
    void spiWithoutTheWireReadsThePull() throws IOException {
        try (var sck = chip.request(0, LineOptions.DEFAULT.output(false));
                var mosi = chip.request(1, LineOptions.DEFAULT.output(false));
                var miso = chip.request(2, LineOptions.DEFAULT.input(Pull.UP))) {
            byte[] in = new byte[2];
            SoftSpi.over(sck, mosi, miso, Ticks.system())
                    .transfer(SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED), new byte[] {0x55, 0}, in);
            assertArrayEquals(new byte[] {-1, -1}, in);
        }
    }

    /// Open-drain lines and nets of a circuit that are the same wires: what a line drives is driven on its net, and
    /// what a net becomes without it, its line is pulled to.
    private final class Joined {
        private final Circuit circuit = Circuit.create();
        private final List<Wire> wires = new ArrayList<>();

        private record Wire(GpioLine line, Net net) {}

        Pin join(GpioLine line, String name) {
            var net = circuit.net(name).pulledUp();
            var twin = circuit.pin(name);
            wires.add(new Wire(line, net));
            return (request, argument) -> {
                int level = twin.ioctl(request, argument); // takes the time of the circuit
                if (request != Pin.READ) {
                    line.ioctl(request, argument);
                }
                for (var wire : wires) {
                    simulated.pull(wire.line().offset(), wire.net().level() == 1);
                }
                return request == Pin.READ ? line.ioctl(Pin.READ, 0) : level;
            };
        }
    }

    @Test
    void i2cTalksToASimulatedChipThroughOpenDrainLines() throws IOException {
        var released = LineOptions.DEFAULT.openDrain(true);
        try (var scl = chip.request(0, released);
                var sda = chip.request(1, released)) {
            var joined = new Joined();
            var registers = I2cRegisters.of(16).set(4, 0xA5, 0x00, 0xFF);
            var address = I2cAddress.of(0x50);
            var bus = SoftI2c.over(joined.join(scl, "scl"), joined.join(sda, "sda"), joined.circuit.ticks());
            joined.circuit.add(I2cTarget.on("scl", "sda", address, registers));
            assertArrayEquals(new byte[] {(byte) 0xA5, 0, (byte) 0xFF}, bus.writeRead(address, new byte[] {4}, 3));
            bus.write(address, (byte) 9, (byte) 0x3C);
            assertEquals(0x3C, registers.value(9));
            var e = assertThrows(DeviceException.class, () -> bus.read(I2cAddress.of(0x51), 1));
            assertEquals(DeviceException.Kind.ADDRESS_NOT_ACKNOWLEDGED, e.kind());
            assertEquals(1, simulated.level(0), "SCL is released");
            assertEquals(1, simulated.level(1), "SDA is released");
        }
    }
}
