package dev.jumper.hal.stream;

import java.io.IOException;
import java.util.Set;

/// Opens the streams of one or more URL schemes; a service, found by [StreamUrl#open].
public interface StreamOpener {
    /// Returns the schemes that this opener serves, in lower case: `socket`, `loop`; `path` stands for a plain path
    /// or port name, `auto` for the word by itself.
    Set<String> schemes();

    /// Returns one line of help for each form that this opener understands: the form, two spaces or more, what it
    /// is.
    String help();

    /// Opens the stream that `url` names. The caller owns the result and closes it.
    ///
    /// @throws IllegalArgumentException if the URL is malformed; thrown before any I/O
    /// @throws StreamOpenException if there is no such stream, or it cannot be had
    /// @throws IOException if opening fails in another way
    ByteStream open(StreamUrl url) throws IOException;
}
