package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpener;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.FilterWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;

/// Opens any other stream with a hex log of what passes: `spy:///dev/ttyUSB0?log=trace.txt`,
/// `spy://socket://host:port`.
///
/// Without the option `log` it goes to standard error, which is what asking for it this way means.
public final class SpyOpener implements StreamOpener {
    /// Makes the opener; used by the service loader.
    public SpyOpener() {}

    @Override
    public Set<String> schemes() {
        return Set.of("spy");
    }

    @Override
    public String help() {
        return "spy://URL           any of these, with a hex log of what passes; ?log=FILE, else standard error";
    }

    @Override
    public ByteStream open(StreamUrl url) throws IOException {
        if (url.rest().isBlank()) {
            throw new IllegalArgumentException(
                    "stream URL " + url + ": found nothing to spy on, expected another URL, as in spy:///dev/ttyUSB0");
        }
        var inner = StreamUrl.parse(url.rest());
        var options = new LinkedHashMap<>(url.options());
        String file = options.remove("log");
        var under = new StreamUrl(inner.scheme(), inner.rest(), options).open();
        try {
            return SpyStream.over(under, file == null ? standardError() : toFile(Path.of(file)), Ticks.system());
        } catch (IOException | RuntimeException e) {
            under.close();
            throw e;
        }
    }

    private static Writer toFile(Path file) throws IOException {
        return flushing(Files.newBufferedWriter(file));
    }

    private static Writer standardError() {
        var charset = System.err.charset() == null ? StandardCharsets.UTF_8 : System.err.charset();
        return new FilterWriter(flushing(new OutputStreamWriter(System.err, charset))) {
            @Override
            public void close() throws IOException {
                flush(); // it is everybody's
            }
        };
    }

    /// A log that is cut short by a crash should hold everything up to it.
    private static Writer flushing(Writer writer) {
        return new FilterWriter(writer) {
            @Override
            public void write(String text, int offset, int length) throws IOException {
                super.write(text, offset, length);
                flush();
            }
        };
    }
}
