package dev.jumper.sim.file;

import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.sim.part.Ds1307Model;
import dev.jumper.sim.part.Ds3231Model;
import dev.jumper.sim.part.Mcp23017Model;
import dev.jumper.sim.part.SpiTarget;
import dev.jumper.sim.part.Ssd1306Model;
import java.util.List;

/// Clocks and other chips on I2C, and the display among them that is also made for SPI.
final class I2cParts {
    private static final String SHOWN = "what it shows at the start; without it, it has just been given power";

    private static final String HEIGHT = "how high it is, 32 or 64";
    /// "MCU Serial Interface (4-wire SPI)": words of eight bits, sampled at the rising edge.
    private static final SpiSettings DISPLAY_SPI = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);

    private I2cParts() {}

    static List<PartKind> kinds() {
        return List.of(
                PartKind.named("ds3231", "a DS3231 clock")
                        .i2c(0x68, 0x68, 0x68)
                        .moment("time", SHOWN)
                        .timed("celsius", -40, 85, "°C", 25, "temperature")
                        .builtBy(v -> {
                            var clock = Ds3231Model.create();
                            v.moment("time").ifPresent(clock::showing);
                            v.follow("celsius", clock::celsius);
                            return v.connectI2c(clock);
                        }),
                PartKind.named("ds1307", "a DS1307 clock")
                        .i2c(0x68, 0x68, 0x68)
                        .moment("time", SHOWN)
                        .builtBy(v -> {
                            var clock = Ds1307Model.create();
                            v.moment("time").ifPresent(clock::showing);
                            return v.connectI2c(clock);
                        }),
                PartKind.named("ssd1306", "a display with an SSD1306, 128 pixels wide")
                        .i2c(0x3C, 0x3C, 0x3D)
                        .whole("height", 32, 64, "pixels", 64, HEIGHT)
                        .builtBy(v -> v.connectI2c(Ssd1306Model.of((int) v.whole("height")))),
                PartKind.named("ssd1306-spi", "a display with an SSD1306 on SPI, 128 pixels wide")
                        .net("sck", "clock of the SPI bus, D0 of the display")
                        .net("mosi", "data to the display, its D1")
                        .net("cs", "chip select, low to select it")
                        .net("dc", "low for commands, high for pixels")
                        .whole("height", 32, 64, "pixels", 64, HEIGHT)
                        .builtBy(I2cParts::displayOnSpi),
                PartKind.named("mcp23017", "an MCP23017 with sixteen lines")
                        .i2c(0x20, 0x20, 0x27)
                        .with(Key.required(
                                "prefix",
                                new Form.Text(),
                                "its lines are the nets of this name and A0 to A7, B0 to B7, INTA, INTB"))
                        .builtBy(v -> v.connectI2c(Mcp23017Model.on(v.text("prefix")))));
    }

    private static List<Object> displayOnSpi(Values v) {
        var display = Ssd1306Model.of((int) v.whole("height"));
        var target = SpiTarget.on(
                v.net("sck"), v.net("mosi"), SpiTarget.NONE, v.net("cs"), DISPLAY_SPI, display.overSpi(v.net("dc")));
        return v.connect(target, display);
    }
}
