package dev.jumper.devices.display;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/// The letters that a [Bitmap] is written with, 5 by 8 pixels each, from the file `font.txt`. Immutable.
final class Letters {
    static final int WIDTH = 5;
    static final int HEIGHT = 8;

    private static final String FILE = "font.txt";
    private static final Pattern LINE = Pattern.compile("(.)(( [.#]{5}){8})");

    /// What stands for a character that is none of them: a box.
    private static final int[] UNKNOWN = {0x7F, 0x41, 0x41, 0x41, 0x7F};

    static final Letters COMMON = read();

    private final Map<Integer, int[]> columns;

    private Letters(Map<Integer, int[]> columns) {
        this.columns = columns;
    }

    /// Returns the five columns of a letter, each with its top pixel in bit 0.
    int[] columns(int codePoint) {
        return columns.getOrDefault(codePoint, UNKNOWN);
    }

    private static Letters read() {
        var columns = new HashMap<Integer, int[]>();
        columns.put((int) ' ', new int[WIDTH]);
        try (var lines = new BufferedReader(
                new InputStreamReader(Letters.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                var matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    columns.put(matcher.group(1).codePointAt(0), columns(matcher.group(2)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("display: its letters cannot be read", e);
        }
        return new Letters(columns);
    }

    private static int[] columns(String rows) {
        var columns = new int[WIDTH];
        for (int y = 0; y < HEIGHT; y++) {
            for (int x = 0; x < WIDTH; x++) {
                if (rows.charAt(y * (WIDTH + 1) + 1 + x) == '#') {
                    columns[x] |= 1 << y;
                }
            }
        }
        return columns;
    }
}
