package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Writes bytes to a chip.
@Command(name = "write", description = "Sends bytes to a chip in one transaction, as a rule a register and its values.")
final class I2cWrite implements Action {
    @Parameters(index = "0", paramLabel = "ADDRESS", description = "The chip, 0x08 to 0x77.")
    private String address;

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "BYTE", description = "The bytes: 16, 0x10, 0b10000.")
    private List<String> bytes;

    @Mixin
    private I2cOptions lines;

    @Mixin
    private BenchOptions where;

    @Override
    public void run(Session session) throws IOException {
        var chip = I2cOptions.address(address);
        byte[] content = Numbers.bytes(bytes);
        lines.bus(where.open(session)).write(chip, content);
    }
}
