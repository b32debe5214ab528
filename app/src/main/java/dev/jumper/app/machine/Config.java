package dev.jumper.app.machine;

import java.util.List;

/// The configuration of a Raspberry Pi.
///
/// @param file where it is
/// @param lines what it says, without comments
record Config(String file, List<String> lines) {
    private static final String NEWER = "/boot/firmware/config.txt";
    private static final String OLDER = "/boot/config.txt";

    static Config of(Machine machine) {
        String file = !machine.has(NEWER) && machine.has(OLDER) ? OLDER : NEWER;
        return new Config(
                file,
                machine.text(file)
                        .lines()
                        .map(line -> line.replaceFirst("#.*", "").replace(" ", ""))
                        .filter(line -> !line.isEmpty())
                        .toList());
    }

    /// Tells whether it says `line`, alone or with more behind a comma.
    ///
    /// @param line `dtparam=NAME=on` or `dtoverlay=NAME`
    boolean has(String line) {
        String key = line.substring(0, line.indexOf('=') + 1);
        String value = line.substring(key.length());
        return lines.stream()
                .filter(said -> said.startsWith(key))
                .anyMatch(
                        said -> List.of(said.substring(key.length()).split(",")).contains(value));
    }
}
