package dev.jumper.sim.part;

import dev.jumper.sim.Circuit;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.random.RandomGenerator;
import javax.imageio.ImageIO;

/// An OLED display with an SSD1306, for an [I2cTarget] at 0x3C or 0x3D, or an [SpiTarget] ([#overSpi]). It starts
/// as after power-up, off and with chance in its memory. What it shows can be looked at as text ([#text]) and as an
/// image ([#png]).
///
/// It shows something only with its charge pump on, as the small modules have no other supply of the panel, which
/// is mounted so that segments and commons have to run backwards for the first pixel to be at the top left.
///
/// Source: "SSD1306" data sheet (Solomon Systech, revision 1.1), "MCU I2C Interface", "MCU Serial Interface (4-wire
/// SPI)", "Command Table", "Graphic Display Data RAM (GDDRAM)", "Charge Pump Regulator". Out of scope: scrolling,
/// reading the memory.
public final class Ssd1306Model implements I2cChip {
    private static final int WIDTH = 128;
    private static final int PAGES = 8;
    private static final int SCALE = 4;
    private static final int GAP = 1;
    private static final int LIT = 0xA0E0FF;
    private static final int DARK = 0x101418;

    private final int height;
    private final byte[] memory = new byte[WIDTH * PAGES];
    private RandomGenerator random = new Random(1);
    private final int[] command = new int[7];
    private int commandBytes;
    private boolean controlComes;
    private boolean pixels;
    private boolean single;

    private int addressing;
    private int column;
    private int firstColumn;
    private int lastColumn;
    private int page;
    private int firstPage;
    private int lastPage;
    private int contrast;
    private int multiplex;
    private int startLine;
    private int offset;
    private int commonPins;
    private boolean segmentsReversed;
    private boolean commonsReversed;
    private boolean inverse;
    private boolean allLit;
    private boolean pump;
    private boolean on;
    private int pixelBytes;

    private Ssd1306Model(int height) {
        this.height = height;
        powerUp();
    }

    /// Returns a display of 128 by `height` pixels, 64 or 32.
    public static Ssd1306Model of(int height) {
        if (height != 64 && height != 32) {
            throw new IllegalArgumentException("SSD1306 display is " + height + " pixels high, expected 64 or 32");
        }
        return new Ssd1306Model(height);
    }

    /// Returns this display as an [SpiTarget] of words of eight bits in mode 0 has it; `dataCommand` is the net of
    /// its D/C. It sends nothing.
    public SpiChip overSpi(String dataCommand) {
        return new SpiChip() {
            private IntSupplier level = () -> 0;

            @Override
            public void connected(Circuit circuit) {
                Ssd1306Model.this.connected(circuit);
                level = circuit.net(dataCommand)::level;
            }

            /// Looks at D/C with the last bit, as the chip does.
            @Override
            public int exchanged(int received) {
                if (level.getAsInt() == 1) {
                    pixel(received);
                } else {
                    command(received);
                }
                return 0;
            }
        };
    }

    /// Takes the supply away for a moment: the display is off, its memory is lost.
    public void powerLost() {
        powerUp();
    }

    /// Tells whether a pixel is seen lit.
    public boolean isLit(int x, int y) {
        if (!on || !pump || y > multiplex || y % 2 == 1 && commonPins != (height == 64 ? 0x12 : 0x02)) {
            return false;
        }
        int ramColumn = segmentsReversed ? x : WIDTH - 1 - x;
        int row = (commonsReversed ? y : height - 1 - y) + startLine + offset & 8 * PAGES - 1;
        boolean stored = (memory[row / 8 * WIDTH + ramColumn] >> row % 8 & 1) == 1;
        return allLit || stored != inverse;
    }

    /// Returns how bright lit pixels are, 0 to 255.
    public int contrast() {
        return contrast;
    }

    /// Returns how many bytes of pixels have come so far.
    public int pixelBytes() {
        return pixelBytes;
    }

    /// Returns what is seen, two rows of pixels in each line of characters.
    public String text() {
        var text = new StringBuilder();
        for (int y = 0; y < height; y += 2) {
            for (int x = 0; x < WIDTH; x++) {
                text.append(" ▀▄█".charAt((isLit(x, y) ? 1 : 0) + (isLit(x, y + 1) ? 2 : 0)));
            }
            text.append('\n');
        }
        return text.toString();
    }

    /// Returns what is seen as the bytes of a PNG file: four by four pixels for each, with a dark line between
    /// them.
    public byte[] png() throws IOException {
        var image = new BufferedImage(WIDTH * SCALE + GAP, height * SCALE + GAP, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                boolean lit = x % SCALE >= GAP && y % SCALE >= GAP && isLit(x / SCALE, y / SCALE);
                image.setRGB(x, y, lit ? LIT : DARK);
            }
        }
        var bytes = new ByteArrayOutputStream();
        if (!ImageIO.write(image, "png", bytes)) {
            throw new IOException("SSD1306 display: this Java has no writer for PNG; look at it as text");
        }
        return bytes.toByteArray();
    }

    /// Sets what the data sheet calls the state after RESET.
    private void powerUp() {
        random.nextBytes(memory);
        commandBytes = 0;
        addressing = 2;
        column = 0;
        firstColumn = 0;
        lastColumn = WIDTH - 1;
        page = 0;
        firstPage = 0;
        lastPage = PAGES - 1;
        contrast = 0x7F;
        multiplex = 63;
        startLine = 0;
        offset = 0;
        commonPins = 0x12;
        segmentsReversed = false;
        commonsReversed = false;
        inverse = false;
        allLit = false;
        pump = false;
        on = false;
    }

    @Override
    public void connected(Circuit circuit) {
        random = circuit.random();
    }

    @Override
    public boolean started(boolean reading) {
        controlComes = true;
        return true;
    }

    @Override
    public boolean written(int value) {
        if (controlComes) {
            controlComes = false;
            single = (value & 0x80) != 0;
            pixels = (value & 0x40) != 0;
            return true;
        }
        controlComes = single;
        if (pixels) {
            pixel(value);
        } else {
            command(value);
        }
        return true;
    }

    @Override
    public int next() {
        return on ? 0x00 : 0x40; // "Status register Read"
    }

    private void command(int value) {
        command[commandBytes++] = value;
        if (commandBytes > arguments(command[0])) {
            commandBytes = 0;
            perform();
        }
    }

    private void pixel(int value) {
        pixelBytes++;
        memory[page * WIDTH + column] = (byte) value;
        if (addressing == 2) {
            column = (column + 1) % WIDTH;
        } else if (addressing == 0) {
            if (column++ == lastColumn) {
                column = firstColumn;
                page = page == lastPage ? firstPage : (page + 1) % PAGES;
            }
            column %= WIDTH;
        } else {
            if (page++ == lastPage) {
                page = firstPage;
                column = column == lastColumn ? firstColumn : (column + 1) % WIDTH;
            }
            page %= PAGES;
        }
    }

    private static int arguments(int code) {
        return switch (code) {
            case 0x20, 0x81, 0x8D, 0xA8, 0xD3, 0xD5, 0xD9, 0xDA, 0xDB -> 1;
            case 0x21, 0x22, 0xA3 -> 2;
            case 0x29, 0x2A -> 5;
            case 0x26, 0x27 -> 6;
            default -> 0;
        };
    }

    private void perform() {
        int code = command[0];
        int first = command[1];
        switch (code) {
            case 0x20 -> addressing = first & 3;
            case 0x21 -> {
                firstColumn = first & WIDTH - 1;
                lastColumn = command[2] & WIDTH - 1;
                column = firstColumn;
            }
            case 0x22 -> {
                firstPage = first & PAGES - 1;
                lastPage = command[2] & PAGES - 1;
                page = firstPage;
            }
            case 0x81 -> contrast = first;
            case 0x8D -> pump = (first & 4) != 0;
            case 0xA0, 0xA1 -> segmentsReversed = code == 0xA1;
            case 0xA4, 0xA5 -> allLit = code == 0xA5;
            case 0xA6, 0xA7 -> inverse = code == 0xA7;
            case 0xA8 -> multiplex = first & 0x3F;
            case 0xAE, 0xAF -> on = code == 0xAF;
            case 0xC0, 0xC8 -> commonsReversed = code == 0xC8;
            case 0xD3 -> offset = first & 0x3F;
            case 0xDA -> commonPins = first;
            default -> place(code);
        }
    }

    /// Sets the start line, or the place in page addressing mode; other commands change nothing that is seen.
    private void place(int code) {
        if (code >= 0x40 && code < 0x80) {
            startLine = code & 0x3F;
        } else if (addressing == 2 && code < 0x10) {
            column = column & 0xF0 | code;
        } else if (addressing == 2 && code < 0x20) {
            column = column & 0x0F | (code & 7) << 4;
        } else if (addressing == 2 && code >= 0xB0 && code < 0xB8) {
            page = code & 7;
        }
    }
}
