package dev.jumper.sim.wave.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.decode.Decoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngDrawingTest {
    private static BufferedImage image(DrawingOptions options) throws IOException {
        var waveform = TextDrawingTest.wave(
                100,
                TextDrawingTest.signal("a", 0, 10, 1, 40, 0, 50, 1, 70, 0, 80, 1),
                TextDrawingTest.signal("bus", Signal.UNKNOWN, 20, Signal.FLOATING, 60, 1));
        return ImageIO.read(new ByteArrayInputStream(PngDrawing.of(waveform, options)));
    }

    private static int count(BufferedImage image, int rgb) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xFFFFFF) == rgb ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void isThePictureOfTheSvgWithTwoPixelsForEachUnit() throws IOException {
        var options =
                DrawingOptions.DEFAULT.withDecoders(Decoder.parse("pwm:a")).withTitle("Duty");
        var image = image(options);
        assertEquals(1_920, image.getWidth());
        assertTrue(count(image, 0xFFFFFF) > image.getWidth() * image.getHeight() / 2, "paper");
        assertTrue(count(image, 0xFDF0CF) > 1_000, "the fill of two values");
        assertTrue(count(image, 0x14202E) > 1_000, "rails and letters");
        assertTrue(count(image, 0xE3E8EE) > 1_000, "the unknown level");
        assertEquals(400, image(options.withWidth(200)).getWidth());
    }

    @Test
    void drawsNothingOfTheLabelsWithoutDecoders() throws IOException {
        assertEquals(0, count(image(DrawingOptions.DEFAULT), 0xFDF0CF));
    }
}
