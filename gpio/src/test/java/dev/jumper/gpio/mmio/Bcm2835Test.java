package dev.jumper.gpio.mmio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.jumper.hal.Pull;
import dev.jumper.hal.time.VirtualTicks;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Registers and bits are those of "BCM2835 ARM Peripherals", table 6-1 "GPIO Register Assignment" and tables 6-2
/// to 6-31, and of "BCM2711 ARM Peripherals", chapter 5 "Register View".
class Bcm2835Test {
    private final BcmModel model = new BcmModel(false);
    private final BcmModel newer = new BcmModel(true);
    private final VirtualTicks ticks = new VirtualTicks(0);
    private final Controller controller = Bcm2835.of(model, ticks);
    private final Controller controller2711 = Bcm2835.of2711(newer, ticks);

    @Test
    void aFunctionIsThreeBitsOfTheRegisterOfItsTen() {
        controller.output(17);
        assertEquals(List.of("04=00200000"), model.writes);
        controller.output(53);
        assertEquals("14=00000200", model.writes.getLast());
        controller.input(17);
        assertEquals("04=00000000", model.writes.getLast());
    }

    @Test
    void theFunctionsOfOtherLinesStay() {
        model.alternate(14, 4);
        model.alternate(15, 4);
        controller.output(17);
        assertEquals(List.of(4, 4, 1), List.of(model.function(14), model.function(15), model.function(17)));
    }

    @Test
    void aFunctionIsToldByItsNameInTheDataSheet() { // "GPIO Alternate function select register 0"
        var names = List.of("input", "output", "alt5", "alt4", "alt0", "alt1", "alt2", "alt3");
        for (int code = 0; code < names.size(); code++) {
            model.alternate(20 + code, code);
            assertEquals(names.get(code), controller.function(20 + code));
        }
        assertEquals(List.of(), model.writes);
    }

    @Test
    void aFunctionThatIsThereAlreadyIsNotWritten() {
        controller.input(4);
        assertEquals(List.of(), model.writes);
    }

    @Test
    void anEdgeIsOneStoreToTheSetOrClearRegisterOfItsBank() {
        controller.drive(1L << 4, 0);
        controller.drive(0, 1L << 4);
        controller.drive(1L << 40, 0);
        controller.drive(0, 1L << 40);
        assertEquals(List.of("1c=00000010", "28=00000010", "20=00000100", "2c=00000100"), model.writes);
    }

    @Test
    void aBankIsOneStoreForThoseThatRiseAndOneForThoseThatFall() {
        controller.drive(0b101, 0b010);
        assertEquals(List.of("1c=00000005", "28=00000002"), model.writes);
    }

    @Test
    void levelsAreThoseOfTheLines() {
        model.drive(3, true);
        model.drive(45, true);
        assertEquals(1L << 3 | 1L << 45, controller.levels(-1));
        assertEquals(0, controller.levels(1L << 4));
        controller.drive(1L << 5, 0);
        controller.output(5);
        assertEquals(1L << 5, controller.levels(1L << 5));
    }

    @Test
    void aResistorOfTheOlderChipsIsClockedInWithItsWaits() {
        controller.pull(17, Pull.UP);
        assertEquals(List.of("94=00000002", "98=00020000", "94=00000000", "98=00000000"), model.writes);
        assertEquals(2, model.resistor(17));
        assertEquals(2_000, ticks.nanos(), "twice 150 cycles of 250 MHz, rounded up to 1 µs");
        controller.pull(33, Pull.DOWN);
        assertEquals(1, model.resistor(33));
        controller.pull(17, Pull.NONE);
        assertEquals(0, model.resistor(17));
    }

    @Test
    void aResistorOfThe2711IsTwoBitsOfTheRegisterOfItsSixteen() {
        controller2711.pull(17, Pull.UP);
        assertEquals("e8=00000004", newer.writes.getLast());
        controller2711.pull(18, Pull.DOWN);
        assertEquals("e8=00000024", newer.writes.getLast());
        controller2711.pull(17, Pull.NONE);
        assertEquals("e8=00000020", newer.writes.getLast());
        assertEquals(0, ticks.nanos());
    }
}
