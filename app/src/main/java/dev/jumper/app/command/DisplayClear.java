package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Darkens a display.
@Command(name = "clear", description = "Darkens a display.")
final class DisplayClear implements Action {
    @Mixin
    private DisplayOptions display;

    @Override
    public void run(Session session) throws IOException {
        display.draw(session, canvas -> canvas.clear());
    }
}
