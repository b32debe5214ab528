package dev.jumper.hal.stream;

import java.io.IOException;
import java.nio.ByteBuffer;

/// A stream of bytes in both directions, read and written *once* per call.
///
/// One call to [#read] or [#write] makes at most one call to what is underneath. It may do less than was asked;
/// [Exact] repeats it. The result is a count of at least 0, or one of [#EOF], [#NOT_READY], [#NEED_READ],
/// [#NEED_WRITE].
///
/// **Waiting.** Each stream has a timeout for one operation ([#TIMEOUT]), [#DEFAULT_TIMEOUT] when it is opened:
/// with nothing to read (or no room to write) an operation waits that long at most and then returns [#NOT_READY].
/// A timeout of 0 makes the stream non-blocking; -1 waits for ever.
///
/// **Threads.** One thread may read while another writes; no two may do the same. [#close] may be called from any
/// thread, is idempotent, and frees a thread that waits in an operation, which then returns [#EOF] or throws.
///
/// **Failure.** After an [IOException] the stream is of no more use than to be closed. After `close` every
/// operation throws [IllegalStateException]. An interrupt ends a wait with [java.io.InterruptedIOException].
///
/// **Name.** `toString` of a stream says which it is, as the start of a message: `serial port /dev/ttyUSB0`.
public interface ByteStream extends AutoCloseable {
    /// Result: the far end has closed, and everything that it sent before has been read. Stays so.
    int EOF = -1;
    /// Result: no data (or no room) now, nor within the timeout of one operation. Nothing was transferred.
    int NOT_READY = -2;
    /// Result: this wrapper cannot go on before the stream under it has been read.
    int NEED_READ = -3;
    /// Result: this wrapper cannot go on before the stream under it has been written.
    int NEED_WRITE = -4;

    /// Request: waits until everything written has left for the far end. Returns 0. The argument is ignored.
    int FLUSH = 1;
    /// Request: moves the position of a file; the argument is the new position from the start, -1 asks. Returns the
    /// position.
    int SEEK = 2;
    /// Request: which of the [Poll] bits in the argument hold now (ERR, HUP and NVAL are always told). Never waits.
    int POLL = 3;
    /// Request: sets how long one operation may wait, in milliseconds: 0 not at all, -1 for ever, [#QUERY] leaves
    /// it. Returns the setting in force before.
    int TIMEOUT = 5;
    /// Request: returns the stream's own option bits.
    int GET_OPTS = 6;
    /// Request: sets the stream's own option bits. Returns 0.
    int SET_OPTS = 7;
    /// Request: returns the size of the stream's input buffer in bytes, 0 if it has none of its own.
    int BUFFER_SIZE = 11;

    /// Request: returns the modem lines, [#DTR] and [#RTS] as driven and the others as seen.
    int GET_MODEM = 64;
    /// Request: drives DTR and RTS in one operation to the bits of the argument. Returns 0.
    int SET_MODEM = 65;
    /// Request: sends a break of as many milliseconds as the argument says. Returns 0.
    int SEND_BREAK = 66;
    /// Request: sets the baud rate, 1 or more; [#QUERY] leaves it. Returns the rate in force before.
    int BAUD = 67;
    /// Request: throws away the input that has arrived and was not read. Returns 0.
    int DISCARD_INPUT = 68;

    /// Argument of [#TIMEOUT] and [#BAUD] that asks and changes nothing.
    long QUERY = Long.MIN_VALUE;

    /// Modem line bit: data terminal ready, an output.
    int DTR = 1;
    /// Modem line bit: request to send, an output.
    int RTS = 2;
    /// Modem line bit: clear to send, an input.
    int CTS = 4;
    /// Modem line bit: data set ready, an input.
    int DSR = 8;
    /// Modem line bit: carrier detect, an input.
    int CD = 16;
    /// Modem line bit: ring indicator, an input.
    int RI = 32;

    /// The timeout of one operation that a stream is opened with, in milliseconds.
    int DEFAULT_TIMEOUT = 1000;

    /// Reads up to `target.remaining()` bytes into `target` and advances its position by the count.
    ///
    /// @return how many bytes were read, at least 1 unless `target` has no room; [#EOF], [#NOT_READY],
    ///     [#NEED_READ] or [#NEED_WRITE]
    int read(ByteBuffer target) throws IOException;

    /// Writes up to `source.remaining()` bytes of `source` and advances its position by the count.
    ///
    /// @return how many bytes were written; [#NOT_READY], [#NEED_READ] or [#NEED_WRITE]
    /// @throws IOException if the far end has gone, or the write fails
    int write(ByteBuffer source) throws IOException;

    /// Performs `request`, one of the constants above or one that the implementation adds from 128 up.
    ///
    /// @return the result that the request defines, never negative except where the request says so
    /// @throws UnsupportedOperationException if this stream does not know `request`; the message names both
    /// @throws IOException if the stream or what is under it fails
    long ioctl(int request, long argument) throws IOException;

    /// Closes the stream and frees what it holds; closing again does nothing.
    @Override
    void close() throws IOException;
}
