package dev.jumper.app.bench;

import dev.jumper.app.machine.Holders;
import dev.jumper.app.machine.Machine;
import dev.jumper.gpio.GpioChip;
import dev.jumper.gpio.GpioException;
import dev.jumper.gpio.GpioLine;
import dev.jumper.gpio.GpioLines;
import dev.jumper.gpio.KernelI2c;
import dev.jumper.gpio.KernelOneWire;
import dev.jumper.gpio.KernelSpi;
import dev.jumper.gpio.LineOptions;
import dev.jumper.gpio.RaspberryPi;
import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.I2cBus;
import dev.jumper.hal.bus.OneWireBus;
import dev.jumper.hal.bus.SpiBus;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The lines of a GPIO chip of this machine, in real time; on a Raspberry Pi with the kernel's buses where there
/// are.
///
/// A line is requested when it is first asked for and stays what it is until it is told to be something else. All
/// are released at the end; what a line does then is up to its chip.
final class ChipBench implements Bench {
    private static final int EBUSY = 16; // asm-generic/errno-base.h

    private final String name;
    private final GpioChip chip;
    private final PinNames names;
    private final Optional<HeaderBuses> buses;
    private final Map<Integer, GpioLine> lines = new HashMap<>();
    private final Deque<Runnable> closings = new ArrayDeque<>();

    private ChipBench(String name, GpioChip chip, PinNames names, Optional<HeaderBuses> buses) {
        this.name = name;
        this.chip = chip;
        this.names = names;
        this.buses = buses;
        closings.push(chip::close);
    }

    /// Returns the header of the Raspberry Pi that this is.
    ///
    /// @throws AbsentException if it is none
    static ChipBench header() throws IOException {
        return told("pi", () -> {
            var chip = GpioChip.withLabel(RaspberryPi.detect().chip().label());
            return new ChipBench("pi", chip, new PinNames.Header(), Optional.of(HeaderBuses.SYSTEM));
        });
    }

    /// Returns the chip with this label.
    ///
    /// @throws AbsentException if there is none, or more than one
    static ChipBench labelled(String label) throws IOException {
        String name = "gpiochip:" + label;
        return told(name, () -> lines(name, GpioChip.withLabel(label)));
    }

    /// Returns the chip at this device.
    static ChipBench at(Path device) throws IOException {
        return lines(device.toString(), GpioChip.open(device));
    }

    private static ChipBench lines(String name, GpioChip chip) throws IOException {
        return new ChipBench(name, chip, new PinNames.Lines(chip.info(), chip.lines()), Optional.empty());
    }

    private interface Opening {
        ChipBench open() throws IOException;
    }

    private static ChipBench told(String name, Opening opening) throws IOException {
        try {
            return opening.open();
        } catch (GpioException e) {
            throw e;
        } catch (IOException e) {
            throw new AbsentException("--on " + name + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Ticks ticks() {
        return Ticks.system();
    }

    @Override
    public Pin pin(String wanted) throws IOException {
        int offset = names.offset(wanted);
        var line = lines.get(offset);
        if (line == null) {
            line = request(offset);
            lines.put(offset, line);
            closings.push(line::close);
        }
        return line;
    }

    private GpioLine request(int offset) throws IOException {
        try {
            return chip.request(offset, LineOptions.DEFAULT.asIs());
        } catch (GpioException e) {
            var holder = e.errno() == EBUSY
                    ? Holders.of(Machine.system()).of(chip.info().name(), offset)
                    : Optional.<String>empty();
            throw holder.isEmpty() ? e : new BusyException(e.getMessage() + "; that is " + holder.get(), e);
        }
    }

    @Override
    public Optional<String> line(String purpose) {
        return names.line(purpose);
    }

    @Override
    public I2cBus i2c(String scl, String sda, long hertz) throws IOException {
        int clock = names.offset(scl);
        int data = names.offset(sda);
        var device = buses.flatMap(kernel -> kernel.i2c(clock, data));
        if (device.isEmpty()) {
            return Bench.super.i2c(scl, sda, hertz);
        }
        var bus = KernelI2c.open(device.get());
        closings.push(bus::close);
        return bus;
    }

    @Override
    public SpiBus spi(String sck, Optional<String> mosi, Optional<String> miso, Optional<String> cs)
            throws IOException {
        if (buses.isPresent() && mosi.isPresent() && miso.isPresent() && cs.isPresent()) {
            var device = buses.get()
                    .spi(names.offset(sck), names.offset(mosi.get()), names.offset(miso.get()), names.offset(cs.get()));
            if (device.isPresent()) {
                var bus = KernelSpi.open(device.get());
                closings.push(bus::close);
                return bus;
            }
        }
        if (mosi.isPresent()) {
            together(names.offset(sck), names.offset(mosi.get()));
        }
        return Bench.super.spi(sck, mosi, miso, cs);
    }

    /// Requests two lines as one bank, whose lines change in one system call, unless one of them is ours already.
    private void together(int clock, int data) throws IOException {
        if (clock == data || lines.containsKey(clock) || lines.containsKey(data)) {
            return;
        }
        GpioLines both;
        try {
            both = chip.requestAll(LineOptions.DEFAULT.asIs(), clock, data);
        } catch (GpioException e) {
            return; // one by one they tell which of them is not to be had
        }
        lines.put(clock, both.line(0));
        lines.put(data, both.line(1));
        closings.push(both::close);
    }

    @Override
    public OneWireBus oneWire(String pin) throws IOException {
        String user = chip.line(names.offset(pin)).consumer();
        return buses.isPresent() && buses.get().isOneWire(user) ? KernelOneWire.of(1) : Bench.super.oneWire(pin);
    }

    @Override
    public String toString() {
        return name;
    }

    @Override
    public void close() {
        lines.clear();
        while (!closings.isEmpty()) {
            closings.pop().run();
        }
    }
}
