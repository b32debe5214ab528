package dev.jumper.devices;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.devices.barometer.Bme280;
import dev.jumper.devices.thermometer.Ds18b20;
import dev.jumper.hal.bus.I2cAddress;
import java.util.Comparator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChipsTest {
    @Test
    void areSortedByKindAndNameAndHaveADataSheetAndAnAttachmentEach() {
        var sorted = Chips.all().stream()
                .sorted(Comparator.<Chip<?>, String>comparing(Chip::kind).thenComparing(Chip::name))
                .toList();
        assertEquals(sorted, Chips.all());
        for (var chip : Chips.all()) {
            assertFalse(chip.dataSheet().isBlank(), chip.name());
            assertFalse(chip.attachments().isEmpty(), chip.name());
        }
    }

    @Test
    void areFoundByNameInAnyCase() {
        assertSame(Ds18b20.CHIP, Chips.named("ds18b20"));
        var e = assertThrows(IllegalArgumentException.class, () -> Chips.named("DS18B21"));
        String names = Chips.all().stream().map(Chip::name).collect(Collectors.joining(", "));
        assertEquals("chip is 'DS18B21', expected one of " + names, e.getMessage());
    }

    @Test
    void areFoundByTheAddressesThatTheyCanHave() {
        assertTrue(Chips.at(I2cAddress.of(0x77)).contains(Bme280.CHIP));
        assertFalse(Chips.at(I2cAddress.of(0x78)).contains(Bme280.CHIP));
    }
}
