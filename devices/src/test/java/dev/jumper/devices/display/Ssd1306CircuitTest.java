package dev.jumper.devices.display;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.bitbang.I2cSpeed;
import dev.jumper.bitbang.SoftSpi;
import dev.jumper.devices.Attachment;
import dev.jumper.devices.rig.I2cOnPins;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.CircuitOptions;
import dev.jumper.sim.part.I2cFault;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.part.SpiTarget;
import dev.jumper.sim.part.Ssd1306Model;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The display through a bit-banged bus.
class Ssd1306CircuitTest {
    private static final I2cAddress AT = I2cAddress.of(0x3C);

    private final I2cOnPins pins = new I2cOnPins(CircuitOptions.DEFAULT, I2cSpeed.FAST);
    private final Ssd1306Model model = Ssd1306Model.of(32);
    private final I2cTarget target = pins.add(0x3C, model);

    private Ssd1306 open() throws IOException {
        return Ssd1306.open(pins.bus(), AT, Ssd1306.Panel.OF_128X32);
    }

    private static void assertShows(Bitmap canvas, Ssd1306Model display, String what) {
        for (int y = 0; y < canvas.height(); y++) {
            for (int x = 0; x < canvas.width(); x++) {
                assertEquals(canvas.pixel(x, y), display.isLit(x, y), what + " at " + x + ", " + y);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatIsDrawn(Ssd1306.Panel panel) throws IOException {
        var seen = Ssd1306Model.of(panel.height());
        pins.add(0x3D, seen);
        var display = Ssd1306.open(pins.bus(), I2cAddress.of(0x3D), panel);
        var canvas = display.canvas();
        assertShows(canvas, seen, "dark");
        canvas.text(0, 0, "Jumper");
        canvas.line(0, 8, 127, panel.height() - 1, true);
        canvas.rectangle(90, 10, 30, 12, true);
        var image = new BufferedImage(10, 10, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.fillRect(2, 2, 5, 5);
        graphics.dispose();
        canvas.draw(image, 40, 12);
        display.show();
        assertShows(canvas, seen, "drawn");
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatIsDrawnOverSpi(Ssd1306.Panel panel) throws IOException {
        var circuit = Circuit.create();
        circuit.net("cs").pulledUp();
        var seen = Ssd1306Model.of(panel.height());
        var settings = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);
        circuit.add(SpiTarget.on("d0", "d1", SpiTarget.NONE, "cs", settings, seen.overSpi("dc")));
        var bus = SoftSpi.over(circuit.pin("d0"), circuit.ticks())
                .withMosi(circuit.pin("d1"))
                .withChipSelect(circuit.pin("cs"));
        bus.idle();
        var chip = Ssd1306.CHIPS.get(panel.ordinal());
        var way = chip.attachments().stream()
                .filter(Attachment.OverDisplaySpi.class::isInstance)
                .map(found -> (Attachment.OverDisplaySpi<Ssd1306>) found)
                .findFirst()
                .orElseThrow();
        var display = way.opener().open(bus, circuit.pin("dc"), circuit.ticks());
        assertEquals(panel, display.panel());
        assertShows(display.canvas(), seen, "dark");
        display.canvas().text(3, 5, "SPI");
        display.canvas().line(0, panel.height() - 1, 127, 0, true);
        display.show();
        assertShows(display.canvas(), seen, "drawn");
        display.inverted(true);
        assertFalse(seen.isLit(0, panel.height() - 1));
    }

    @Test
    void showsWhateverChangesAndSendsLittleOfIt() throws IOException {
        long seed = 7;
        var random = new Random(seed);
        var display = open();
        for (int i = 0; i < 30; i++) {
            display.canvas()
                    .fill(
                            random.nextInt(-5, 128),
                            random.nextInt(-5, 32),
                            random.nextInt(1, 20),
                            random.nextInt(1, 10),
                            random.nextBoolean());
            display.show();
            assertShows(display.canvas(), model, "seed " + seed + ", change " + i);
        }
        int before = model.pixelBytes();
        display.canvas().text(100, 8, "8");
        display.canvas().text(100, 8, "9");
        display.show();
        assertTrue(model.pixelBytes() - before <= 6, "sent " + (model.pixelBytes() - before));
        before = model.pixelBytes();
        display.show();
        assertEquals(before, model.pixelBytes());
    }

    @Test
    void canBeLookedAtInTheTerminalAndAsPng() throws IOException {
        var display = open();
        display.canvas().text(0, 0, "Hi");
        display.show();
        var lines = model.text().lines().toList();
        assertEquals(16, lines.size());
        assertEquals("█   █   ▀", lines.get(0).stripTrailing());
        assertEquals("█▄▄▄█  ▀█", lines.get(1).stripTrailing());
        assertEquals("█   █   █", lines.get(2).stripTrailing());
        assertEquals("▀   ▀  ▀▀▀", lines.get(3).stripTrailing());
        var png = ImageIO.read(new ByteArrayInputStream(model.png()));
        assertEquals(128 * 4 + 1, png.getWidth());
        assertEquals(32 * 4 + 1, png.getHeight());
        assertEquals(0xA0E0FF, png.getRGB(2, 2) & 0xFFFFFF);
        assertEquals(0x101418, png.getRGB(4 + 2, 2) & 0xFFFFFF);
    }

    @Test
    void hasContrastInversionAndPower() throws IOException {
        var display = open();
        display.contrast(3);
        assertEquals(3, model.contrast());
        display.inverted(true);
        assertTrue(model.isLit(5, 5));
        display.power(false);
        assertFalse(model.isLit(5, 5));
        display.power(true);
        assertTrue(model.isLit(5, 5));
    }

    @Test
    void sendsTheWholeFrameAfterItStoppedToAnswerInTheMiddleOfOne() throws IOException {
        var display = open();
        display.canvas().fill(0, 0, 128, 32, true);
        target.failingNext(new I2cFault.None(), new I2cFault.None(), new I2cFault.None(), new I2cFault.DataRefused(40));
        var e = assertThrows(DeviceException.class, display::show);
        assertEquals(
                "SSD1306 at 0x3c: stopped to answer at page 1 of 4 of a frame, the next one will be sent whole: "
                        + I2cOnPins.NAME
                        + ": 0x3c did not acknowledge byte 40 (0xff) of those written, counted from 0; it is busy or"
                        + " does not know the value",
                e.getMessage());
        assertEquals(DeviceException.Kind.DATA_NOT_ACKNOWLEDGED, e.kind());
        assertFalse(model.isLit(127, 31));
        int before = model.pixelBytes();
        display.show();
        assertEquals(512, model.pixelBytes() - before);
        assertShows(display.canvas(), model, "after");
    }

    @Test
    void comesBackAfterItHasLostItsPower() throws IOException {
        var display = open();
        display.canvas().text(10, 10, "still here");
        display.show();
        model.powerLost();
        target.failingNext(new I2cFault.AddressRefused());
        display.canvas().pixel(0, 0, true);
        assertThrows(DeviceException.class, display::show);
        assertFalse(model.isLit(0, 0));
        display.show();
        assertShows(display.canvas(), model, "after");
        model.powerLost();
        display.refresh();
        assertShows(display.canvas(), model, "refreshed");
    }

    @Test
    void saysThatNobodyIsThere() {
        target.failing(new I2cFault.AddressRefused());
        var e = assertThrows(DeviceException.class, this::open);
        assertEquals(I2cOnPins.ABSENT.formatted("0x3c"), e.getMessage());
    }
}
