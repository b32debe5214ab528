package dev.jumper.gpio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// A Raspberry Pi, told by its device tree.
///
/// @param model what it calls itself, such as `Raspberry Pi 4 Model B Rev 1.4`
/// @param chip what its GPIO is like
public record RaspberryPi(String model, Chip chip) {
    private static final Path TREE = Path.of("/proc/device-tree");

    /// The kinds of GPIO controllers, and the labels that their chips have in Linux.
    public enum Chip {
        /// BCM2835, 2836 and 2837: Raspberry Pi 1, 2, 3 and Zero.
        BCM2835("pinctrl-bcm2835", Set.of("brcm,bcm2835", "brcm,bcm2836", "brcm,bcm2837")),
        /// Raspberry Pi 4, 400 and Compute Module 4.
        BCM2711("pinctrl-bcm2711", Set.of("brcm,bcm2711")),
        /// Raspberry Pi 5, whose header hangs on its RP1.
        BCM2712("pinctrl-rp1", Set.of("brcm,bcm2712"));

        private final String label;
        private final Set<String> compatible;

        Chip(String label, Set<String> compatible) {
            this.label = label;
            this.compatible = compatible;
        }

        /// Returns the label of the chip that the header hangs on.
        public String label() {
            return label;
        }
    }

    /// Looks at the device tree of this machine.
    ///
    /// @throws IOException if it is no Raspberry Pi, or one of a kind that is not known here
    public static RaspberryPi detect() throws IOException {
        return detect(TREE);
    }

    /// Looks at a device tree that is elsewhere than in `/proc`.
    ///
    /// @throws IOException if it is of no Raspberry Pi, or one of a kind that is not known here
    public static RaspberryPi detect(Path tree) throws IOException {
        List<String> compatible;
        String model;
        try {
            compatible = List.of(text(tree.resolve("compatible")).split("\0"));
            model = text(tree.resolve("model")).replace("\0", "");
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "GPIO: this machine has no device tree, so it is no Raspberry Pi; name a chip by its label, or use"
                            + " a simulated circuit",
                    e);
        }
        for (var chip : Chip.values()) {
            if (compatible.stream().anyMatch(chip.compatible::contains)) {
                return new RaspberryPi(model, chip);
            }
        }
        throw new IOException("GPIO: found " + model + " (" + String.join(", ", compatible)
                + "), expected a Raspberry Pi 1 to 5; name a chip by its label");
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
