package dev.jumper.gpio;

import dev.jumper.gpio.linux.Calls;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;

/// Help for programs that time pulses: a thread that runs before all others, and memory that stays where it is.
///
/// Garbage collection and interrupts of the hardware still stop a thread: let the kernel stamp edges where it can,
/// and check and retry where it cannot.
public final class RealTime {
    private static final int EPERM = 1;
    private static final int ENOMEM = 12;
    private static final int EAGAIN = 11;

    private RealTime() {}

    /// Has the kernel run the calling thread first, and keeps the memory of this process from being paged out from
    /// its first touch on. For platform threads: a virtual one changes the thread that carries it.
    ///
    /// @param priority 1 to 99; 10 is above all that is ordinary
    /// @return what the system refused and how to allow it, nothing if all was granted
    public static List<String> enter(int priority) {
        if (priority < 1 || priority > 99) {
            throw new IllegalArgumentException("real-time priority is " + priority + ", expected 1 to 99");
        }
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("real time is for platform threads, and this one is virtual");
        }
        if (!Calls.available()) {
            return List.of("real time is asked of Linux, and this is " + System.getProperty("os.name"));
        }
        var refused = new ArrayList<String>();
        try (var arena = Arena.ofConfined()) {
            var calls = new Calls(arena);
            int first = calls.runFirst(priority);
            if (first < 0) {
                refused.add("thread not run first: " + Calls.message(first)
                        + (first == -EPERM
                                ? "; run as root, or allow it by a line \"@realtime - rtprio 99\" in"
                                        + " /etc/security/limits.conf and a group realtime"
                                : ""));
            }
            int kept = calls.keepInMemory();
            if (kept < 0) {
                refused.add("memory not kept: " + Calls.message(kept)
                        + (kept == -EPERM || kept == -ENOMEM || kept == -EAGAIN
                                ? "; run as root, or allow it by a line \"@realtime - memlock unlimited\" in"
                                        + " /etc/security/limits.conf"
                                : ""));
            }
        }
        return List.copyOf(refused);
    }
}
