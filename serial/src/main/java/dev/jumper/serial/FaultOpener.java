package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamOpener;
import dev.jumper.hal.stream.StreamUrl;
import dev.jumper.hal.time.Ticks;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Set;

/// Opens any other stream with faults on its line: `fault:///dev/ttyUSB0?baud=9600&drop=0.01&seed=7`,
/// `fault://sim:?tx.garble=1e-3&rx.hangup=5000`.
///
/// The options of [FaultPlan#parse] are this stream's own; all others are handed to the stream within.
public final class FaultOpener implements StreamOpener {
    /// Makes the opener; used by the service loader.
    public FaultOpener() {}

    @Override
    public Set<String> schemes() {
        return Set.of("fault");
    }

    @Override
    public String help() {
        return "fault://URL         any of these, with faults: ?drop= garble= duplicate= stall= short= (rates from 0 to"
                + " 1), pause=20 ms, hangup=BYTES, seed=1; tx. or rx. in front for one direction";
    }

    @Override
    public ByteStream open(StreamUrl url) throws IOException {
        if (url.rest().isBlank()) {
            throw new IllegalArgumentException("stream URL " + url
                    + ": found nothing to put faults on, expected another URL, as in fault:///dev/ttyUSB0?drop=0.01");
        }
        var inner = StreamUrl.parse(url.rest());
        var others = new LinkedHashMap<>(url.options());
        var own = new LinkedHashMap<>(url.options());
        others.keySet().removeIf(FaultPlan::knows);
        own.keySet()
                .retainAll(
                        url.options().keySet().stream().filter(FaultPlan::knows).toList());
        FaultPlan plan;
        try {
            plan = FaultPlan.parse(own);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("stream URL " + url + ": " + e.getMessage(), e);
        }
        var under = new StreamUrl(inner.scheme(), inner.rest(), others).open();
        return FaultStream.over(under, plan, Ticks.system());
    }
}
