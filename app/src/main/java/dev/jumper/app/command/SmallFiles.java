package dev.jumper.app.command;

import dev.jumper.app.session.ProgressBar;
import dev.jumper.app.session.Session;
import dev.jumper.devices.board.BoardFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Small files on their way from the board to this host, which travel together. Each gets its name when all of it
/// is there, verified; in the order in which they were taken.
final class SmallFiles {
    /// The most bytes of a file that travels with others.
    private static final int SMALL = 2048;
    /// The most files that are held in memory before they are written.
    private static final int MOST = 24;

    private final Session session;
    private final BoardFiles files;
    private final List<String> sources = new ArrayList<>();
    private final List<Long> sizes = new ArrayList<>();
    private final List<Path> targets = new ArrayList<>();

    SmallFiles(Session session, BoardFiles files) {
        this.session = session;
        this.files = files;
    }

    /// Takes a file if it is small; it is copied with others now or at [#flush].
    boolean takes(String source, long size, Path target) throws IOException {
        if (size > SMALL) {
            return false;
        }
        sources.add(source);
        sizes.add(size);
        targets.add(target);
        if (sources.size() == MOST) {
            flush();
        }
        return true;
    }

    /// Copies all that has been taken.
    void flush() throws IOException {
        if (sources.isEmpty()) {
            return;
        }
        var bars = new ArrayList<ProgressBar>();
        for (int i = 0; i < sources.size(); i++) {
            String what = ":" + sources.get(i) + " -> " + targets.get(i);
            bars.add(new ProgressBar(session.console(), session.ticks(), what, sizes.get(i)));
        }
        var contents = files.read(List.copyOf(sources));
        for (int i = 0; i < contents.size(); i++) {
            HostFile.replace(targets.get(i), contents.get(i));
            bars.get(i).done("verified");
        }
        sources.clear();
        sizes.clear();
        targets.clear();
    }
}
