package dev.jumper.app.command;

import dev.jumper.app.session.Console;
import dev.jumper.bitbang.SoftI2c;
import dev.jumper.hal.bus.I2cAddress;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.Recorder;
import dev.jumper.sim.part.I2cRegisters;
import dev.jumper.sim.part.I2cTarget;
import dev.jumper.sim.wave.Vcd;
import dev.jumper.sim.wave.Waveform;
import dev.jumper.sim.wave.decode.Decoder;
import dev.jumper.sim.wave.draw.DrawingOptions;
import dev.jumper.sim.wave.draw.SvgDrawing;
import dev.jumper.sim.wave.draw.TextDrawing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The chapter of the tour in which a thermometer on a simulated circuit is read over a bus made of two pins.
final class TourCircuit {
    private static final I2cAddress LM75 = I2cAddress.of(0x48); // NXP LM75B data sheet, "Slave address"
    private static final byte TEMPERATURE = 0; // "Pointer register"
    private static final double CELSIUS_PER_BIT = 0.125; // "Temperature register (Temp)", also the next
    private static final int UNUSED_BITS = 5;

    /// 25.5 °C, a value that the circuit gives its thermometer.
    private static final int[] REGISTER = {0x19, 0x80};

    private static final long IDLE_NANOS = 20_000;
    private static final String DECODER = "i2c:scl,sda";

    private TourCircuit() {}

    /// Shows it, and leaves the waveform in `folder`.
    static void show(Console console, Path folder) throws IOException {
        var circuit = Circuit.create();
        circuit.net("scl").pulledUp();
        circuit.net("sda").pulledUp();
        circuit.add(I2cTarget.on("scl", "sda", LM75, I2cRegisters.of(4).set(TEMPERATURE, REGISTER)));

        var bus = SoftI2c.over(circuit.pin("scl"), circuit.pin("sda"), circuit.ticks());
        console.print("a scan finds " + bus.scan() + ", an LM75 thermometer");

        var recorder = Recorder.of(circuit, "scl", "sda");
        circuit.ticks().delay(IDLE_NANOS);
        byte[] raw = bus.writeRead(LM75, new byte[] {TEMPERATURE}, REGISTER.length);
        circuit.ticks().delay(IDLE_NANOS);
        double celsius = ((raw[0] << 8 | raw[1] & 0xFF) >> UNUSED_BITS) * CELSIUS_PER_BIT;
        console.print("it says %02x %02x, that is %.3f °C; on the wire:".formatted(raw[0], raw[1], celsius));

        var waveform = recorder.waveform();
        draw(console, waveform);
        write(console, waveform, folder);
    }

    private static void draw(Console console, Waveform waveform) throws IOException {
        var options = DrawingOptions.DEFAULT.withWidth(Wave.width(console)).withDecoders(Decoder.parse(DECODER));
        String text = console.outColour() ? TextDrawing.coloured(waveform, options) : TextDrawing.of(waveform, options);
        console.print(text.stripTrailing());
    }

    private static void write(Console console, Waveform waveform, Path folder) throws IOException {
        Files.createDirectories(folder);
        var vcd = new ByteArrayOutputStream();
        Vcd.write(waveform, vcd);
        HostFile.replace(folder.resolve("i2c.vcd"), vcd.toByteArray());
        var options =
                DrawingOptions.DEFAULT.withDecoders(Decoder.parse(DECODER)).withTitle("Reading an LM75 over I²C");
        HostFile.replace(
                folder.resolve("i2c.svg"), SvgDrawing.of(waveform, options).getBytes(StandardCharsets.UTF_8));
        console.print("written to %s: i2c.vcd for any viewer of waveforms, i2c.svg for a browser".formatted(folder));
    }
}
