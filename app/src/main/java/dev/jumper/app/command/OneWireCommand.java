package dev.jumper.app.command;

import picocli.CommandLine.Command;

/// The commands on a 1-Wire bus.
@Command(
        name = "onewire",
        description = "Finds devices on a 1-Wire bus.",
        subcommands = {OneWireScan.class})
public final class OneWireCommand implements Group {}
