package dev.jumper.app.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChartsTest {
    private static Series ramp() {
        var series = new Series("temperature", "°C");
        for (int i = 0; i <= 10; i++) {
            series.add(i, 20 + i);
        }
        return series;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "20 | 30 | 20, 22, 24, 26, 28, 30",
                "0 | 1 | 0.0, 0.2, 0.4, 0.6, 0.8, 1.0",
                "-0.3 | 0.31 | -0.4, -0.2, 0.0, 0.2, 0.4",
                "100320 | 100800 | 100300, 100400, 100500, 100600, 100700, 100800",
                "7 | 7 | 6.90, 6.95, 7.00, 7.05, 7.10",
                "0 | 0 | -1.0, -0.5, 0.0, 0.5, 1.0",
            })
    void scalesEndAtRoundNumbers(double low, double high, String marks) {
        var scale = Scale.over(low, high);
        assertEquals(
                marks,
                String.join(", ", scale.marks().stream().map(scale::label).toList()));
    }

    @Test
    void aRampIsALineFromBottomLeftToTopRight() {
        var lines = TextChart.of(List.of(ramp()), 25, 3);
        assertEquals(5, lines.size());
        assertEquals("    temperature, °C", lines.getFirst());
        assertTrue(lines.get(1).startsWith("30 ┤"), lines.get(1));
        assertTrue(lines.get(3).startsWith("20 ┤"), lines.get(3));
        assertEquals("    0 s" + " ".repeat(14) + "10 s", lines.get(4)); // 25 columns
        // braille dots: the last cell of the top row and the first of the bottom row hold the ends of the line
        assertTrue(lines.get(1).codePointAt(lines.get(1).length() - 1) > 0x2800, lines.get(1));
        assertTrue(lines.get(3).codePointAt(4) > 0x2800, lines.get(3));
        assertEquals(0x2800, lines.get(1).codePointAt(4));
        assertEquals(0x2800, lines.get(3).codePointAt(lines.get(3).length() - 1));
    }

    @Test
    void aSinglePointAndNoPointAreDrawnToo() {
        var one = new Series("x", "");
        one.add(0, 5);
        assertEquals(5, TextChart.of(List.of(one, new Series("y", "m")), 30, 3).size());
        assertFalse(SvgChart.of(List.of(new Series("y", "m")), "nothing").contains("polyline"));
    }

    @Test
    void thePictureIsXmlWithALineForEachSeries() throws Exception {
        var second = new Series("a < b & c", "%");
        second.add(0, 1);
        second.add(1, 2);
        String svg = SvgChart.of(List.of(ramp(), second), "<title>");
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        var lines = document.getElementsByTagName("polyline");
        assertEquals(2, lines.getLength());
        String points = lines.item(0).getAttributes().getNamedItem("points").getNodeValue();
        assertEquals(11, points.split(" ").length);
        assertTrue(points.startsWith("80.0,"), points);
        assertEquals(11, document.getElementsByTagName("circle").getLength() - 2);
    }
}
