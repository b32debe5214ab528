package dev.jumper.serial;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.Poll;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Ticks;
import dev.jumper.serial.jsc.LibraryPort;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// The bytes of a port by the serial library's own calls: reads in slices of 100 ms that return with the first
/// byte, and short looks once the deadline is nearer than that.
///
/// The library's write blocks for as long as the far end takes nothing, whatever it was told, and only closing the
/// port ends it. Writes therefore run on a thread of their own, and one that outlasts its timeout costs the port.
final class LibraryLine implements Line {
    private static final long SLICE_NANOS = 100_000_000;
    private static final long FIRST_PAUSE = 20_000;
    private static final long LONGEST_PAUSE = 1_000_000;
    private static final int PIECE = 4096;

    private final String name;
    private final LibraryPort port;
    private final Ticks ticks;
    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("serial-writer").factory());
    private volatile boolean closing;
    private volatile boolean ended;

    LibraryLine(String name, LibraryPort port, Ticks ticks) {
        this.name = name;
        this.port = port;
        this.ticks = ticks;
    }

    @Override
    public int read(ByteBuffer target, long millis) throws IOException {
        if (!target.hasRemaining()) {
            return 0;
        }
        var deadline = deadline(millis);
        long pause = FIRST_PAUSE;
        while (!closing && !ended) {
            int there = port.available();
            boolean waiting = there == 0 && deadline.remainingNanos() > SLICE_NANOS;
            if (there > 0 || waiting) {
                // the library copies the whole array each time, so it gets one of the right size
                var bytes = new byte[Math.clamp(there, 1, Math.min(target.remaining(), PIECE))];
                int count = port.read(bytes, waiting);
                if (count > 0) {
                    target.put(bytes, 0, count);
                    return count;
                }
                ended = count < 0;
            } else if (there < 0) {
                ended = true;
            } else {
                if (deadline.expired()) {
                    return ByteStream.NOT_READY;
                }
                ticks.delay(Math.min(pause, deadline.remainingNanos()));
                pause = Math.min(2 * pause, LONGEST_PAUSE);
            }
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException(name + ": interrupted while reading");
            }
        }
        return ByteStream.EOF;
    }

    @Override
    public int write(ByteBuffer source, long millis) throws IOException {
        if (closing || ended) {
            throw gone(ended);
        }
        if (!source.hasRemaining()) {
            return 0;
        }
        var bytes = new byte[Math.min(source.remaining(), PIECE)];
        source.get(source.position(), bytes);
        int count = await(writer.submit(() -> port.write(bytes)), millis, bytes.length);
        if (count != bytes.length) {
            ended |= !closing;
            throw gone(!closing);
        }
        source.position(source.position() + count);
        return count;
    }

    /// Waits for a write. One that is not to wait at all still gets a moment, for whether there is room
    /// cannot be asked.
    private int await(Future<Integer> written, long millis, int wanted) throws IOException {
        try {
            return millis < 0 ? written.get() : written.get(Math.max(millis, 1000), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            breakOff();
            throw new IOException(
                    name + ": the far end took none or not all of " + wanted + " bytes within " + Math.max(millis, 1000)
                            + " ms; the port was closed to end the write, open it again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            breakOff();
            var interrupted = new InterruptedIOException(name + ": interrupted while writing, the port was closed");
            interrupted.initCause(e);
            throw interrupted;
        } catch (ExecutionException e) {
            throw new IOException(name + ": write failed: " + e.getCause().getMessage(), e.getCause());
        }
    }

    private void breakOff() {
        ended = true;
        port.close();
    }

    private IOException gone(boolean device) {
        return new IOException(name
                + (device
                        ? ": the connection ended: unplugged, or the program at the other end has gone; connect it"
                                + " again"
                        : ": closed while writing"));
    }

    @Override
    public int poll(int bits) {
        if (closing) {
            return Poll.NVAL;
        }
        int there = ended ? -1 : port.available();
        if (there < 0) {
            return Poll.HUP | bits & Poll.RD;
        }
        return bits & (there > 0 ? Poll.RD | Poll.WR : Poll.WR);
    }

    @Override
    public void close() {
        closing = true;
        writer.shutdown();
        port.close();
    }

    private Deadline deadline(long millis) {
        return millis < 0 ? Deadline.never(ticks) : Deadline.after(ticks, Duration.ofMillis(millis));
    }
}
