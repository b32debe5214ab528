package dev.jumper.app.command;

import picocli.CommandLine.Command;

/// The commands on an I2C bus.
@Command(
        name = "i2c",
        description = "Finds chips on an I2C bus, and reads and writes their bytes.",
        subcommands = {I2cScan.class, I2cRead.class, I2cWrite.class, I2cDump.class})
public final class I2cCommand implements Group {}
