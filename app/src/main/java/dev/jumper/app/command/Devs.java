package dev.jumper.app.command;

import dev.jumper.app.session.Json;
import dev.jumper.app.session.Session;
import dev.jumper.serial.PortFinder;
import dev.jumper.serial.UsbId;
import java.io.IOException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Lists the ports that a board may be on.
@Command(name = "devs", description = "Lists the serial ports that a board may be on, and what each usually is.")
public final class Devs implements Action {
    @Option(names = "--json", description = "As JSON in one line (see docs/json.md).")
    private boolean json;

    @Override
    public void run(Session session) throws IOException {
        var ports = PortFinder.system().ports();
        if (json) {
            session.console().print(Json.text(ports.stream().map(Devs::record).toList()));
            return;
        }
        for (var port : ports) {
            session.console().print(port.toString());
        }
        if (ports.isEmpty()) {
            session.console().note("jumper: found no serial port; plug a board in, or use -p sim: for a simulated one");
        }
    }

    static Json record(PortFinder.Port port) {
        return new Json()
                .with("path", port.path())
                .with("description", port.description())
                .with("kind", port.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .with("usb", port.usb().map(UsbId::toString).orElse(null))
                .with("serial", orNull(port.serial()))
                .with("product", orNull(port.product()))
                .with("manufacturer", orNull(port.manufacturer()));
    }

    private static String orNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
