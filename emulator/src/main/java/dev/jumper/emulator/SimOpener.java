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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/// Opens the embedded board: `sim:` with files that last as long as the stream, `sim:FOLDER` or
/// `sim:?files=FOLDER` with a folder of the host as its files. Its clock starts at the host's time. Closing
/// the stream switches the board off.
///
/// `sim:esp8266` and `sim:rp2` are boards with the limits of real ones: see [BoardModel]. The former's line has a
/// rate, `sim:esp8266?baud=9600`; `uart=RATE` gives the board's end another one than the host's. `heap=KIB` gives
/// any of them another Python heap.
public final class SimOpener implements StreamOpener {
    private static final Set<String> OPTIONS = new TreeSet<>(Set.of("baud", "files", "heap", "uart"));

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
        boolean named = !url.rest().isEmpty() && url.rest().equals(model.name());
        String folder = url.options().getOrDefault("files", named ? "" : url.rest());
        var ticks = Ticks.system();
        var rtc = new SoftRtc(ticks, Rtc.system().now());
        rtc.set(rtc.now());
        Vfs files = folder.isEmpty() ? new MemoryVfs(rtc, model.flash()) : HostVfs.over(folder(folder), rtc);
        if (!EmbeddedBoard.available()) {
            throw new StreamOpenException(
                    StreamOpenException.Reason.ABSENT,
                    url + ": this build was made without MicroPython; build again with npm installed, or with"
                            + " -Djumper.micropython.wasm=PATH");
        }
        return EmbeddedBoard.boot(files, rtc, ticks, model).stream();
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
