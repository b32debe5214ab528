package dev.jumper.emulator;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamOpener;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.HostVfs;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.sim.Circuit;
import dev.jumper.sim.file.CircuitFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Opens the embedded board: `sim:` with files that last as long as the stream, `sim:FOLDER` or
/// `sim:?files=FOLDER` with a folder of the host as its files. Its clock starts at the host's time. Closing
/// the stream switches the board off.
///
/// `sim:FILE.toml` is a board whose pin number n is on the net `GPIOn` of the circuit that the file describes. Its
/// sleeps wait as long as they say, or, with `time=virtual`, only in the time of the circuit.
///
/// `sim:esp8266` and `sim:rp2` are boards with the limits of real ones: see [BoardModel]. The former's line has a
/// rate, `sim:esp8266?baud=9600`; `uart=RATE` gives the board's end another one than the host's. `heap=KIB` gives
/// any of them another Python heap.
public final class SimOpener implements StreamOpener {
    private static final Set<String> OPTIONS = new TreeSet<>(Set.of("baud", "files", "heap", "time", "uart"));

    private static final int LEAST_HEAP = 16;
    private static final int MOST_HEAP = 8192;

    /// Makes the opener; for the service loader.
    public SimOpener() {}

    @Override
    public Set<String> schemes() {
        return Set.of("sim");
    }

    @Override
    public String help() {
        return "sim:[FOLDER]        a MicroPython board inside this program, its files in memory or in FOLDER\n"
                + "sim:FILE.toml       one wired to a circuit: ?time=virtual &files=FOLDER\n"
                + "sim:esp8266         one with the limits of an ESP8266: ?baud=115200 &uart=RATE &heap=38 KiB"
                + " &files=FOLDER\n"
                + "sim:rp2             one with the limits of a Raspberry Pi Pico: ?files=FOLDER";
    }

    @Override
    public ByteStream open(StreamUrl url) throws IOException {
        for (String option : url.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        "stream URL " + url + ": found option " + option + ", expected one of " + OPTIONS);
            }
        }
        int baud = url.number("baud", 1, BoardModel.BAUD);
        int uart = url.number("uart", 1, baud);
        var model = switch (url.rest()) {
            case "esp8266" -> BoardModel.esp8266(baud, uart);
            case "rp2" -> BoardModel.rp2();
            default -> BoardModel.plain();
        };
        if (url.options().containsKey("uart") && !(model.wire() instanceof Wire.Uart)) {
            throw new IllegalArgumentException(
                    "stream URL " + url + ": found option uart, expected it only of sim:esp8266, which has one");
        }
        if (url.options().containsKey("heap")) {
            int heap = url.number("heap", LEAST_HEAP, LEAST_HEAP);
            if (heap > MOST_HEAP) {
                throw new IllegalArgumentException(
                        "stream URL " + url + ": option heap is '" + heap + "', expected KiB up to " + MOST_HEAP);
            }
            model = model.withHeap(heap << 10);
        }
        boolean virtual = virtualTime(url);
        var circuit = circuit(url);
        boolean named =
                circuit.isPresent() || !url.rest().isEmpty() && url.rest().equals(model.name());
        String folder = url.options().getOrDefault("files", named ? "" : url.rest());
        var ticks = virtual ? circuit.orElseThrow().ticks() : Ticks.system();
        var rtc = new SoftRtc(ticks, Rtc.system().now());
        rtc.set(rtc.now());
        Vfs files = folder.isEmpty() ? new MemoryVfs(rtc, model.flash()) : HostVfs.over(folder(folder), rtc);
        if (!EmbeddedBoard.available()) {
            throw new StreamOpenException(
                    StreamOpenException.Reason.ABSENT,
                    url + ": this build was made without MicroPython; build again with npm installed, or with"
                            + " -Djumper.micropython.wasm=PATH");
        }
        if (circuit.isPresent()) {
            var wiring = Wiring.to(circuit.get());
            return EmbeddedBoard.boot(files, rtc, model, virtual ? wiring : wiring.paced()).stream();
        }
        return EmbeddedBoard.boot(files, rtc, ticks, model).stream();
    }

    private static Optional<Circuit> circuit(StreamUrl url) throws IOException {
        if (!url.rest().endsWith(".toml")) {
            return Optional.empty();
        }
        Path file = Path.of(url.rest());
        if (!Files.exists(file)) {
            throw new StreamOpenException(
                    StreamOpenException.Reason.ABSENT,
                    "sim:" + file + ": found nothing, expected a file that describes a circuit");
        }
        return Optional.of(CircuitFile.read(file).build().circuit());
    }

    private static boolean virtualTime(StreamUrl url) {
        String time = url.options().get("time");
        if (time == null) {
            return false;
        }
        if (!url.rest().endsWith(".toml")) {
            throw new IllegalArgumentException("stream URL " + url
                    + ": found option time, expected it only of sim:FILE.toml, which has a circuit");
        }
        if (!time.equals("virtual")) {
            throw new IllegalArgumentException(
                    "stream URL " + url + ": option time is '" + time + "', expected virtual");
        }
        return true;
    }

    private static Path folder(String name) throws StreamOpenException {
        Path folder = Path.of(name);
        if (!Files.isDirectory(folder)) {
            throw new StreamOpenException(
                    Files.exists(folder) ? StreamOpenException.Reason.UNSUITABLE : StreamOpenException.Reason.ABSENT,
                    "sim:" + name + ": " + (Files.exists(folder) ? "found a file" : "found nothing")
                            + ", expected a folder for the board's files; make it first");
        }
        return folder;
    }
}
