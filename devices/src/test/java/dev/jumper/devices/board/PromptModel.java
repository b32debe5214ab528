package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.time.Ticks;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/// The prompt of a board as MicroPython's shared/runtime/pyexec.c and readline.c have it, in the time of a
/// [Ticks]: its modes, its interrupt character, its 256 bytes of room for input that nobody reads yet. It can add
/// numbers.
final class PromptModel implements ByteStream {
    private static final String RAW_BANNER = "raw REPL; CTRL-B to exit\r\n>";
    private static final String FRIENDLY_BANNER =
            "MicroPython v1.27.0 on 2026-01-01; model\r\nType \"help()\" for more information.\r\n>>> ";
    private static final String INTERRUPTED = "Traceback (most recent call last):\r\n"
            + "  File \"main.py\", line 3, in <module>\r\nKeyboardInterrupt: \r\n";
    private static final Pattern SUM = Pattern.compile("print\\((?:repr\\(\\()?(\\d+) ?\\+ ?(\\d+)(?:\n\\)\\))?\\)");
    private static final int ROOM = 256;
    private static final int WINDOW = 128;

    /// What the board is doing when the test begins, or after it started.
    enum Doing {
        FRIENDLY,
        HALF_A_LINE,
        PASTE,
        RAW,
        RAW_WITH_TEXT,
        RAW_PASTE_HALF,
        LOOP,
        PRINTING_LOOP,
        CATCHES_TEN_INTERRUPTS,
        BLOCKED_FOR_3_S,
        BOOTS_FOR_3_S,
        CATCHES_EVERY_INTERRUPT,
        SILENT,
        LOADER,
        RESTARTS
    }

    private enum Mode {
        FRIENDLY,
        PASTE,
        RAW,
        RAW_PASTE,
        PROGRAM,
        OFF
    }

    private final Ticks ticks;
    private final LineFaults faults;
    private final Doing afterStart;
    private final Deque<Byte> waiting = new ArrayDeque<>();
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final Deque<Byte> toHost = new ArrayDeque<>();
    private Mode mode = Mode.FRIENDLY;
    private int interruptsCaught;
    private long busyUntil = Long.MIN_VALUE;
    private Doing then = Doing.FRIENDLY;
    private long nextPrint = Long.MAX_VALUE;
    private long printEvery;
    private String prints = "";
    private int credit;
    private boolean connected;

    PromptModel(Ticks ticks, Doing doing, Doing afterStart, LineFaults faults) {
        this.ticks = ticks;
        this.faults = faults;
        this.afterStart = afterStart;
        begin(doing);
        toHost.clear(); // nobody was there to read it
        connected = true;
    }

    private void begin(Doing doing) {
        line.reset();
        interruptsCaught = 0;
        nextPrint = Long.MAX_VALUE;
        switch (doing) {
            case FRIENDLY -> friendly();
            case HALF_A_LINE -> {
                friendly();
                type("x = [1, 2");
            }
            case PASTE -> {
                mode = Mode.PASTE;
                type("for i in range(3):\r");
            }
            case RAW -> mode = Mode.RAW;
            case RAW_WITH_TEXT -> {
                mode = Mode.RAW;
                type("print('never sent");
            }
            case RAW_PASTE_HALF -> {
                mode = Mode.RAW;
                type("\5A\1x = 1\n");
            }
            case LOOP -> mode = Mode.PROGRAM;
            case PRINTING_LOOP -> printing("temperature 23.5 °C\r\n", 1_000_000);
            case CATCHES_TEN_INTERRUPTS -> {
                printing("still here\r\n", 50_000_000);
                interruptsCaught = 10;
            }
            case BLOCKED_FOR_3_S -> {
                mode = Mode.PROGRAM;
                block(3, Doing.LOOP);
            }
            case BOOTS_FOR_3_S -> {
                mode = Mode.OFF;
                say("\377\340\34\0ets Jan  8 2013,rst cause:2, boot mode:(3,6)\r\n");
                block(3, afterStart);
            }
            case CATCHES_EVERY_INTERRUPT -> {
                printing("you cannot stop me\r\n", 20_000_000);
                interruptsCaught = Integer.MAX_VALUE;
            }
            case SILENT -> mode = Mode.OFF;
            case LOADER -> {
                mode = Mode.OFF;
                printing("waiting for download\r\n", 60_000_000_000L);
                mode = Mode.OFF;
                nextPrint = ticks.nanos();
            }
            case RESTARTS -> {
                mode = Mode.OFF;
                printing("ets Jan  8 2013,rst cause:4, boot mode:(3,6)\r\n", 700_000_000);
                mode = Mode.OFF;
            }
        }
    }

    private void friendly() {
        mode = Mode.FRIENDLY;
        say(FRIENDLY_BANNER);
    }

    private void printing(String text, long every) {
        mode = Mode.PROGRAM;
        prints = text;
        printEvery = every;
        nextPrint = ticks.nanos() + every;
    }

    private void block(int seconds, Doing next) {
        busyUntil = ticks.nanos() + seconds * 1_000_000_000L;
        then = next;
    }

    /// Types at the board as somebody did before the test.
    private void type(String text) {
        text.chars().forEach(c -> handle((byte) c));
    }

    /// The board resets, as by its button.
    private void reset() {
        waiting.clear();
        mode = Mode.OFF;
        nextPrint = Long.MAX_VALUE;
        say("\0\370\r\nets Jan  8 2013,rst cause:2, boot mode:(3,6)\r\n");
        busyUntil = ticks.nanos() + 300_000_000;
        then = afterStart;
    }

    private void live() {
        if (busyUntil != Long.MIN_VALUE && ticks.nanos() >= busyUntil) {
            busyUntil = Long.MIN_VALUE;
            begin(then);
        }
        while (nextPrint <= ticks.nanos()) {
            say(prints);
            nextPrint += printEvery;
        }
        while (!waiting.isEmpty() && mode != Mode.PROGRAM && mode != Mode.OFF) {
            handle(waiting.remove());
        }
    }

    private void arrive(byte b) {
        live();
        if (mode == Mode.OFF) {
            return;
        }
        if (mode == Mode.PROGRAM && b == 3 && busyUntil == Long.MIN_VALUE) {
            if (interruptsCaught > 0) {
                interruptsCaught--;
                return;
            }
            nextPrint = Long.MAX_VALUE;
            say(INTERRUPTED);
            friendly();
            return;
        }
        if (waiting.size() < ROOM) {
            waiting.add(b);
        }
        live();
    }

    private void handle(byte b) {
        switch (mode) {
            case FRIENDLY -> friendly(b);
            case PASTE -> paste(b);
            case RAW -> raw(b);
            case RAW_PASTE -> rawPaste(b);
            case PROGRAM, OFF -> throw new AssertionError("nobody reads " + b);
        }
    }

    private void friendly(byte b) {
        boolean empty = line.size() == 0;
        switch (b) {
            case 1 -> {
                if (empty) {
                    mode = Mode.RAW;
                    say("\r\n" + RAW_BANNER);
                }
            }
            case 2 -> {
                if (empty) {
                    say("\r\n" + FRIENDLY_BANNER);
                }
            }
            case 3 -> {
                line.reset();
                say("\r\n>>> ");
            }
            case 4 -> {
                if (empty) {
                    say("\r\nMPY: soft reboot\r\n");
                    begin(afterStart);
                }
            }
            case 5 -> {
                if (empty) {
                    mode = Mode.PASTE;
                    say("\r\npaste mode; Ctrl-C to cancel, Ctrl-D to finish\r\n=== ");
                }
            }
            case '\r' -> {
                say("\r\n" + output() + ">>> ");
                line.reset();
            }
            default -> {
                line.write(b);
                toHost(b);
            }
        }
    }

    private void paste(byte b) {
        if (b == 3 || b == 4) {
            say("\r\n" + (b == 4 ? output() : "") + ">>> ");
            line.reset();
            mode = Mode.FRIENDLY;
        } else {
            line.write(b);
            toHost(b);
        }
    }

    private void raw(byte b) {
        switch (b) {
            case 1 -> {
                boolean asksForPaste =
                        line.toString(StandardCharsets.ISO_8859_1).equals("\5A");
                line.reset();
                if (asksForPaste) {
                    mode = Mode.RAW_PASTE;
                    credit = WINDOW;
                    say("R\1" + (char) WINDOW + "\0\1");
                } else {
                    say("\r\n" + RAW_BANNER);
                }
            }
            case 2 -> {
                line.reset();
                say("\r\n");
                friendly();
            }
            case 3 -> line.reset();
            case 4 -> {
                if (line.size() == 0) {
                    say("OK\r\nMPY: soft reboot\r\n" + RAW_BANNER);
                } else {
                    say("OK" + output() + "\4\4>");
                    line.reset();
                }
            }
            default -> line.write(b);
        }
    }

    private void rawPaste(byte b) {
        if (b == 3) {
            say("\4" + INTERRUPTED + "\4>");
            line.reset();
            mode = Mode.RAW;
        } else if (b == 4) {
            say("\4" + output() + "\4\4>");
            line.reset();
            mode = Mode.RAW;
        } else {
            line.write(b);
            if (--credit == 0) {
                credit = WINDOW;
                say("\1");
            }
        }
    }

    private String output() {
        var sum = SUM.matcher(line.toString(StandardCharsets.ISO_8859_1));
        return sum.find() ? Long.parseLong(sum.group(1)) + Long.parseLong(sum.group(2)) + "\r\n" : "";
    }

    private void say(String text) {
        for (byte b : text.getBytes(StandardCharsets.ISO_8859_1)) {
            toHost(b);
        }
    }

    private void toHost(byte b) {
        for (int i = connected ? faults.toHost() : 0; i > 0; i--) {
            toHost.add(faults.wrongRate() ? LineFaults.garbled(b) : b);
        }
    }

    @Override
    public int read(ByteBuffer target) {
        live();
        int count = 0;
        while (target.hasRemaining() && !toHost.isEmpty()) {
            target.put(toHost.remove());
            count++;
        }
        return count == 0 ? NOT_READY : count;
    }

    @Override
    public int write(ByteBuffer source) {
        int count = source.remaining();
        while (source.hasRemaining()) {
            byte b = source.get();
            if (faults.echo()) {
                toHost.add(b);
            }
            for (int i = faults.toBoard(); i > 0; i--) {
                arrive(faults.wrongRate() ? LineFaults.garbled(b) : b);
            }
            if (faults.resetsNow()) {
                reset();
            }
        }
        return count;
    }

    @Override
    public long ioctl(int request, long argument) {
        return switch (request) {
            case TIMEOUT -> 0;
            case GET_MODEM -> faults.modemLines();
            default -> throw new UnsupportedOperationException("model: request " + request);
        };
    }

    @Override
    public void close() {}
}
