package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.devices.humidity.HumidAir;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.DeviceException.Kind;
import dev.jumper.hal.EdgeCapture;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.file.CircuitFile;
import dev.jumper.sim.part.DhtSensor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The program of `examples/dht22` on simulated circuits, whose sensor keeps the times of the data sheet.
class AirOnACircuitTest {
    private static final int READINGS = 10_000;
    private static final long SEED = 22;

    private final Circuit circuit = Circuit.create();
    private final SplittableRandom random = new SplittableRandom(SEED);
    private final AirProgram.Reader program = AirProgram.reader();

    AirOnACircuitTest() throws ReflectiveOperationException {
        circuit.net("GPIO4").pulledUp();
    }

    private PausedLine pausedLine() {
        var pin = circuit.pin("GPIO4");
        return new PausedLine(pin, (EdgeCapture) pin, circuit.ticks(), random);
    }

    private HumidAir anyAir() {
        return new HumidAir(random.nextInt(-400, 801) / 10.0, random.nextInt(1, 1001) / 10.0);
    }

    @Test
    void readsTenThousandOfTenThousandOnAMachineThatPauses() throws Exception {
        var sensor = circuit.add(DhtSensor.dht22("GPIO4").jittering());
        var read = new AtomicInteger();
        program.read(pausedLine(), circuit.ticks(), READINGS, new Consumer<>() {
            private HumidAir expected = new HumidAir(20, 50); // the model's own

            @Override
            public void accept(HumidAir air) {
                assertEquals(expected, air, () -> "reading " + read + ", seed " + SEED);
                read.incrementAndGet();
                expected = anyAir();
                sensor.celsius(expected.celsius()).humidity(expected.percent());
            }
        });
        assertEquals(READINGS, read.get());
        assertEquals(0, sensor.startsTooSoon());
        System.out.printf(
                "DHT22 on the circuit, on a machine that pauses: %d of %d readings right%n", read.get(), READINGS);
    }

    /// Without the stamps the same pauses cost every frame: what the test above shows is due to them.
    @Test
    void aLineThatKeepsNoEdgesIsMissedOnSuchAMachine() {
        circuit.add(DhtSensor.dht22("GPIO4").jittering());
        var paused = pausedLine();
        var e = assertThrows(DeviceException.class, () -> program.read(paused::ioctl, circuit.ticks(), 1, _ -> {}));
        assertEquals(Kind.MISSED, e.kind(), e.getMessage());
    }

    /// The file's values at the times of the readings, from 2.0 s on one each 2.0 s: it goes from 21.5 °C at 9 s
    /// to 17.2 at 14 s, so 20.6 at 10.0 s.
    @Test
    void readsTheSensorOfItsFile() throws Exception {
        var board = CircuitFile.read(Path.of("..", "examples", "dht22", "dht22.toml"))
                .build();
        var readings = new ArrayList<HumidAir>();
        program.read(board.pin(board.host("dht").orElseThrow()), board.ticks(), 10, readings::add);
        assertEquals(
                List.of(
                        new HumidAir(21.5, 45),
                        new HumidAir(21.5, 45),
                        new HumidAir(21.5, 45),
                        new HumidAir(21.5, 45),
                        new HumidAir(20.6, 48.3),
                        new HumidAir(18.9, 54.9),
                        new HumidAir(17.2, 61.3),
                        new HumidAir(17.9, 58.9),
                        new HumidAir(18.5, 56.6),
                        new HumidAir(19.2, 54.3)),
                readings);
    }
}
