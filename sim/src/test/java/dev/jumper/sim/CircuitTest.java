package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.EdgeCapture;
import dev.jumper.hal.Pin;
import dev.jumper.sim.wave.Vcd;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Time and events of a circuit, and what is wrong with the circuit itself.
class CircuitTest {
    private final Circuit circuit = Circuit.create();
    private final List<String> told = new ArrayList<>();

    @Test
    void letsTimePassOnlyWhenSomebodyWaits() {
        assertEquals(0, circuit.nanos());
        circuit.ticks().delay(1_500);
        circuit.ticks().delay(Duration.ofMillis(2));
        circuit.ticks().delay(-5);
        assertEquals(2_001_500, circuit.nanos());
        assertEquals(2_001_500, circuit.ticks().nanos());
    }

    @Test
    void runsActionsInTheOrderOfTheirTimesAndThenOfTheirAsking() {
        circuit.after(200, () -> told.add("c at " + circuit.nanos()));
        circuit.after(100, () -> {
            told.add("a at " + circuit.nanos());
            circuit.after(0, () -> told.add("later at " + circuit.nanos()));
        });
        circuit.after(100, () -> told.add("b at " + circuit.nanos()));
        circuit.after(201, () -> told.add("too late"));
        circuit.ticks().delay(200);
        assertEquals(List.of("a at 100", "b at 100", "later at 100", "c at 200"), told);
    }

    @Test
    void runsThousandsOfActionsInTheOrderThatSortingGives() {
        var random = new Random(7);
        List<long[]> asked = new ArrayList<>();
        List<Long> ran = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            long delay = random.nextInt(500);
            long id = i;
            asked.add(new long[] {delay, id});
            circuit.after(delay, () -> ran.add(id));
        }
        circuit.ticks().delay(500);
        asked.sort((a, b) -> a[0] != b[0] ? Long.compare(a[0], b[0]) : Long.compare(a[1], b[1]));
        assertEquals(asked.stream().map(a -> a[1]).toList(), ran);
    }

    @Test
    void refusesADelayBackInTime() {
        var e = assertThrows(IllegalArgumentException.class, () -> circuit.after(-1, () -> {}));
        assertEquals("delay is -1 ns, expected 0 or more", e.getMessage());
    }

    @Test
    void keepsAnActionInTheFarFutureFromHappeningAtOnce() {
        circuit.after(Long.MAX_VALUE, () -> told.add("never"));
        circuit.ticks().delay(Duration.ofDays(3650));
        assertEquals(List.of(), told);
    }

    @Test
    void tellsAllListenersOfAChangeBeforeAnyOfWhatItBringsAbout() {
        var a = circuit.net("a");
        var b = circuit.net("b");
        var answer = b.terminal("answer");
        a.listen((_, level) -> {
            told.add("first hears a=" + level);
            answer.drive(level);
        });
        a.listen((_, level) -> told.add("second hears a=" + level));
        b.listen((_, level) -> told.add("hears b=" + level));
        a.terminal("cause").drive(1);
        assertEquals(List.of("first hears a=1", "second hears a=1", "hears b=1"), told);
    }

    @Test
    void doesNotTellOfADriverThatChangesNothing() {
        var net = circuit.net("a").pulledUp();
        net.listen((_, level) -> told.add("a=" + level));
        var one = net.terminal("one");
        var two = net.terminal("two");
        one.drive(1);
        one.release();
        one.drive(0);
        two.drive(0);
        one.release();
        two.release();
        assertEquals(List.of("a=0", "a=1"), told);
    }

    @Test
    void delaysAChangeByThePropagationAndKeepsEvenShortPulses() {
        var slow = Circuit.create(new CircuitOptions(100, 1_000, 1));
        var net = slow.net("a");
        net.listen((_, level) -> told.add(level + " at " + slow.nanos()));
        var driver = net.terminal("driver");
        driver.drive(1);
        slow.ticks().delay(10);
        driver.drive(0);
        slow.ticks().delay(20);
        driver.drive(1);
        assertEquals(0, net.level());
        slow.ticks().delay(5_000);
        assertEquals(List.of("1 at 1000", "0 at 1010", "1 at 1030"), told);
        assertEquals(1, net.level());
    }

    @Test
    void settlesToTheLastValueHoweverOftenItChangedOnTheWay() {
        for (int seed = 0; seed < 100; seed++) {
            var random = new Random(seed);
            var slow = Circuit.create(new CircuitOptions(100, 1 + random.nextInt(500), 1));
            var net = slow.net("a").floatsAt(random.nextInt(2));
            Terminal[] drivers = {net.terminal("x"), net.terminal("y")};
            for (int i = 0; i < 50; i++) {
                var driver = drivers[random.nextInt(2)];
                switch (random.nextInt(5)) {
                    case 0 -> driver.drive(1);
                    case 1 -> driver.drive(0);
                    case 2 -> driver.pullUp();
                    case 3 -> driver.noPull();
                    default -> driver.release();
                }
                slow.ticks().delay(random.nextInt(300));
            }
            drivers[0].release();
            drivers[1].drive(seed & 1);
            slow.ticks().delay(1_000);
            assertEquals(seed & 1, net.level(), "seed " + seed);
        }
    }

    @Test
    void buildsACircuitWithItsResistorsInPlaceWhateverThePropagation() {
        var slow = Circuit.create(new CircuitOptions(100, 1_000, 1));
        assertEquals(1, slow.net("a").pulledUp().level());
        assertEquals(1, slow.net("b").floatsAt(1).level());
        assertEquals(0, slow.net("a").pulledDown().level());
    }

    @Test
    void refusesAPartThatWaits() {
        circuit.net("a").listen((_, _) -> circuit.ticks().delay(10));
        var driver = circuit.net("a").terminal("driver");
        circuit.ticks().delay(2_500);
        var e = assertThrows(IllegalStateException.class, () -> driver.drive(1));
        assertEquals(
                "a part waited, or used a host pin, inside the circuit at 2.500 µs; have it act later by"
                        + " Circuit.after, on a terminal",
                e.getMessage());
    }

    @Test
    void refusesAPartThatUsesAHostPin() {
        var pin = circuit.pin("b");
        circuit.after(100, () -> assertThrows(IllegalStateException.class, () -> pin.ioctl(Pin.READ, 0)));
        circuit.ticks().delay(200);
        assertEquals(200, circuit.nanos());
    }

    @Test
    void worksOnAfterAPartThrew() throws Exception {
        circuit.after(100, () -> {
            throw new IllegalArgumentException("broken part");
        });
        circuit.after(200, () -> told.add("next"));
        assertThrows(IllegalArgumentException.class, () -> circuit.ticks().delay(1_000));
        assertEquals(100, circuit.nanos());
        circuit.ticks().delay(1_000);
        assertEquals(List.of("next"), told);
        circuit.pin("a").output(true);
        assertEquals(1, circuit.net("a").level());
    }

    @Test
    void cutsOffPartsThatDriveEachOtherWithoutEnd() throws Exception {
        var net = circuit.net("ring");
        var inverter = net.terminal("inverter");
        net.listen((_, level) -> inverter.drive(level ^ 1));
        var e = assertThrows(IllegalStateException.class, () -> inverter.drive(1));
        assertEquals(
                "net ring and what listens to it drive each other: more than 100000 changes at 0.000 µs without time"
                        + " passing; give the answer a delay by Circuit.after",
                e.getMessage());
        var other = circuit.pin("other");
        other.output(true);
        assertEquals(1, other.ioctl(Pin.READ, 0));
    }

    @Test
    void cutsOffActionsThatAskForEachOtherAtOneMoment() {
        Runnable[] again = new Runnable[1];
        again[0] = () -> circuit.after(0, again[0]);
        circuit.after(700, again[0]);
        var e = assertThrows(IllegalStateException.class, () -> circuit.ticks().delay(1_000));
        assertEquals(
                "an action asks for another without a delay: more than 100000 changes at 0.700 µs without time"
                        + " passing; give the answer a delay by Circuit.after",
                e.getMessage());
    }

    @Test
    void toleratesAHostThatNeverLetsTimePass() throws Exception {
        var free = Circuit.create(new CircuitOptions(0, 0, 1));
        var pin = free.pin("a");
        pin.output(false);
        var terminal = free.net("b").terminal("direct");
        for (int i = 0; i < 200_000; i++) {
            pin.ioctl(Pin.WRITE, i & 1);
            terminal.drive(i & 1);
        }
        assertEquals(0, free.nanos());
    }

    @Test
    void oscillatesWithADelayForAsLongAsSomebodyWaits() {
        var net = circuit.net("ring");
        var inverter = net.terminal("inverter");
        net.listen((_, level) -> circuit.after(1_000, () -> inverter.drive(level ^ 1)));
        var recorder = Recorder.of(circuit, "ring");
        inverter.drive(1);
        circuit.ticks().delay(1_000_000);
        assertEquals(1_000, recorder.waveform().signal("ring").edges());
    }

    @Test
    void refusesToWaitForEverForNothing() throws Exception {
        var capture = (EdgeCapture) circuit.pin("a");
        capture.arm();
        var e = assertThrows(IllegalStateException.class, () -> capture.take(new long[1], 0, 1, Long.MAX_VALUE));
        assertEquals(
                "a wait of 9223372036854775807 ns from 0.200 µs on never ends, for nothing is going to happen in the"
                        + " circuit; add the part that answers, or wait for less than 36 years",
                e.getMessage());
        var terminal = circuit.net("a").terminal("part");
        circuit.after(5_000, () -> terminal.drive(1));
        assertEquals(1, capture.take(new long[1], 0, 1, Long.MAX_VALUE));
    }

    @Test
    void givesTheSameEdgesForTheSameSeed() throws Exception {
        assertEquals(noise(42), noise(42));
        assertNotEquals(noise(42), noise(43));
    }

    private static String noise(long seed) throws IOException {
        var circuit = Circuit.create(CircuitOptions.DEFAULT.withSeed(seed));
        var recorder = Recorder.of(circuit);
        circuit.add(new Part() {
            @Override
            public void connect(Circuit at) {
                tick(at, at.net("noise").terminal("noise"));
            }

            private void tick(Circuit at, Terminal terminal) {
                at.after(1_000 + at.random().nextInt(9_000), () -> {
                    terminal.drive(at.random().nextInt(2));
                    tick(at, terminal);
                });
            }
        });
        circuit.ticks().delay(1_000_000);
        var text = new StringBuilder();
        Vcd.write(recorder.waveform(), text);
        return text.toString();
    }

    @Test
    void handsOutOneNetPerName() {
        assertSame(circuit.net("a"), circuit.net("a"));
        circuit.pin("b");
        assertEquals(List.of("a", "b"), circuit.nets().stream().map(Net::name).toList());
    }

    @Test
    void refusesOptionsOutOfRange() {
        assertEquals(
                "pin access takes -1 ns, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> CircuitOptions.DEFAULT.withAccessNanos(-1))
                        .getMessage());
        assertEquals(
                "propagation takes -1 ns, expected 0 or more",
                assertThrows(IllegalArgumentException.class, () -> CircuitOptions.DEFAULT.withPropagationNanos(-1))
                        .getMessage());
        assertEquals(
                "a capture has room for 0 edges, expected 1 or more",
                assertThrows(IllegalArgumentException.class, () -> CircuitOptions.DEFAULT.withCaptureCapacity(0))
                        .getMessage());
    }
}
