package dev.jumper.gpio;

import java.nio.file.Path;

/// A GPIO chip of this machine.
///
/// @param path its device, such as `/dev/gpiochip0`; which chip that is differs between boards and kernels
/// @param name the kernel's name for it, such as `gpiochip0`
/// @param label what it is, such as `pinctrl-bcm2711`
/// @param lines how many lines it has
public record ChipInfo(Path path, String name, String label, int lines) {
    /// Returns label and device.
    @Override
    public String toString() {
        return label + " (" + path + ")";
    }
}
