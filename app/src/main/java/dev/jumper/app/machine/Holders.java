package dev.jumper.app.machine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The processes that hold lines of GPIO chips, as far as this user may know.
///
/// Source: Linux, `drivers/gpio/gpiolib-cdev.c`, `linereq_show_fdinfo`: `gpio-chip:` and then `gpio-line:` for each
/// line, in the `fdinfo` of the process.
public final class Holders {
    private final Map<String, String> processes = new HashMap<>();

    private Holders() {}

    /// Looks at all processes.
    public static Holders of(Machine machine) throws IOException {
        var holders = new Holders();
        for (String process : machine.list("/proc", "[0-9]*")) {
            try {
                for (String descriptor : machine.list(process + "/fdinfo", "*")) {
                    holders.add(machine, process, machine.text(descriptor));
                }
            } catch (IOException e) {
                continue; // somebody else's, or gone
            }
        }
        return holders;
    }

    private void add(Machine machine, String process, String descriptor) {
        if (!descriptor.contains("gpio-chip:")) {
            return;
        }
        String who = "process " + process.substring(process.lastIndexOf('/') + 1) + ", "
                + machine.text(process + "/comm").strip();
        String chip = "";
        for (String line : descriptor.lines().toList()) {
            String[] words = line.split("\\s+");
            if (words.length == 2 && words[0].equals("gpio-chip:")) {
                chip = words[1];
            } else if (words.length == 2 && words[0].equals("gpio-line:")) {
                processes.put(chip + " " + words[1], who);
            }
        }
    }

    /// Returns the process that holds a line, such as `process 812, python3`, if it is known.
    public Optional<String> of(String chip, int line) {
        return Optional.ofNullable(processes.get(chip + " " + line));
    }
}
