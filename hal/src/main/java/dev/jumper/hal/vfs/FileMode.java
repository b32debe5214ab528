package dev.jumper.hal.vfs;

import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/// The options of [Vfs#open], read and checked.
record FileMode(boolean read, boolean write, boolean append, boolean create, boolean createNew, boolean truncate) {
    private static final List<StandardOpenOption> KNOWN = List.of(
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.APPEND,
            StandardOpenOption.CREATE,
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.TRUNCATE_EXISTING);

    static FileMode of(OpenOption... options) {
        var given = List.of(options);
        for (OpenOption option : given) {
            if (!KNOWN.contains(option)) {
                throw new UnsupportedOperationException("open: found option " + option + ", expected some of " + KNOWN);
            }
        }
        boolean append = given.contains(StandardOpenOption.APPEND);
        boolean write = append || given.contains(StandardOpenOption.WRITE);
        boolean read = given.contains(StandardOpenOption.READ) || !write;
        boolean truncate = given.contains(StandardOpenOption.TRUNCATE_EXISTING);
        if (append && (read || truncate)) {
            throw new UnsupportedOperationException(
                    "open: APPEND does not go with " + (read ? "READ" : "TRUNCATE_EXISTING"));
        }
        boolean createNew = write && given.contains(StandardOpenOption.CREATE_NEW);
        boolean create = createNew || write && given.contains(StandardOpenOption.CREATE);
        return new FileMode(read, write, append, create, createNew, write && truncate);
    }
}
