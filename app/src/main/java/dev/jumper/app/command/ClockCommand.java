package dev.jumper.app.command;

import picocli.CommandLine.Command;

/// The commands on clock chips.
@Command(
        name = "clock",
        description = "Reads and sets clock chips.",
        subcommands = {ClockRead.class, ClockSet.class})
public final class ClockCommand implements Group {}
