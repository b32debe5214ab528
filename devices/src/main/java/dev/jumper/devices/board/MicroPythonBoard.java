package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.time.Deadline;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.Ticks;
import dev.jumper.hal.vfs.Stat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/// A MicroPython board at the far end of a stream.
///
/// Every operation first gets the board to its raw prompt if it is not known to be there, breaking off what runs.
/// The stream stays the caller's: closing the board leaves the raw prompt and lets the stream be.
///
/// **Waiting.** Each step of the protocol waits at most [#timeout(Duration)], 10 s unless set, for a sign of the
/// board. Code that runs may be silent for as long as its caller says.
///
/// **Threads.** Not thread-safe, except [#interrupt], which any thread may call.
///
/// **Cancelling.** Whatever a thread does here ends soon after it is interrupted ([Thread#interrupt]), with an
/// [InterruptedIOException] and the thread's interrupt status kept; the board is broken off and left at its prompt
/// first, for which it has 2 s. [#interrupt] breaks off only the code, whose end its caller then sees.
///
/// **Failure.** [RemoteException] if the code on the board fails; [PromptException] if there is no prompt to be
/// had; [ResetException] if it starts again in between; [StreamTimeoutException] for a silence; any other
/// [IOException] is the connection's. After each the next operation starts from the way to the prompt again.
public final class MicroPythonBoard implements AutoCloseable {
    /// How long a step of the protocol may take unless set otherwise.
    public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
    /// For code that may run and be silent without limit, because a person watches over it.
    public static final Duration UNTIL_INTERRUPTED = Duration.ofSeconds(Long.MAX_VALUE);

    private static final byte[] INTERRUPT = {3};
    private static final byte[] SOFT_RESET = {4};
    private static final byte[] LEAVE_RAW = {'\r', 2};
    private static final byte[] LEAVE_RAW_AND_RESET = {'\r', 2, 4};

    /// The raw prompt answers at once whether it knows raw-paste; a board that does not is no longer at its prompt.
    private static final Duration ANSWER_PATIENCE = Duration.ofSeconds(2);

    /// How long an interrupted thread may take to leave the board at its prompt.
    private static final Duration FAREWELL = Duration.ofSeconds(2);

    private static final int MOST_ATTEMPTS = 3;

    private final Session session;
    private Duration timeout = DEFAULT_TIMEOUT;
    private RawExecution.RawPaste rawPaste = RawExecution.RawPaste.UNKNOWN;
    private boolean atPrompt;
    private long epochOffset = -1;
    private final WireLink link = new WireLink(this);
    private int entries;
    private volatile int interrupts;

    private MicroPythonBoard(Session session) {
        this.session = session;
    }

    /// Returns the board at the far end of `stream`, which remains the caller's to close. Does no I/O.
    public static MicroPythonBoard over(ByteStream stream, Ticks ticks) {
        return new MicroPythonBoard(new Session(stream, ticks));
    }

    /// Sets how long a step of the protocol may take, and returns this.
    ///
    /// @throws IllegalArgumentException if it is not longer than zero
    public MicroPythonBoard timeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout: found " + timeout + ", expected more than zero");
        }
        this.timeout = timeout;
        return this;
    }

    /// Gets the board to its raw prompt, breaking off what runs; asks again until the timeout.
    ///
    /// @throws PromptException if there is no prompt to be had; its sight tells what was seen instead
    public void connect() throws IOException {
        connect(timeout);
    }

    private void connect(Duration timeout) throws IOException {
        atPrompt = false;
        entries++;
        var whole = Deadline.after(session.ticks(), timeout);
        var entry = new PromptEntry(session.ticks().nanos());
        while (!session.run(entry, earlier(whole, entry.patience()))) {
            if (whole.expired() || entry.hopeless()) {
                throw new NoPrompt(entry.evidence(), session.modemLines(), elapsed(whole)).exception();
            }
            entry.again();
        }
        if (entry.echoed()) {
            throw new NoPrompt(entry.evidence(), 0, elapsed(whole)).exception();
        }
        atPrompt = true;
    }

    private Duration elapsed(Deadline whole) {
        return whole.span().minusNanos(whole.remainingNanos());
    }

    private Deadline earlier(Deadline whole, Duration attempt) {
        Duration left = Duration.ofNanos(whole.remainingNanos());
        return Deadline.after(session.ticks(), left.compareTo(attempt) < 0 ? left : attempt);
    }

    /// Runs `code` and hands its output to `sink` as it comes.
    ///
    /// @param silence how long the code may go without output; then it is broken off
    /// @throws IllegalArgumentException if the code holds control characters 0x01 to 0x05; thrown before any I/O
    public void exec(String code, ByteSink sink, Duration silence) throws IOException {
        execute(code.getBytes(StandardCharsets.UTF_8), sink, silence);
    }

    /// Runs `code` and returns its output, line ends as the board sent them; silence is borne for the timeout.
    public String exec(String code) throws IOException {
        var output = new ByteArrayOutputStream();
        exec(code, bytes -> append(bytes, output), timeout);
        return output.toString(StandardCharsets.UTF_8);
    }

    private static void append(ByteBuffer bytes, ByteArrayOutputStream output) {
        while (bytes.hasRemaining()) {
            output.write(bytes.get());
        }
    }

    private void execute(byte[] code, ByteSink sink, Duration silence) throws IOException {
        checkEnd(begin(code, sink, Goal.END, silence, timeout));
    }

    private void checkEnd(RawExecution execution) throws RemoteException {
        atPrompt = true;
        if (!execution.error().isEmpty()) {
            throw RemoteException.of(execution.error());
        }
    }

    /// How far an execution is followed.
    private enum Goal {
        END,
        RUNNING
    }

    /// Has the board run `code`. If the board is out of step before any of the code went out, gets it to the prompt
    /// again first.
    private RawExecution begin(byte[] code, ByteSink sink, Goal goal, Duration silence, Duration step)
            throws IOException {
        for (int attempt = 1; ; attempt++) {
            var execution = new RawExecution(code, rawPaste, sink);
            if (!atPrompt) {
                connect();
            }
            atPrompt = false;
            if (goal == Goal.RUNNING) {
                execution.hold();
            }
            Session.Patience patience =
                    () -> execution.running() ? silence : execution.begun() ? step : shorter(ANSWER_PATIENCE, step);
            try {
                session.run(execution, "running code", patience);
                return execution;
            } catch (ProtocolException | StreamTimeoutException e) {
                if (execution.begun()) {
                    breakOff(e);
                    throw e;
                }
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            } catch (InterruptedIOException e) {
                throw abandoned(e);
            } finally {
                rawPaste = execution.rawPaste();
            }
        }
    }

    /// Runs `code`, bytes 0 to 255, no step of which may take longer than `patience`, and returns its output.
    String exec(String code, Duration patience) throws IOException {
        var output = new ByteArrayOutputStream();
        byte[] bytes = code.getBytes(StandardCharsets.ISO_8859_1);
        checkEnd(begin(bytes, piece -> append(piece, output), Goal.END, patience, patience));
        return output.toString(StandardCharsets.ISO_8859_1);
    }

    /// Has `code` run, and returns when it does; what it prints at its end goes to `sink`.
    RawExecution start(String code, ByteSink sink, Duration patience) throws IOException {
        return begin(code.getBytes(StandardCharsets.UTF_8), sink, Goal.RUNNING, patience, patience);
    }

    /// Runs `protocol` with whatever the board is doing, such as the code that [#start] has started, until it is
    /// done, true, or nothing has come for as long as `patience` bears.
    boolean follow(Protocol protocol, Session.Patience patience) throws IOException {
        atPrompt = false;
        try {
            return session.follow(protocol, "transfer", patience);
        } catch (InterruptedIOException e) {
            throw abandoned(e);
        }
    }

    /// Waits for the end of code that [#start] has started.
    void finish(RawExecution execution, Duration patience) throws IOException {
        execution.release();
        try {
            session.run(execution, "end of a transfer", () -> patience);
        } catch (InterruptedIOException e) {
            throw abandoned(e);
        }
        checkEnd(execution);
    }

    /// Breaks off what an interrupted thread had started, and returns `cause` to be thrown.
    private InterruptedIOException abandoned(InterruptedIOException cause) {
        Farewell.after(cause, () -> connect(shorter(FAREWELL, timeout)));
        return cause;
    }

    /// Breaks off what runs; the next operation starts from the way to the prompt.
    void lose() throws IOException {
        atPrompt = false;
        session.sendNow(INTERRUPT, timeout);
    }

    Ticks ticks() {
        return session.ticks();
    }

    Duration timeout() {
        return timeout;
    }

    /// Returns how often the way to the raw prompt was gone.
    int entries() {
        return entries;
    }

    /// Returns how often [#interrupt] was called.
    int interrupts() {
        return interrupts;
    }

    /// Returns the way on which files are copied.
    WireLink link() {
        return link;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void breakOff(IOException cause) {
        try {
            session.sendNow(INTERRUPT, timeout);
        } catch (IOException suppressed) {
            cause.addSuppressed(suppressed);
        }
    }

    /// Evaluates a Python expression and returns its value; see [PythonLiteral] for the types.
    ///
    /// @throws IllegalArgumentException if its `repr` is not a literal; [#evalText] returns anything
    public Object eval(String expression) throws IOException {
        return PythonLiteral.parse(evalText(expression));
    }

    /// Evaluates a Python expression and returns its `repr`.
    public String evalText(String expression) throws IOException {
        return evalText(expression, timeout);
    }

    /// Evaluates a Python expression that may be silent for as long as `silence`, and returns its `repr`.
    public String evalText(String expression, Duration silence) throws IOException {
        var output = new ByteArrayOutputStream();
        exec("print(repr((" + expression + "\n)))", bytes -> append(bytes, output), silence);
        return output.toString(StandardCharsets.UTF_8).stripTrailing();
    }

    /// Breaks off the code that runs, as Ctrl-C does; may be called from any thread. The code's caller gets a
    /// [RemoteException] that is [interrupted][RemoteException#interrupted].
    public void interrupt() throws IOException {
        countInterrupt();
        session.sendNow(INTERRUPT, timeout);
    }

    private synchronized void countInterrupt() {
        interrupts++;
    }

    /// Restarts the interpreter, which forgets all names and modules. Runs `boot.py`, not `main.py`.
    public void softReset() throws IOException {
        if (!atPrompt) {
            connect();
        }
        atPrompt = false;
        session.sendNow(SOFT_RESET, timeout);
        session.await(PromptEntry.banner(), "soft reset", timeout);
        atPrompt = true;
    }

    /// Restarts the interpreter as a reset at the friendly prompt does: `boot.py`, then `main.py`, which is left
    /// running.
    public void restart() throws IOException {
        if (!atPrompt) {
            connect();
        }
        atPrompt = false;
        session.sendNow(LEAVE_RAW_AND_RESET, timeout);
    }

    /// Resets the chip. A port that is part of the chip's own USB goes away with it and has to be opened again.
    public void hardReset() throws IOException {
        byte[] code = "import machine\nmachine.reset()".getBytes(StandardCharsets.UTF_8);
        begin(code, bytes -> bytes.position(bytes.limit()), Goal.RUNNING, timeout, timeout);
    }

    /// Asks the board what it is.
    public BoardInfo info() throws IOException {
        return BoardInfo.of(this);
    }

    /// Returns the board's clock; UTC is what it is taken to keep, to whole seconds.
    public Rtc clock() {
        return new BoardClock(this);
    }

    /// Returns the board's files.
    public BoardFiles files() {
        return new BoardFiles(this);
    }

    /// Returns the seconds from 1970 to the moment from which the board counts; asked once.
    long epochOffset() throws IOException {
        if (epochOffset < 0) {
            Object start = new FileRequests(this).look("", "tuple(__import__('time').gmtime(0)[:3])");
            if (!(start instanceof List<?> date) || date.size() != 3 || !(date.getFirst() instanceof Long year)) {
                throw new IOException(
                        "board: found " + start + " as the start of its time, expected (year, month, day)");
            }
            epochOffset = year == 2000 ? Stat.YEAR_2000 : 0;
        }
        return epochOffset;
    }

    /// Leaves the raw prompt for the friendly one. Does nothing if the board is not at the raw prompt. The stream
    /// stays open.
    @Override
    public void close() throws IOException {
        if (atPrompt) {
            atPrompt = false;
            session.sendNow(LEAVE_RAW, timeout);
        }
    }
}
