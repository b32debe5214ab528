package dev.jumper.devices.display;

import dev.jumper.devices.Chip;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.SpiBus;
import java.io.IOException;
import java.util.List;

/// SSD1306, controller of small OLED displays of 128 by 64 or 32 pixels, on I2C up to 400 kHz or on 4-wire SPI.
///
/// ```
///   display.canvas().text(0, 0, "21.5 °C");
///   display.show();
/// ```
///
/// Drawing is done on [#canvas]; [#show] sends of each page of eight rows only the columns from the first to the
/// last that have changed. If anything fails, the display is set up anew and sent whole by the next [#show], so
/// that one that was unplugged comes back.
///
/// Quoted titles are sections of the data sheet "SSD1306 128 x 64 Dot Matrix OLED/PLED Segment/Common Driver with
/// Controller" (Solomon Systech, revision 1.1). Not thread-safe. Bus and pin stay the caller's to close.
public final class Ssd1306 {
    /// The panels that there are, and how each is attached.
    public static final List<Chip<Ssd1306>> CHIPS =
            List.of(chip("SSD1306", Panel.OF_128X64), chip("SSD1306-128x32", Panel.OF_128X32));

    /// Panels that this controller is sold with.
    public enum Panel {
        /// 128 by 64 pixels.
        OF_128X64(64, 0x12),
        /// 128 by 32 pixels.
        OF_128X32(32, 0x02);

        private final int height;
        private final int commonPins; // "Set COM Pins Hardware Configuration (DAh)"

        Panel(int height, int commonPins) {
            this.height = height;
            this.commonPins = commonPins;
        }

        /// Returns how many pixels wide it is.
        public int width() {
            return WIDTH;
        }

        /// Returns how many pixels high it is.
        public int height() {
            return height;
        }
    }

    private static final int WIDTH = 128;

    private static final int ADDRESSING = 0x20; // table "Command Table", as all commands
    private static final int HORIZONTAL = 0x00;
    private static final int COLUMNS = 0x21;
    private static final int PAGES = 0x22;
    private static final int NO_SCROLL = 0x2E;
    private static final int START_LINE = 0x40;
    private static final int CONTRAST = 0x81;
    private static final int CHARGE_PUMP = 0x8D; // "Charge Pump Regulator", as the next
    private static final int PUMP_ON = 0x14;
    private static final int SEGMENTS_REVERSED = 0xA1;
    private static final int FROM_MEMORY = 0xA4;
    private static final int NORMAL = 0xA6;
    private static final int INVERSE = 0xA7;
    private static final int MULTIPLEX = 0xA8;
    private static final int OFF = 0xAE;
    private static final int ON = 0xAF;
    private static final int COMMONS_REVERSED = 0xC8;
    private static final int OFFSET = 0xD3;
    private static final int CLOCK = 0xD5;
    private static final int CLOCK_AFTER_RESET = 0x80;
    private static final int PRECHARGE = 0xD9;
    private static final int PRECHARGE_WITH_PUMP = 0xF1; // 15 clocks, as with a pump it takes longer
    private static final int COMMON_PINS = 0xDA;
    private static final int DESELECT = 0xDB;
    private static final int DESELECT_AFTER_RESET = 0x20;
    private static final int CONTRAST_AFTER_RESET = 0x7F;

    private final DisplayWires wires;
    private final Panel panel;
    private final Bitmap canvas;
    private final byte[] shown;
    private boolean known;
    private int contrast = CONTRAST_AFTER_RESET;
    private boolean inverted;
    private boolean powered = true;

    private Ssd1306(DisplayWires wires, Panel panel) {
        this.wires = wires;
        this.panel = panel;
        this.canvas = Bitmap.of(WIDTH, panel.height);
        this.shown = new byte[canvas.pages().length];
    }

    private static Chip<Ssd1306> chip(String name, Panel panel) {
        return Chip.<Ssd1306>named(name, "display", "Solomon Systech SSD1306 rev 1.1")
                .overI2c((bus, address, _) -> open(bus, address, panel), 0x3C, 0x3D)
                .overDisplaySpi((bus, dataCommand, _) -> open(bus, dataCommand, panel));
    }

    /// Returns the display at `address`, 0x3C or 0x3D, set up, dark and on. It cannot be asked who it is.
    public static Ssd1306 open(I2cBus bus, I2cAddress address, Panel panel) throws IOException {
        var display = new Ssd1306(
                new DisplayWires.OverI2c(bus, CHIPS.get(panel.ordinal()).require(address)), panel);
        display.show();
        return display;
    }

    /// Returns the display on `bus`, set up, dark and on; `dataCommand` is the pin on its D/C. Nothing tells
    /// whether it is there.
    public static Ssd1306 open(SpiBus bus, Pin dataCommand, Panel panel) throws IOException {
        var display = new Ssd1306(new DisplayWires.OverSpi(bus, dataCommand), panel);
        display.show();
        return display;
    }

    /// Returns what is drawn on, always the same, dark at first.
    public Bitmap canvas() {
        return canvas;
    }

    /// Returns the panel.
    public Panel panel() {
        return panel;
    }

    /// Sends what has changed on the canvas, or everything if the display may hold something else.
    ///
    /// Blocks for nine clocks of the bus a byte: at 400 kHz 24 ms for everything.
    ///
    /// @throws DeviceException if the display does not answer, or stops to; the next call sends everything
    public void show() throws IOException {
        boolean whole = !known;
        known = false;
        if (whole) {
            setUp();
        }
        for (int page = 0; page < panel.height / 8; page++) {
            show(page, whole);
        }
        if (whole && powered) {
            wires.commands(ON);
        }
        known = true;
    }

    /// Sets the display up anew and sends everything: for one that has lost power between two calls of [#show],
    /// which nothing tells.
    public void refresh() throws IOException {
        known = false;
        show();
    }

    private void show(int page, boolean whole) throws IOException {
        var pages = canvas.pages();
        int from = page * WIDTH;
        int first = 0;
        int last = WIDTH - 1;
        if (!whole) {
            while (first < WIDTH && pages[from + first] == shown[from + first]) {
                first++;
            }
            if (first == WIDTH) {
                return;
            }
            while (pages[from + last] == shown[from + last]) {
                last--;
            }
        }
        try {
            wires.commands(COLUMNS, first, last, PAGES, page, page);
            wires.pixels(pages, from + first, last - first + 1);
        } catch (DeviceException e) {
            throw new DeviceException(
                    e.kind(),
                    "%s: stopped to answer at page %d of %d of a frame, the next one will be sent whole: %s"
                            .formatted(this, page, panel.height / 8, e.getMessage()),
                    e);
        }
        System.arraycopy(pages, from + first, shown, from + first, last - first + 1);
    }

    /// Sends all settings, the display off: "Software Configuration" of the application note in the data sheet.
    private void setUp() throws IOException {
        wires.commands(
                OFF,
                CLOCK,
                CLOCK_AFTER_RESET,
                MULTIPLEX,
                panel.height - 1,
                OFFSET,
                0,
                START_LINE,
                CHARGE_PUMP,
                PUMP_ON,
                ADDRESSING,
                HORIZONTAL,
                SEGMENTS_REVERSED,
                COMMONS_REVERSED,
                COMMON_PINS,
                panel.commonPins,
                CONTRAST,
                contrast,
                PRECHARGE,
                PRECHARGE_WITH_PUMP,
                DESELECT,
                DESELECT_AFTER_RESET,
                FROM_MEMORY,
                inverted ? INVERSE : NORMAL,
                NO_SCROLL);
    }

    /// Sets how bright lit pixels are, 0 to 255; 127 at first. Zero is dim, not dark.
    public void contrast(int level) throws IOException {
        if (level < 0 || level > 255) {
            throw new IllegalArgumentException(this + ": contrast is " + level + ", expected 0 to 255");
        }
        contrast = level;
        set(CONTRAST, level);
    }

    /// Shows lit pixels dark and dark ones lit, or ends that; the canvas stays as it is.
    public void inverted(boolean on) throws IOException {
        inverted = on;
        set(on ? INVERSE : NORMAL);
    }

    /// Switches the display on or off, which then takes next to no current; what it shows is kept.
    public void power(boolean on) throws IOException {
        powered = on;
        set(on ? ON : OFF);
    }

    private void set(int... command) throws IOException {
        boolean before = known;
        known = false;
        wires.commands(command);
        known = before;
    }

    /// Returns what this is and where, `SSD1306 at 0x3c`.
    @Override
    public String toString() {
        return "SSD1306 " + wires;
    }
}
