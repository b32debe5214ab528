package dev.jumper.devices.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitmapTest {
    private static String drawn(Bitmap bitmap) {
        var text = new StringBuilder();
        for (int y = 0; y < bitmap.height(); y++) {
            for (int x = 0; x < bitmap.width(); x++) {
                text.append(bitmap.pixel(x, y) ? '#' : '.');
            }
            text.append('\n');
        }
        return text.toString();
    }

    @Test
    void drawsLinesBothWaysAlike() {
        var bitmap = Bitmap.of(7, 4);
        bitmap.line(0, 0, 6, 3, true);
        assertEquals("""
            #......
            .##....
            ...##..
            .....##
            """, drawn(bitmap));
        bitmap.line(0, 0, 6, 3, false);
        bitmap.line(5, 0, 5, 3, true);
        bitmap.line(3, 2, 0, 2, true);
        bitmap.line(6, 6, 6, 6, true);
        assertEquals("""
            .....#.
            .....#.
            ####.#.
            .....#.
            """, drawn(bitmap));
        bitmap.clear();
        assertEquals(drawn(Bitmap.of(7, 4)), drawn(bitmap));
        bitmap.line(0, 3, 3, 0, true);
        assertEquals("""
            ...#...
            ..#....
            .#.....
            #......
            """, drawn(bitmap));
    }

    @Test
    void isDarkBeyondItsEdgesWhateverIsDrawnThere() {
        var bitmap = Bitmap.of(8, 16);
        bitmap.pixel(8, 0, true);
        bitmap.pixel(-1, 8, true);
        assertEquals(drawn(Bitmap.of(8, 16)), drawn(bitmap));
        bitmap.fill(0, 0, 8, 16, true);
        assertFalse(bitmap.pixel(8, 0));
        assertFalse(bitmap.pixel(-1, 8));
        assertFalse(bitmap.pixel(0, -1));
        assertFalse(bitmap.pixel(0, 16));
    }

    @Test
    void drawsRectanglesAndCutsThemOffAtItsEdges() {
        var bitmap = Bitmap.of(8, 5);
        bitmap.rectangle(1, 1, 4, 3, true);
        bitmap.fill(6, -2, 9, 4, true);
        bitmap.rectangle(0, 4, 3, 0, true);
        assertEquals("""
            ......##
            .####.##
            .#..#...
            .####...
            ........
            """, drawn(bitmap));
        bitmap.fill(Integer.MIN_VALUE, 0, Integer.MAX_VALUE, 5, true);
        bitmap.fill(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE, false);
        assertEquals(drawn(Bitmap.of(8, 5)), drawn(bitmap));
    }

    @Test
    void writesLettersThatReplaceWhatWasThere() {
        var bitmap = Bitmap.of(13, 9);
        bitmap.fill(0, 0, 13, 9, true);
        assertEquals(12, bitmap.text(0, 0, "Ag"));
        assertEquals("""
            ..#.........#
            .#.#........#
            #...#..####.#
            #...#.#...#.#
            #####.#...#.#
            #...#..####.#
            #...#.....#.#
            .......###..#
            #############
            """, drawn(bitmap));
    }

    @Test
    void goesOnBelowTheFirstLetter() {
        var bitmap = Bitmap.of(30, 24);
        assertEquals(8, bitmap.text(2, 0, "ab\nc"));
        var expected = Bitmap.of(30, 24);
        expected.text(2, 0, "a");
        expected.text(8, 0, "b");
        expected.text(2, 8, "c");
        assertEquals(drawn(expected), drawn(bitmap));
    }

    @Test
    void hasADifferentLetterForEachCharacterOfAscii() {
        var seen = new HashSet<String>();
        for (int c = ' '; c <= '~'; c++) {
            var bitmap = Bitmap.of(6, 8);
            bitmap.text(0, 0, Character.toString(c));
            assertTrue(seen.add(drawn(bitmap)), "'" + (char) c + "' looks like another");
            for (int y = 0; y < 8; y++) {
                assertFalse(bitmap.pixel(5, y), "between letters");
            }
        }
        var box = Bitmap.of(6, 8);
        box.text(0, 0, "漢");
        assertEquals("""
            #####.
            #...#.
            #...#.
            #...#.
            #...#.
            #...#.
            #####.
            ......
            """, drawn(box));
        assertTrue(seen.add(drawn(box)));
        var degree = Bitmap.of(6, 8);
        degree.text(0, 0, "°");
        assertTrue(seen.add(drawn(degree)));
    }

    /// Pure colours weigh as luma does by ITU-R BT.601: red 0.299, green 0.587, blue 0.114. Of the mixed ones
    /// luma is 127.5, half of white, or less than that by 0.001.
    @ParameterizedTest
    @CsvSource({
        "ffffffff, true",
        "ff000000, false",
        "ff808080, true",
        "ff7f7f7f, false",
        "ffff0000, false",
        "ff00ff00, true",
        "ff0000ff, false",
        "ff877b83, true",
        "ff7c7aa5, true",
        "ff7e7f86, false",
        "ff8d768d, false",
        "80ffffff, true",
        "7fffffff, false"
    })
    void isLitWhereAnImageIsBright(String argb, boolean lit) {
        var image = new BufferedImage(2, 1, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(1, 0, Integer.parseUnsignedInt(argb, 16));
        assertEquals(lit, Bitmap.of(image).pixel(1, 0));
        image.setRGB(0, 0, Integer.parseUnsignedInt(argb, 16));
        assertEquals(lit, Bitmap.of(image).pixel(0, 0));
        image.setRGB(0, 0, 0);
        var bitmap = Bitmap.of(4, 4);
        bitmap.fill(0, 0, 4, 4, true);
        bitmap.draw(image, 1, 3);
        assertFalse(bitmap.pixel(1, 3));
        assertEquals(lit, bitmap.pixel(2, 3));
        assertTrue(bitmap.pixel(3, 3));
    }

    @Test
    void refusesASizeThatIsNone() {
        var e = assertThrows(IllegalArgumentException.class, () -> Bitmap.of(0, 8));
        assertEquals("bitmap is 0 by 8 pixels, expected 1 to 4096 each", e.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Bitmap.of(8, 0));
        assertThrows(IllegalArgumentException.class, () -> Bitmap.of(4097, 8));
        assertThrows(IllegalArgumentException.class, () -> Bitmap.of(8, 4097));
        assertEquals("bitmap of 4096 by 1 pixels", Bitmap.of(4096, 1).toString());
        assertEquals("bitmap of 1 by 4096 pixels", Bitmap.of(1, 4096).toString());
    }
}
