package dev.jumper.app.command;

import picocli.CommandLine.Command;

/// The commands on displays.
@Command(
        name = "display",
        description = "Shows text and pictures on a display.",
        subcommands = {DisplayText.class, DisplayImage.class, DisplayClear.class})
public final class DisplayCommand implements Group {}
