package dev.jumper.gpio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// What needs no chip; the rest is [GpioSimTest].
@EnabledOnOs(OS.LINUX)
class GpioChipTest {
    @Test
    void saysThatADeviceIsNotThere() {
        var e = assertThrows(GpioException.class, () -> GpioChip.open(Path.of("/dev/gpiochip-none")));
        assertEquals(
                "GPIO chip /dev/gpiochip-none: No such file or directory (errno 2); see which chips there are, and"
                        + " name one by its label",
                e.getMessage());
        assertEquals(2, e.errno());
    }

    @Test
    void saysThatADeviceIsNoChip() {
        var e = assertThrows(GpioException.class, () -> GpioChip.open(Path.of("/dev/null")));
        assertEquals(
                "/dev/null: is no GPIO chip: Inappropriate ioctl for device (errno 25); name a /dev/gpiochip*",
                e.getMessage());
    }
}
