package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.LoopStream;
import dev.jumper.hal.stream.StreamOpener;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.util.Set;

/// Opens streams that return what is written to them: `loop://`, `loop://?capacity=100`. A baud rate is ignored.
public final class LoopOpener implements StreamOpener {
    private static final Set<String> OPTIONS = Set.of("capacity", "baud");
    private static final int CAPACITY = 4096;

    /// Makes the opener; used by the service loader.
    public LoopOpener() {}

    @Override
    public Set<String> schemes() {
        return Set.of("loop");
    }

    @Override
    public String help() {
        return "loop://             what is written comes back; ?capacity=4096 bytes";
    }

    @Override
    public ByteStream open(StreamUrl url) {
        if (!url.rest().isEmpty()) {
            throw new IllegalArgumentException(
                    "stream URL " + url + ": found '" + url.rest() + "', expected nothing after loop://");
        }
        for (String option : url.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        "stream URL " + url + ": found option " + option + ", expected capacity");
            }
        }
        return LoopStream.loop(url.number("capacity", 1, CAPACITY), Ticks.system());
    }
}
