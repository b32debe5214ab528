package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Reads bytes of a chip.
@Command(name = "read", description = "Prints bytes that a chip sends, in hexadecimal.")
final class I2cRead implements Action {
    private static final int MOST = 65_536;

    @Parameters(index = "0", paramLabel = "ADDRESS", description = "The chip, 0x08 to 0x77.")
    private String address;

    @Parameters(index = "1", paramLabel = "COUNT", arity = "0..1", description = "How many bytes (default: 1).")
    private String count = "1";

    @Option(
            names = "--register",
            paramLabel = "N",
            description = "Write this byte first, in the same transaction: the register to begin with.")
    private String register;

    @Mixin
    private I2cOptions lines;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        var chip = I2cOptions.address(address);
        int bytes = Numbers.whole("count", count, 1, MOST);
        int first = register == null ? -1 : Numbers.whole("register", register, 0, 0xFF);
        var bus = lines.bus(where.open(session));
        session.console().print(Numbers.hex(read(bus, chip, first, bytes)));
    }

    private static byte[] read(I2cBus bus, I2cAddress chip, int first, int count) throws IOException {
        return first < 0 ? bus.read(chip, count) : bus.writeRead(chip, new byte[] {(byte) first}, count);
    }
}
