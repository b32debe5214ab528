package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.Pull;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What several drivers and resistors make of a net, and what a short circuit tells.
class NetTest {
    private final Circuit circuit = Circuit.create();

    /// Drivers: `0` and `1` strong, `d` and `u` resistors to ground and supply, `-` nothing.
    @ParameterizedTest
    @CsvSource({
        "-, 0, 0",
        "-, 1, 1",
        "0, 1, 0",
        "1, 0, 1",
        "u, 0, 1",
        "d, 1, 0",
        "ud, 1, 0",
        "0u, 0, 0",
        "1d, 0, 1",
        "00, 1, 0",
        "11, 0, 1",
        "uu, 0, 1",
        "01, 1, 0",
        "01u, 1, 0"
    })
    void resolvesDriversBeforeResistorsBeforeWhatItFloatsAt(String drivers, int floating, int level) {
        var net = circuit.net("a").floatsAt(floating);
        for (char driver : drivers.toCharArray()) {
            var terminal = net.terminal("one of them");
            switch (driver) {
                case '0' -> terminal.drive(0);
                case '1' -> terminal.drive(1);
                case 'u' -> terminal.pullUp();
                case 'd' -> terminal.pullDown();
                default -> terminal.release();
            }
        }
        assertEquals(level, net.level());
    }

    @Test
    void goesBackAsDriversLeave() {
        var net = circuit.net("a").pulledUp();
        var driver = net.terminal("driver");
        var resistor = net.terminal("stronger");
        driver.drive(0);
        assertEquals(0, driver.level());
        driver.release();
        assertEquals(1, net.level());
        resistor.pullDown();
        assertEquals(0, net.level());
        resistor.noPull();
        assertEquals(1, net.level());
    }

    @ParameterizedTest
    @CsvSource({"-1", "2", "7"})
    void refusesALevelThatIsNone(int level) {
        var terminal = circuit.net("a").terminal("chip");
        assertEquals(
                "chip: drives net a to " + level + ", expected 0 or 1",
                assertThrows(IllegalArgumentException.class, () -> terminal.drive(level))
                        .getMessage());
        assertEquals(
                "net a: floats at " + level + ", expected 0 or 1",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> circuit.net("a").floatsAt(level))
                        .getMessage());
    }

    @Test
    void reportsAShortCircuitWithWhoDrivesWhatByTheAccessThatCausesIt() throws Exception {
        circuit.net("miso").terminal("flash").drive(1);
        circuit.net("miso").terminal("sensor").drive(1);
        circuit.ticks().delay(900);
        var pin = circuit.pin("miso");
        var e = assertThrows(DeviceException.class, () -> pin.output(false));
        assertEquals(DeviceException.Kind.SHORT_CIRCUIT, e.kind());
        assertEquals(
                "net miso: short circuit at 1.000 µs: driven high by flash, sensor and low by host miso; make one of"
                        + " them an input or open-drain",
                e.getMessage());
        assertEquals(
                List.of(new ShortCircuit(1_000, "miso", List.of("flash", "sensor"), List.of("host miso"))),
                circuit.shorts());
        assertEquals(0, pin.ioctl(Pin.READ, 0), "told once; the low side wins");
    }

    @Test
    void reportsEachEpisodeOnce() throws Exception {
        circuit.net("a").terminal("chip").drive(1);
        var pin = circuit.pin("a");
        assertThrows(DeviceException.class, () -> pin.output(false));
        circuit.net("a").terminal("another").drive(0);
        pin.set(false);
        pin.ioctl(Pin.READ, 0);
        assertEquals(1, circuit.shorts().size());
        var second = Circuit.create();
        second.net("a").terminal("chip").drive(1);
        var other = second.pin("a");
        assertThrows(DeviceException.class, () -> other.output(false));
        other.input(Pull.NONE);
        assertEquals(1, second.net("a").level());
        assertThrows(DeviceException.class, () -> other.output(false));
        assertEquals(2, second.shorts().size());
    }

    @Test
    void reportsAShortBetweenPartsByTheNextAccessToAnyPin() throws Exception {
        var net = circuit.net("bus");
        var one = net.terminal("chip one");
        var two = net.terminal("chip two");
        circuit.after(500, () -> one.drive(1));
        circuit.after(700, () -> two.drive(0));
        var pin = circuit.pin("elsewhere");
        pin.ioctl(Pin.READ, 0);
        circuit.ticks().delay(2_000);
        var e = assertThrows(DeviceException.class, () -> pin.ioctl(Pin.READ, 0));
        assertEquals(
                "net bus: short circuit at 0.700 µs: driven high by chip one and low by chip two; make one of them an"
                        + " input or open-drain",
                e.getMessage());
    }

    @Test
    void reportsSeveralShortsAtOnceOneBeneathTheOther() {
        for (String name : List.of("a", "b")) {
            circuit.net(name).terminal("x").drive(0);
            circuit.net(name).terminal("y").drive(1);
        }
        var e = assertThrows(DeviceException.class, () -> circuit.pin("a").ioctl(Pin.READ, 0));
        assertEquals(1, e.getSuppressed().length);
        assertEquals(
                "net b: short circuit at 0.000 µs: driven high by y and low by x; make one of them an input or"
                        + " open-drain",
                e.getSuppressed()[0].getMessage());
    }

    @Test
    void takesNoShortFromAHandOverWithinAMoment() throws Exception {
        var select = circuit.net("cs").pulledUp();
        var first = circuit.net("miso").terminal("first");
        var second = circuit.net("miso").terminal("second");
        first.drive(1);
        select.listen((_, _) -> second.drive(0));
        select.listen((_, _) -> first.release());
        circuit.pin("cs").output(false);
        assertEquals(List.of(), circuit.shorts());
        assertEquals(0, circuit.net("miso").level());
    }

    @Test
    void takesNoShortFromOpenDrainAndResistors() throws Exception {
        circuit.net("sda").pulledUp();
        circuit.net("sda").terminal("target").drive(0);
        var sda = circuit.pin("sda");
        sda.openDrain(true);
        sda.set(false);
        sda.set(true);
        assertEquals(List.of(), circuit.shorts());
    }

    @Test
    void risesSlowlyByAResistorAndAtOnceByAnOutput() {
        var net = circuit.net("sda").pulledUp().risesIn(5_000);
        var driver = net.terminal("driver");
        driver.drive(0);
        driver.release();
        circuit.ticks().delay(4_999);
        assertEquals(0, net.level());
        circuit.ticks().delay(1);
        assertEquals(1, net.level());
        driver.drive(0);
        driver.release();
        circuit.ticks().delay(1_000);
        driver.drive(1);
        assertEquals(1, net.level());
        driver.drive(0);
        circuit.ticks().delay(10_000);
        assertEquals(0, net.level(), "the rise that was under way is over");
    }
}
