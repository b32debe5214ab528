package dev.jumper.emulator;

/// What an ESP8266's ROM prints at a reset, at 74880 baud.
///
/// Form and numbers after "ESP8266 Technical Reference", appendix "ESP8266 Boot Messages"; the sizes are made up.
final class BootLog {
    /// Cause of a reset: power on.
    static final int POWER_ON = 1;
    /// Cause of a reset: the reset pin, or the program.
    static final int RESET = 2;

    private BootLog() {}

    /// Returns the log of a reset of this cause that leads to the boot loader, or to the program in the flash.
    static String text(int cause, boolean bootLoader) {
        String start =
                "\r\n ets Jan  8 2013,rst cause:" + cause + ", boot mode:(" + (bootLoader ? 1 : 3) + ",7)\r\n\r\n";
        return bootLoader
                ? start
                : start
                        + "load 0x40100000, len 31024, room 16 \r\ntail 0\r\nchksum 0x5b\r\n"
                        + "load 0x3ffe8000, len 1100, room 8 \r\ntail 4\r\nchksum 0x6e\r\ncsum 0x6e\r\n";
    }
}
