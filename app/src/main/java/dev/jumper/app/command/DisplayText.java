package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Shows text.
@Command(name = "text", description = "Shows text on a display; \\n in it begins a new line.")
final class DisplayText implements Action {
    private static final int FARTHEST = 1000;

    @Mixin
    private DisplayOptions display;

    @Parameters(index = "1", paramLabel = "TEXT", description = "The text: ASCII and the degree sign.")
    private String text;

    @Option(
            names = "--at",
            paramLabel = "X,Y",
            split = ",",
            description = "The top left corner of the first letter, in pixels (default: 0,0).")
    private String[] at = {"0", "0"};

    @Override
    public void run(Session session) throws IOException {
        if (at.length != 2) {
            throw new IllegalArgumentException("--at: found " + String.join(",", at) + ", expected two numbers X,Y");
        }
        int x = Numbers.whole("X of --at", at[0], 0, FARTHEST);
        int y = Numbers.whole("Y of --at", at[1], 0, FARTHEST);
        display.draw(session, canvas -> canvas.text(x, y, text.replace("\\n", "\n")));
    }
}
