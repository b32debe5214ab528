package dev.jumper.devices.display;

import java.awt.image.BufferedImage;
import java.util.Arrays;

/// A picture of pixels that are lit or dark. Its origin is the top left corner; what is drawn beyond an edge is cut
/// off. Not thread-safe.
///
/// Eight rows make a page, one byte for each column with the top row in bit 0, as the memories of such displays
/// have it.
public final class Bitmap {
    /// How far letters are apart.
    private static final int LETTER = Letters.WIDTH + 1;

    private static final int LARGEST = 4096;

    private final int width;
    private final int height;
    private final byte[] pages;

    private Bitmap(int width, int height) {
        this.width = width;
        this.height = height;
        this.pages = new byte[width * Math.ceilDiv(height, 8)];
    }

    /// Returns a dark bitmap, 1 to 4096 pixels wide and high.
    public static Bitmap of(int width, int height) {
        if (width < 1 || height < 1 || width > LARGEST || height > LARGEST) {
            throw new IllegalArgumentException(
                    "bitmap is %d by %d pixels, expected 1 to 4096 each".formatted(width, height));
        }
        return new Bitmap(width, height);
    }

    /// Returns the bitmap of an image: lit where that is opaque and at least half as bright as white.
    public static Bitmap of(BufferedImage image) {
        var bitmap = of(image.getWidth(), image.getHeight());
        for (int y = 0; y < bitmap.height; y++) {
            for (int x = 0; x < bitmap.width; x++) {
                bitmap.pixel(x, y, isBright(image.getRGB(x, y)));
            }
        }
        return bitmap;
    }

    /// Brightness is luma by Rec. ITU-R BT.601-7, "2.5.1 Construction of luminance (EY)".
    private static boolean isBright(int argb) {
        int luma = 299 * (argb >> 16 & 0xFF) + 587 * (argb >> 8 & 0xFF) + 114 * (argb & 0xFF);
        return argb >>> 24 >= 0x80 && luma >= 127_500;
    }

    /// Returns how many pixels wide it is.
    public int width() {
        return width;
    }

    /// Returns how many pixels high it is.
    public int height() {
        return height;
    }

    /// Tells whether a pixel is lit; beyond the edges none is.
    public boolean pixel(int x, int y) {
        return contains(x, y) && (pages[(y >> 3) * width + x] >> (y & 7) & 1) == 1;
    }

    /// Lights or darkens a pixel.
    public void pixel(int x, int y, boolean lit) {
        if (contains(x, y)) {
            int bit = 1 << (y & 7);
            int index = (y >> 3) * width + x;
            pages[index] = (byte) (lit ? pages[index] | bit : pages[index] & ~bit);
        }
    }

    private boolean contains(int x, int y) {
        return x >= 0 && x < width && y >= 0 && y < height;
    }

    /// Darkens everything.
    public void clear() {
        Arrays.fill(pages, (byte) 0);
    }

    /// Draws a line one pixel thick between two points, both included: Bresenham's algorithm.
    public void line(int fromX, int fromY, int toX, int toY, boolean lit) {
        int dx = Math.abs(toX - fromX);
        int dy = -Math.abs(toY - fromY);
        int stepX = fromX < toX ? 1 : -1;
        int stepY = fromY < toY ? 1 : -1;
        int error = dx + dy;
        int x = fromX;
        int y = fromY;
        pixel(x, y, lit);
        while (x != toX || y != toY) {
            int twice = 2 * error;
            if (twice >= dy) {
                error += dy;
                x += stepX;
            }
            if (twice <= dx) {
                error += dx;
                y += stepY;
            }
            pixel(x, y, lit);
        }
    }

    /// Draws the outline of a rectangle, one pixel thick; nothing if it has no width or height.
    public void rectangle(int x, int y, int wide, int high, boolean lit) {
        fill(x, y, wide, Math.min(high, 1), lit);
        fill(x, y + high - 1, wide, Math.min(high, 1), lit);
        fill(x, y, Math.min(wide, 1), high, lit);
        fill(x + wide - 1, y, Math.min(wide, 1), high, lit);
    }

    /// Lights or darkens a rectangle with all that is in it.
    public void fill(int x, int y, int wide, int high, boolean lit) {
        long right = Math.min(width, (long) x + wide);
        long bottom = Math.min(height, (long) y + high);
        for (int row = Math.max(0, y); row < bottom; row++) {
            for (int column = Math.max(0, x); column < right; column++) {
                pixel(column, row, lit);
            }
        }
    }

    /// Writes `text` from `x` and `y` on, the top left corner of its first letter, and returns where the next
    /// letter of its last line would begin.
    ///
    /// A letter takes 6 by 8 pixels, dark ones included, so that it replaces what was there. There are those of
    /// ASCII and the degree sign; any other character is a box. A line feed goes on below the first letter.
    public int text(int x, int y, String text) {
        int left = x;
        int top = y;
        for (int c : text.codePoints().toArray()) {
            if (c == '\n') {
                left = x;
                top += Letters.HEIGHT;
                continue;
            }
            var columns = Letters.COMMON.columns(c);
            for (int i = 0; i < LETTER; i++) {
                int column = i < columns.length ? columns[i] : 0;
                for (int bit = 0; bit < Letters.HEIGHT; bit++) {
                    pixel(left + i, top + bit, (column >> bit & 1) == 1);
                }
            }
            left += LETTER;
        }
        return left;
    }

    /// Draws another bitmap, its dark pixels included, with its top left corner at `x` and `y`.
    public void draw(Bitmap other, int x, int y) {
        for (int row = 0; row < other.height; row++) {
            for (int column = 0; column < other.width; column++) {
                pixel(x + column, y + row, other.pixel(column, row));
            }
        }
    }

    /// Draws an image, as [#of(BufferedImage)] makes it a bitmap, with its top left corner at `x` and `y`.
    public void draw(BufferedImage image, int x, int y) {
        draw(of(image), x, y);
    }

    /// Returns the bytes of all pages, from the top one on; they are not copied.
    byte[] pages() {
        return pages;
    }

    /// Returns the size, `bitmap of 128 by 64 pixels`.
    @Override
    public String toString() {
        return "bitmap of %d by %d pixels".formatted(width, height);
    }
}
