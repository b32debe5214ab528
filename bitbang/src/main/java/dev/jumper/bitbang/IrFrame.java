package dev.jumper.bitbang;

/// One frame of an infrared remote control.
///
/// Sources: NEC "µPD6121, 6122 remote control transmission CMOS IC", "Remote output waveform" and "Custom
/// code"; Philips "SAA3010 infrared remote control transmitter (RC-5)", "Functional description".
public sealed interface IrFrame extends IrSignal {
    /// A key of an NEC remote control, whose address is sent again inverted.
    ///
    /// @param address 0 to 0xFF
    /// @param command 0 to 0xFF
    record Nec(int address, int command) implements IrFrame {
        /// Checks the ranges.
        public Nec {
            require("NEC address", address, 0xFF);
            require("NEC command", command, 0xFF);
        }
    }

    /// A key of an NEC remote control with an address of 16 bits, the lower byte sent first.
    ///
    /// @param address 0 to 0xFFFF, the higher byte not the inverse of the lower, for that is a [Nec]
    /// @param command 0 to 0xFF
    record NecExtended(int address, int command) implements IrFrame {
        /// Checks the ranges.
        public NecExtended {
            require("extended NEC address", address, 0xFFFF);
            require("NEC command", command, 0xFF);
            if ((address >> 8 ^ address & 0xFF) == 0xFF) {
                throw new IllegalArgumentException(
                        "extended NEC address is 0x%04x, which is how address 0x%02x is sent; use Nec"
                                .formatted(address, address & 0xFF));
            }
        }
    }

    /// The key of the NEC frame before is still pressed.
    record NecRepeat() implements IrFrame {}

    /// A key of an RC5 remote control.
    ///
    /// @param toggle changes with each new press of a key, and stays while it is held
    /// @param address 0 to 31
    /// @param command 0 to 127; from 64 up by the inverted second start bit (RC5X)
    record Rc5(boolean toggle, int address, int command) implements IrFrame {
        /// Checks the ranges.
        public Rc5 {
            require("RC5 address", address, 31);
            require("RC5 command", command, 127);
        }
    }

    private static void require(String what, int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException("%s is %d, expected 0 to %d".formatted(what, value, most));
        }
    }
}
