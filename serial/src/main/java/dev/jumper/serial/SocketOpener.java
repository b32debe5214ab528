package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpener;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/// Opens TCP connections: `socket://host:port`, `socket://[::1]:8266?timeout=2000`. A baud rate is ignored.
public final class SocketOpener implements StreamOpener {
    private static final Pattern ADDRESS = Pattern.compile("(\\[[^]]+]|[^:/\\[\\]]+):(\\d{1,5})/?");
    private static final Set<String> OPTIONS = Set.of("timeout", "baud");
    private static final int PATIENCE = 5000;

    /// Makes the opener; used by the service loader.
    public SocketOpener() {}

    @Override
    public Set<String> schemes() {
        return Set.of("socket");
    }

    @Override
    public String help() {
        return "socket://host:port  a TCP connection; ?timeout=5000 ms to connect";
    }

    @Override
    public ByteStream open(StreamUrl url) throws IOException {
        var address = ADDRESS.matcher(url.rest());
        int port = address.matches() ? Integer.parseInt(address.group(2)) : 0;
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("stream URL " + url + ": found '" + url.rest()
                    + "', expected host:port with a port from 1 to 65535");
        }
        for (String option : url.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                throw new IllegalArgumentException(
                        "stream URL " + url + ": found option " + option + ", expected timeout");
            }
        }
        var patience = Duration.ofMillis(url.number("timeout", 1, PATIENCE));
        return SocketStream.connect(address.group(1), port, patience, Ticks.system());
    }
}
