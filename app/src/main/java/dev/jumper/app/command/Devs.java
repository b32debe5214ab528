package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.serial.PortFinder;
import java.io.IOException;
import picocli.CommandLine.Command;

/// Lists the ports that a board may be on.
@Command(name = "devs", description = "Lists the serial ports that a board may be on, and what each usually is.")
public final class Devs implements Action {
    @Override
    public void run(Session session) throws IOException {
        var ports = PortFinder.system().ports();
        for (var port : ports) {
            session.console().print(port.toString());
        }
        if (ports.isEmpty()) {
            session.console().note("jumper: found no serial port; plug a board in, or use -p sim: for a simulated one");
        }
    }
}
