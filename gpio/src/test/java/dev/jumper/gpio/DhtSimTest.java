package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.bitbang.DhtModel;
import dev.jumper.bitbang.DhtReader;
import dev.jumper.bitbang.RetryPolicy;
import dev.jumper.devices.humidity.HumidAir;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.Pull;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.part.DhtFault;
import dev.jumper.sim.part.DhtSensor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The program of `examples/dht22` on a line of a running kernel, the edges stamped by it. An emulated machine
/// cannot keep microseconds, so all times are stretched; and a busy one not even milliseconds, so its clock is
/// steady.
@Tag("vm-steady")
class DhtSimTest {
    /// What the replayer could not keep is tried again.
    private static final int[] FACTORS = {1000, 1000, 3000};

    private SimulatedChip simulated;
    private GpioChip chip;

    /// Loads most of what is needed: while a class is read from the host's files, a steady clock runs on.
    @BeforeAll
    static void readOnACircuit() throws Exception {
        var circuit = Circuit.create();
        circuit.net("dht").pulledUp();
        circuit.add(DhtSensor.dht22("dht").failingNext(new DhtFault.WrongChecksum()));
        AirProgram.reader().read(circuit.pin("dht"), circuit.ticks(), 1, _ -> {});
    }

    @BeforeEach
    void plugIn() throws IOException {
        simulated = SimulatedChip.create("jumper-dht", 2, Map.of(1, "GPIO4"));
        chip = GpioChip.withLine("GPIO4");
    }

    @AfterEach
    void unplug() throws IOException {
        chip.close();
        simulated.close();
    }

    private interface Reading {
        void run(StretchedLine line, DhtReplayer replayer) throws IOException;
    }

    /// Runs `reading`, again if it failed and the replayer itself could not keep the times.
    private void stretched(Reading reading) throws IOException {
        for (int attempt = 0; ; attempt++) {
            int factor = FACTORS[attempt];
            try (var line = chip.request("GPIO4", LineOptions.DEFAULT.input(Pull.UP));
                    var replayer = new DhtReplayer(simulated, line.offset(), factor)) {
                try {
                    reading.run(new StretchedLine(line, factor), replayer);
                    System.out.printf(
                            "DHT22 on the kernel's line: times stretched %d-fold, latest edge late by %.1f ms%n",
                            factor, replayer.latest() / 1e6);
                    return;
                } catch (IOException | AssertionError e) {
                    if (!replayer.wasLate() || attempt == FACTORS.length - 1) {
                        throw e;
                    }
                    System.out.printf(
                            "DHT22 on the kernel's line: try %d with times stretched %d-fold failed, an edge was late"
                                    + " by %.1f ms%n",
                            attempt + 1, factor, replayer.latest() / 1e6);
                }
            }
        }
    }

    private static DhtReader onlyOnce(StretchedLine line) {
        return DhtReader.over(line, DhtModel.DHT22, line.ticks(), RetryPolicy.NONE);
    }

    /// The first values are the example of the AM2302 manual, "Single-bus communication".
    @Test
    void theProgramReadsTheSensorAndTakesNoCorruptedFrame() throws Exception {
        var program = AirProgram.reader();
        stretched((line, replayer) -> {
            replayer.answers(35.1, 65.2, new DhtFault.None())
                    .answers(35.1, 65.2, new DhtFault.None())
                    .answers(21.7, 48.3, new DhtFault.WrongChecksum())
                    .answers(-10.1, 99.9, new DhtFault.None());
            var readings = new ArrayList<HumidAir>();
            program.read(line, line.ticks(), 2, readings::add);
            assertEquals(List.of(new HumidAir(35.1, 65.2), new HumidAir(-10.1, 99.9)), readings);
            assertEquals(4, replayer.end());
        });
    }

    @Test
    void aCorruptedFrameIsRefusedByItsChecksum() throws IOException {
        stretched((line, replayer) -> {
            replayer.answers(35.1, 65.2, new DhtFault.WrongChecksum());
            var e = assertThrows(DeviceException.class, onlyOnce(line)::frame);
            assertEquals(
                    "DHT22 on " + line + ": checksum is 0xef, computed 0xee; check the cable, the pull-up resistor and"
                            + " the supply",
                    e.getMessage());
            assertEquals(Kind.CHECKSUM, e.kind());
            assertEquals(1, simulated.level(line.line().offset()));
        });
    }

    @Test
    void noAnswerAtAllIsAnAbsentSensor() throws Exception {
        var program = AirProgram.reader();
        stretched((line, _) -> {
            var e = assertThrows(DeviceException.class, () -> program.read(line, line.ticks(), 1, _ -> {}));
            assertEquals(
                    "DHT22 on " + line + ": no answer to the start signal; check the supply and the data wire, and wait"
                            + " 2 s after power-up and between readings",
                    e.getMessage());
            assertEquals(Kind.ABSENT, e.kind());
            assertEquals(1, simulated.level(line.line().offset()));
        });
    }
}
