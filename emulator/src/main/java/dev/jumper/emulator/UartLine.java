package dev.jumper.emulator;

import java.nio.ByteBuffer;

/// One direction of a serial line: the sender's queue, the wire at the sender's rate, a receiver at its own, and
/// its buffer, which loses what overruns it.
///
/// A byte is 10 bits long (8N1) and arrives in the middle of its stop bit. When the rates differ, the bytes are
/// what the receiver samples of the sender's waveform.
///
/// A Ctrl-C that finds the buffer full is not lost on the board, whose interrupt handler looks for it before it
/// puts a byte into the buffer (MicroPython, ports/esp8266/uart.c, `uart0_rx_intr_handler`).
final class UartLine implements Line {
    /// Bits of a byte on the wire: start, eight of data, stop.
    static final int FRAME = 10;

    /// Nobody is woken for fewer bytes while more are under way: an ESP8266's receiver interrupts at 16 bytes, or
    /// after a pause (MicroPython, ports/esp8266/uart.c, `uart_config`), and USB adapters pass on bytes by the
    /// packet.
    private static final int THRESHOLD = 16;

    private static final int CTRL_C = 3;

    private final byte[] queue;
    private final int[] rates;
    private final Ring arrived;
    private final UartReceiver receiver;
    private int head;
    private int queued;
    private int rate;
    private long now;
    private double wire;
    private int bit;
    private long overruns;
    private boolean lateKey;

    /// Makes an idle line at `now`, both ends at `baud`, with a sender's queue and a receiver's buffer of so many
    /// bytes.
    UartLine(int baud, int queue, int buffer, long now) {
        this.queue = new byte[queue];
        this.rates = new int[queue];
        this.arrived = new Ring(buffer);
        this.receiver = new UartReceiver(baud);
        this.rate = baud;
        this.now = now;
        this.wire = now;
    }

    /// Sets the sender's rate for bytes sent from now on.
    void senderBaud(int baud) {
        rate = baud;
    }

    /// Sets the receiver's rate.
    void receiverBaud(int baud) {
        receiver.baud(baud);
    }

    /// Tells how many bytes arrived when the buffer was full, and were lost.
    long overruns() {
        return overruns;
    }

    /// Tells how many bytes arrived without a stop bit.
    long framingErrors() {
        return receiver.framingErrors();
    }

    @Override
    public void advance(long until) {
        if (until <= now) {
            return;
        }
        now = until;
        while (queued > 0) {
            double length = 1e9 / rates[head];
            double end = wire + length;
            if (end > until) {
                break;
            }
            receiver.level(level(queue[head], bit), wire, end, this::arrive);
            wire = end;
            if (++bit == FRAME) {
                bit = 0;
                head = (head + 1) % queue.length;
                queued--;
            }
        }
        if (queued > 0) {
            // as much of the bit as has passed; the rest has the same level
            receiver.level(level(queue[head], bit), wire, until, this::arrive);
        } else if (until > wire) {
            receiver.level(true, wire, until, this::arrive);
            wire = until;
        }
    }

    @Override
    public long next() {
        long done = receiver.busy() ? receiver.done() + 1 : NEVER;
        return switch (queued) {
            case 0 -> done;
            case 1 -> Math.min(done, leftBy(1));
            default -> leftBy(Math.min(queued, THRESHOLD));
        };
    }

    @Override
    public long sentBy() {
        return leftBy(queued);
    }

    /// Returns when so many of the queued bytes will have left.
    private long leftBy(int count) {
        double at = wire;
        for (int i = 0; i < count; i++) {
            int index = (head + i) % queue.length;
            at += (i == 0 ? FRAME - bit : FRAME) * 1e9 / rates[index];
        }
        return (long) Math.ceil(at);
    }

    @Override
    public int room() {
        return queue.length - queued;
    }

    @Override
    public int put(ByteBuffer source) {
        int count = Math.min(source.remaining(), room());
        for (int i = 0; i < count; i++) {
            int tail = (head + queued) % queue.length;
            queue[tail] = source.get();
            rates[tail] = rate;
            queued++;
        }
        return count;
    }

    @Override
    public int length() {
        return arrived.length();
    }

    @Override
    public int capacity() {
        return arrived.capacity();
    }

    @Override
    public int take(ByteBuffer target) {
        return arrived.take(target);
    }

    @Override
    public int take() {
        return arrived.take();
    }

    @Override
    public int first() {
        return arrived.first();
    }

    @Override
    public void clear() {
        arrived.clear();
    }

    @Override
    public int interruptKeys() {
        return arrived.interruptKeys() + (lateKey ? 1 : 0);
    }

    @Override
    public boolean takeInterruptKey() {
        boolean late = lateKey;
        lateKey = false;
        return late || arrived.takeInterruptKey();
    }

    @Override
    public void calm() {
        lateKey = false;
    }

    private void arrive(int value, long at) {
        if (arrived.room() > 0) {
            arrived.put((byte) value);
        } else {
            overruns++;
            lateKey |= value == CTRL_C;
        }
    }

    private static boolean level(byte value, int bit) {
        return bit == FRAME - 1 || bit > 0 && (value >> bit - 1 & 1) != 0;
    }
}
