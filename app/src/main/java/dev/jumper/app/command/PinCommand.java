package dev.jumper.app.command;

import picocli.CommandLine.Command;

/// The commands on single pins.
@Command(
        name = "pin",
        description = "Reads, drives and watches pins.",
        subcommands = {PinRead.class, PinWrite.class, PinToggle.class, PinWatch.class, PinPulse.class, PinWave.class})
public final class PinCommand implements Group {}
