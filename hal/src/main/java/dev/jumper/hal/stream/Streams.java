package dev.jumper.hal.stream;

import dev.jumper.hal.time.Ticks;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ByteChannel;
import java.time.Duration;

/// Byte streams seen as the classes of `java.io` and `java.nio.channels`, and channels seen as byte streams.
///
/// Closing a view closes what it is a view of. A view is as safe for several threads as that is.
public final class Streams {
    private Streams() {}

    /// Returns `stream` as an input stream whose reads wait for at least one byte, no longer than `timeout`; then
    /// they throw [StreamTimeoutException], no byte lost. It does not support `mark`.
    public static InputStream input(ByteStream stream, Ticks ticks, Duration timeout) {
        return new StreamInput(stream, ticks, timeout);
    }

    /// Returns `stream` as an output stream whose writes put out everything, or throw [StreamTimeoutException] when
    /// nothing could be written for `timeout`. There is no buffer; `flush` is [ByteStream#FLUSH].
    public static OutputStream output(ByteStream stream, Ticks ticks, Duration timeout) {
        return new StreamOutput(stream, ticks, timeout);
    }

    /// Returns `stream` as a channel in blocking mode: a read waits for at least one byte, a write puts out
    /// everything; with no progress for `timeout` they throw [StreamTimeoutException].
    public static ByteChannel channel(ByteStream stream, Ticks ticks, Duration timeout) {
        return new StreamChannel(stream, ticks, timeout);
    }

    /// Returns `channel` as a byte stream. A channel does not say whether it is ready, and waits as long as it
    /// likes: the stream knows neither [ByteStream#POLL] nor [ByteStream#TIMEOUT]. A non-blocking channel that
    /// transfers nothing gives [ByteStream#NOT_READY].
    public static ByteStream of(ByteChannel channel) {
        return new ChannelStream(channel);
    }
}
