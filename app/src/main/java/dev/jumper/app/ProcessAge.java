package dev.jumper.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/// How long ago this process began, to 10 ms; `ProcessHandle` knows it only to the second.
final class ProcessAge {
    /// Clock ticks a second in `/proc`, `USER_HZ` of every Linux that Java runs on (`man 5 proc_pid_stat`,
    /// "starttime").
    private static final long HERTZ = 100;

    private static final int START_TIME = 19; // fields after the closing parenthesis, from 0: the 22nd of all

    private ProcessAge() {}

    /// Returns the age, or nothing on systems other than Linux.
    static OptionalLong nanos() {
        try {
            String stat = Files.readString(Path.of("/proc/self/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            String uptime = Files.readString(Path.of("/proc/uptime")).split(" ")[0];
            double seconds = Double.parseDouble(uptime) - (double) Long.parseLong(fields[START_TIME]) / HERTZ;
            return OptionalLong.of((long) (seconds * 1e9));
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
