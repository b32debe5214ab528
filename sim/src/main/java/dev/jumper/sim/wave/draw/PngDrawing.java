package dev.jumper.sim.wave.draw;

import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.draw.Picture.Path;
import dev.jumper.sim.wave.draw.Picture.Text;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/// Draws a waveform as PNG, light, with two pixels for each unit. Needs no display, but a font on this machine.
public final class PngDrawing {
    private static final int SCALE = 2;
    private static final float[] DASHES = {4, 4};

    private PngDrawing() {}

    /// Returns the bytes of a PNG file.
    ///
    /// @throws IllegalArgumentException if the waveform has not the lines or the time that the options want
    /// @throws IOException if this Java cannot draw letters, for want of fonts
    public static byte[] of(Waveform waveform, DrawingOptions options) throws IOException {
        return of(Layout.of(waveform, options));
    }

    private static byte[] of(Picture picture) throws IOException {
        findFont();
        var image = new BufferedImage(
                (int) Math.ceil(picture.width() * SCALE),
                (int) Math.ceil(picture.height() * SCALE),
                BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            graphics.scale(SCALE, SCALE);
            for (var shape : picture.shapes()) {
                switch (shape) {
                    case Path path -> path(graphics, path);
                    case Text text -> text(graphics, text);
                }
            }
        } finally {
            graphics.dispose();
        }
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("PNG: this Java has no writer for it; draw SVG");
        }
        return bytes.toByteArray();
    }

    private static void findFont() throws IOException {
        try {
            new Font(Font.SANS_SERIF, Font.PLAIN, 12)
                    .getStringBounds("x", new FontRenderContext(new AffineTransform(), true, true));
        } catch (InternalError | RuntimeException e) {
            // what a Java throws that has no fontconfig, or no font at all
            throw new IOException(
                    "PNG: this Java draws no letters (" + e
                            + "), expected a font; install fontconfig and one such as DejaVu, or draw SVG",
                    e);
        }
    }

    private static void path(Graphics2D graphics, Path path) {
        var outline = new Path2D.Double();
        double[] points = path.points();
        outline.moveTo(points[0], points[1]);
        for (int i = 2; i < points.length; i += 2) {
            outline.lineTo(points[i], points[i + 1]);
        }
        if (path.closed()) {
            outline.closePath();
        }
        var ink = path.ink();
        String fill = path.fill().orElse(ink.fill());
        if (!fill.equals("none")) {
            graphics.setColor(Color.decode(fill));
            graphics.fill(outline);
        }
        if (!ink.stroke().equals("none")) {
            graphics.setColor(Color.decode(ink.stroke()));
            graphics.setStroke(
                    ink == Ink.FLOATING
                            ? new BasicStroke(
                                    (float) ink.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                            : new BasicStroke((float) ink.width(), BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            graphics.draw(outline);
        }
    }

    private static void text(Graphics2D graphics, Text text) {
        var letters = text.letters();
        var font = new Font(
                        letters.fixedWidth() ? Font.MONOSPACED : Font.SANS_SERIF,
                        letters.bold() ? Font.BOLD : Font.PLAIN,
                        1)
                .deriveFont((float) letters.size());
        graphics.setFont(font);
        double width = font.getStringBounds(text.text(), graphics.getFontRenderContext())
                .getWidth();
        if (width > text.room() && text.room() > 0) {
            // the machine's letters are wider than most: set them narrower, as there is no more room
            font = font.deriveFont(AffineTransform.getScaleInstance(text.room() / width, 1));
            graphics.setFont(font);
            width = text.room();
        }
        double x = switch (text.anchor()) {
            case START -> text.x();
            case MIDDLE -> text.x() - width / 2;
            case END -> text.x() - width;
        };
        graphics.setColor(Color.decode(text.fill().orElse(text.ink().fill())));
        graphics.drawString(text.text(), (float) x, (float) text.y());
    }
}
