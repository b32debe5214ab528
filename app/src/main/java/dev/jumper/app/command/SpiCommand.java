package dev.jumper.app.command;

import picocli.CommandLine.Command;

/// The commands on an SPI bus.
@Command(
        name = "spi",
        description = "Exchanges bytes with a chip on an SPI bus.",
        subcommands = {SpiTransfer.class})
public final class SpiCommand implements Group {}
