package dev.jumper.app.command;

import picocli.CommandLine.Command;

/// The commands on EEPROMs.
@Command(
        name = "eeprom",
        description = "Reads, writes and verifies EEPROM chips.",
        subcommands = {EepromRead.class, EepromWrite.class, EepromVerify.class})
public final class EepromCommand implements Group {}
