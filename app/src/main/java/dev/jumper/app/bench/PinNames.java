package dev.jumper.app.bench;

import dev.jumper.gpio.ChipInfo;
import dev.jumper.gpio.HeaderPin;
import dev.jumper.gpio.LineInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// What the lines of a GPIO chip are called.
sealed interface PinNames {
    /// Returns the offset of the line that is meant by `name`.
    ///
    /// @throws IllegalArgumentException if there is none, or more than one
    int offset(String name);

    /// Returns the name of the line that is wired for a purpose, as [Bench#line] has them.
    Optional<String> line(String purpose);

    /// The header of a Raspberry Pi, whose GPIO numbers are the offsets; names are those of [HeaderPin#of].
    record Header() implements PinNames {
        /// The header's first I2C bus, its first SPI bus with its first chip select, and the line that the
        /// overlay `w1-gpio` takes unless told otherwise.
        ///
        /// Source: Raspberry Pi documentation, "GPIO and the 40-pin header"; `boot/overlays/README`, "w1-gpio".
        private static final Map<String, String> PURPOSES = Map.of(
                "scl", "GPIO3",
                "sda", "GPIO2",
                "sck", "GPIO11",
                "mosi", "GPIO10",
                "miso", "GPIO9",
                "cs", "GPIO8",
                "onewire", "GPIO4");

        @Override
        public int offset(String name) {
            return HeaderPin.of(name).gpio().orElseThrow();
        }

        @Override
        public Optional<String> line(String purpose) {
            return Optional.ofNullable(PURPOSES.get(purpose));
        }
    }

    /// The lines of any chip, by their names or offsets.
    record Lines(ChipInfo chip, List<LineInfo> lines) implements PinNames {
        private static final int TOLD = 12;

        @Override
        public int offset(String name) {
            var named = lines.stream().filter(line -> line.name().equals(name)).toList();
            if (named.size() > 1) {
                throw new IllegalArgumentException("%s: found %d lines named %s, expected one; name it by its offset"
                        .formatted(chip, named.size(), name));
            }
            if (!named.isEmpty()) {
                return named.getFirst().offset();
            }
            if (name.matches("\\d{1,9}")) {
                int offset = Integer.parseInt(name);
                if (offset < chip.lines()) {
                    return offset;
                }
                throw new IllegalArgumentException(
                        "%s: line is %s, expected 0 to %d".formatted(chip, name, chip.lines() - 1));
            }
            var known = lines.stream()
                    .map(LineInfo::name)
                    .filter(other -> !other.isEmpty())
                    .limit(TOLD + 1)
                    .toList();
            throw new IllegalArgumentException("%s: found no line %s, expected an offset, 0 to %d%s"
                    .formatted(
                            chip,
                            name,
                            chip.lines() - 1,
                            known.isEmpty()
                                    ? ""
                                    : ", or a name such as "
                                            + known.stream().limit(TOLD).collect(Collectors.joining(", "))
                                            + (known.size() > TOLD ? "; jumper pins lists all" : "")));
        }

        @Override
        public Optional<String> line(String purpose) {
            return Optional.empty();
        }
    }
}
