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

/// Opens the embedded board: `sim:` with files that last as long as the stream, `sim:FOLDER` or
/// `sim:?files=FOLDER` with a folder of the host as its files. Its clock starts at the host's time. Closing
/// the stream switches the board off.
public final class SimOpener implements StreamOpener {
    /// Makes the opener; for the service loader.
    public SimOpener() {}

    @Override
    public Set<String> schemes() {
        return Set.of("sim");
    }

    @Override
    public String help() {
        return "sim:[FOLDER]  a MicroPython board inside this program, its files in memory or in FOLDER";
    }

    @Override
    public ByteStream open(StreamUrl url) throws IOException {
        String folder = url.options().getOrDefault("files", url.rest());
        var ticks = Ticks.system();
        var rtc = new SoftRtc(ticks, Rtc.system().now());
        rtc.set(rtc.now());
        Vfs files;
        if (folder.isEmpty()) {
            files = new MemoryVfs(rtc, EmbeddedBoard.FLASH);
        } else {
            files = HostVfs.over(folder(folder), rtc);
        }
        if (!EmbeddedBoard.available()) {
            throw new StreamOpenException(
                    StreamOpenException.Reason.ABSENT,
                    url + ": this build was made without MicroPython; build again with npm installed, or with"
                            + " -Djumper.micropython.wasm=PATH");
        }
        return EmbeddedBoard.boot(files, rtc, ticks).stream();
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
