package dev.jumper.app.docs;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.devices.Chip;
import dev.jumper.devices.Chips;
import dev.jumper.sim.file.CircuitFile;
import dev.jumper.sim.file.CircuitFileException;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A chip that has a driver can be put into a circuit file, as a part whose kind is the chip's name.
class EveryChipHasAPartTest {
    static List<String> names() {
        return Chips.all().stream()
                .map(Chip::name)
                .map(name -> name.replaceFirst("-.*", "")) // one kind for all sizes of a display
                .toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itsNameIsAKindOfPart(String name) {
        String file = "part.it.kind = \"%s\"".formatted(name.toLowerCase(Locale.ROOT));
        var e = assertThrows(CircuitFileException.class, () -> CircuitFile.parse("file", file));
        assertTrue(e.getMessage().contains("expected the name of a net"), e.getMessage());
    }
}
