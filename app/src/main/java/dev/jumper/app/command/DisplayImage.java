package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows a picture.
@Command(
        name = "image",
        description = "Shows a picture on a display, from its top left corner on; bright pixels are lit.")
final class DisplayImage implements Action {
    @Mixin
    private DisplayOptions display;

    @Parameters(index = "1", paramLabel = "FILE", description = "The picture: PNG, GIF, JPEG or BMP.")
    private Path file;

    @Override
    public void run(Session session) throws IOException {
        display.check();
        var image = read();
        display.draw(session, canvas -> canvas.draw(image, 0, 0));
    }

    private BufferedImage read() throws IOException {
        try (var in = Files.newInputStream(file)) {
            var image = ImageIO.read(in);
            if (image == null) {
                throw new FileSystemException(
                        file.toString(), null, "found no picture in it, expected PNG, GIF, JPEG or BMP");
            }
            return image;
        }
    }
}
