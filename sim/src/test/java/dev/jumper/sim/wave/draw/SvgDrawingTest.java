package dev.jumper.sim.wave.draw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.sim.wave.Signal;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Decoder;
import java.io.StringReader;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class SvgDrawingTest {
    private static final Waveform PULSES = TextDrawingTest.wave(
            100,
            TextDrawingTest.signal("a", 0, 10, 1, 40, 0, 50, 1, 70, 0, 80, 1),
            TextDrawingTest.signal("bus", Signal.UNKNOWN, 20, Signal.FLOATING, 60, 1));

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
    }

    private static List<Element> elements(String svg, String name) throws Exception {
        var nodes = parsed(svg).getElementsByTagName(name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(i -> (Element) nodes.item(i))
                .toList();
    }

    private static List<String> texts(String svg, String ofClass) throws Exception {
        return elements(svg, "text").stream()
                .filter(e -> List.of(e.getAttribute("class").split(" ")).contains(ofClass))
                .map(Element::getTextContent)
                .toList();
    }

    private static double last(String path) {
        return Double.parseDouble(path.replaceAll(".*[HLVM ]", ""));
    }

    @Test
    void showsNamesLabelsTimesAndTitle() throws Exception {
        String svg = SvgDrawing.of(
                PULSES,
                DrawingOptions.DEFAULT.withDecoders(Decoder.parse("pwm:a")).withTitle("Duty cycles"));
        assertEquals(List.of("a", "bus"), texts(svg, "jt-name"));
        assertEquals(List.of("30 µs of 40 µs, 75 %", "20 µs of 30 µs, 66.67 %", "x", "z"), texts(svg, "jt-label"));
        assertEquals(List.of("0", "20 µs", "40 µs", "60 µs", "80 µs", "100 µs", "pwm"), texts(svg, "jt-small"));
        assertEquals(List.of("Duty cycles"), texts(svg, "jt-title"));
    }

    @Test
    void putsEdgesWhereTheirTimesAre() throws Exception {
        String svg = SvgDrawing.of(PULSES, DrawingOptions.DEFAULT.withSignals("a"));
        var grid = elements(svg, "path").stream()
                .filter(e -> e.getAttribute("class").equals("jw-grid"))
                .map(e -> Double.parseDouble(e.getAttribute("d").substring(1).split(" ")[0]))
                .toList();
        String wave = elements(svg, "path").stream()
                .filter(e -> e.getAttribute("class").equals("jw-wave"))
                .findFirst()
                .orElseThrow()
                .getAttribute("d");
        double perMicro = (grid.get(1) - grid.get(0)) / 20;
        // the first rail ends a slope's half before the edge at 10 µs
        double railEnd = Double.parseDouble(wave.replaceAll("^M[0-9.]+ [0-9.]+H([0-9.]+).*", "$1"));
        assertEquals(grid.get(0) + 10 * perMicro, railEnd + 1.2, 0.011);
        assertEquals(grid.get(5), last(wave), 0.011);
    }

    @Test
    void saysInWordsWhatItShows() throws Exception {
        String plain = SvgDrawing.of(PULSES, DrawingOptions.DEFAULT.withDecoders(Decoder.parse("pwm:a")));
        assertEquals("Waveform of a, bus", elements(plain, "title").getFirst().getTextContent());
        assertEquals(
                "Levels from 0 ns to 100 µs. pwm: 30 µs of 40 µs, 75 %, 20 µs of 30 µs, 66.67 %.",
                elements(plain, "desc").getFirst().getTextContent());
        assertEquals("img", parsed(plain).getDocumentElement().getAttribute("role"));
    }

    @Test
    void isTheSameEveryTimeAndNeedsNothingFromElsewhere() {
        var options = DrawingOptions.DEFAULT.withDecoders(Decoder.parse("pwm:a"));
        String svg = SvgDrawing.of(PULSES, options);
        assertEquals(svg, SvgDrawing.of(PULSES, options));
        assertFalse(svg.replace("http://www.w3.org/2000/svg", "").contains("http"), svg);
        assertTrue(svg.contains("prefers-color-scheme:dark"), svg);
    }

    @Test
    void writesNamesThatXmlWouldTakeForMarkup() throws Exception {
        var waveform = TextDrawingTest.wave(10, TextDrawingTest.signal("<b>&\"\u0001", 0, 5, 1));
        String svg = SvgDrawing.of(waveform, DrawingOptions.DEFAULT.withTitle("</title><script>"));
        assertEquals(List.of("<b>&\"\uFFFD"), texts(svg, "jt-name"));
        assertEquals(List.of("</title><script>"), texts(svg, "jt-title"));
    }

    @Test
    void drawsAMillionEdgesAsABlock() throws Exception {
        var log = new Signal.Log("clk", 0);
        for (int i = 1; i <= 1_000_000; i++) {
            log.add(i * 50L, i & 1);
        }
        var waveform = new Waveform(0, 60_000_000, List.of(log.signal()));
        String svg = SvgDrawing.of(waveform, DrawingOptions.DEFAULT);
        var blocks = elements(svg, "path").stream()
                .filter(e -> e.getAttribute("class").equals("jw-dense"))
                .toList();
        assertEquals(1, blocks.size());
        assertTrue(svg.length() < 8_000, () -> "grew to " + svg.length());
    }

    @Test
    void keepsWithinThePictureAndNeverRunsBackWhateverIsDrawn() {
        long seed = 11;
        var random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            var log = new Signal.Log("line", random.nextInt(4));
            long time = 0;
            int levels = random.nextBoolean() ? 2 : 4;
            for (int e = random.nextInt(300); e > 0; e--) {
                time += random.nextInt(1, 1 << random.nextInt(1, 20));
                log.add(time, random.nextInt(levels));
            }
            long end = time + random.nextInt(1, 100);
            long from = random.nextLong(end);
            var options = DrawingOptions.DEFAULT
                    .withWidth(random.nextInt(100, 1_000))
                    .withFrom(from)
                    .withTo(from + 1 + random.nextLong(end))
                    .withDecoders(Decoder.parse("pulse:line"), Decoder.parse("uart:line"));
            var picture = Layout.of(new Waveform(0, end, List.of(log.signal())), options);
            String what = "seed " + seed + ", drawing " + i;
            for (var shape : picture.shapes()) {
                if (shape instanceof Picture.Path path) {
                    double before = 0;
                    for (int p = 0; p < path.points().length; p += 2) {
                        double x = path.points()[p];
                        double y = path.points()[p + 1];
                        assertTrue(x >= 0 && x <= picture.width() && y >= 0 && y <= picture.height(), what);
                        assertTrue(path.ink() != Ink.WAVE || x >= before - 0.001, what + ": " + path.ink());
                        before = x;
                    }
                }
            }
        }
    }

    @Test
    void drawsColoursOfLampsAsTheyAre() throws Exception {
        var log = new Signal.Log("din", 0);
        long time = 10_000;
        for (int i = 23; i >= 0; i--) {
            log.add(time, 1);
            log.add(time + ((0xFF00FF >> i & 1) == 1 ? 800 : 400), 0);
            time += 1_250;
        }
        var waveform = new Waveform(0, time + 10_000, List.of(log.signal()));
        String svg = SvgDrawing.of(waveform, DrawingOptions.DEFAULT.withDecoders(Decoder.parse("ws281x:din")));
        assertEquals(
                List.of("fill:#00ffff"),
                elements(svg, "path").stream()
                        .map(e -> e.getAttribute("style"))
                        .filter(style -> !style.isEmpty())
                        .toList());
        assertEquals(List.of("#00ffff"), texts(svg, "jt-label"));
    }

    @Test
    void writesNumbersWithTwoDecimalsInEveryLocale() {
        assertEquals("0", SvgDrawing.number(0.001));
        assertEquals("0", SvgDrawing.number(-0.001));
        assertEquals("12.5", SvgDrawing.number(12.5));
        assertEquals("-3.07", SvgDrawing.number(-3.07));
        assertEquals("1000000", SvgDrawing.number(1e6));
    }
}
