package dev.jumper.app.machine;

import dev.jumper.gpio.ChipInfo;
import dev.jumper.gpio.GpioChip;
import dev.jumper.gpio.GpioRegisters;
import dev.jumper.gpio.LineInfo;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What chips and registers tell, of which no file does.
public interface Hardware {
    /// A chip, and its lines as they are.
    record Chip(ChipInfo info, List<LineInfo> lines) {}

    /// What a line of a Raspberry Pi is for, and its level, 0 or 1.
    record Signal(String function, int level) {}

    /// Returns the chip at `device`, such as `/dev/gpiochip0`; requests none of its lines.
    ///
    /// @throws IOException if it may not be opened, or is none
    Chip chip(Path device) throws IOException;

    /// Returns the state of a Raspberry Pi's GPIOs, 0 to 27, by their numbers; reads registers and writes none.
    /// Nothing if the registers may not be read.
    Optional<Map<Integer, Signal>> signals();

    /// Returns that of this machine.
    static Hardware system() {
        return new Hardware() {
            private static final int ON_THE_HEADER = 28;

            @Override
            public Chip chip(Path device) throws IOException {
                try (var chip = GpioChip.open(device)) {
                    return new Chip(chip.info(), chip.lines());
                }
            }

            @Override
            public Optional<Map<Integer, Signal>> signals() {
                try (var registers = GpioRegisters.open()) {
                    var signals = new TreeMap<Integer, Signal>();
                    for (int i = 0; i < ON_THE_HEADER; i++) {
                        signals.put(i, new Signal(registers.function(i), registers.read(1L << i) == 0 ? 0 : 1));
                    }
                    return Optional.of(signals);
                } catch (IOException e) {
                    return Optional.empty(); // doctor tells why
                }
            }
        };
    }
}
