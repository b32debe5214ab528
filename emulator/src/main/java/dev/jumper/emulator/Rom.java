package dev.jumper.emulator;

import dev.jumper.hal.vfs.Errno;
import dev.jumper.hal.vfs.Stat;
import dev.jumper.hal.vfs.Vfs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// The Python modules that come with the board, resources of this package, seen by the interpreter below `/rom`.
final class Rom {
    static final String ROOT = "/rom";

    private static final List<String> NAMES = List.of(
            "board_gc.py",
            "board_os.py",
            "board_time.py",
            "dht.py",
            "ds18x20.py",
            "esp.py",
            "machine.py",
            "machine_i2c.py",
            "machine_pulse.py",
            "machine_spi.py",
            "neopixel.py",
            "network.py",
            "onewire.py",
            "ssd1306.py");

    private Rom() {}

    /// Tells whether a normalized path is `/rom` or below it.
    static boolean holds(String path) {
        return path.equals(ROOT) || path.startsWith(ROOT + "/");
    }

    static byte[] content(String path) throws IOException {
        String name = path.substring(Math.min(path.length(), ROOT.length() + 1));
        if (!NAMES.contains(name)) {
            throw Errno.ENOENT.on(path);
        }
        try (var in = Rom.class.getResourceAsStream("rom/" + name)) {
            return in.readAllBytes();
        }
    }

    static List<Vfs.Entry> list() throws IOException {
        var all = new ArrayList<Vfs.Entry>();
        for (String name : NAMES) {
            all.add(new Vfs.Entry(name, Stat.file(content(ROOT + "/" + name).length, Stat.YEAR_2000)));
        }
        return all;
    }
}
