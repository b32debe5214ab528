package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.vfs.Errno;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/// The board's prompt as a place where checked code runs and checked answers come from, over a line that may lose
/// and change bytes: whatever arrives damaged is sent again.
///
/// Code given to it runs once, or twice if the board has forgotten the program in between.
final class WireLink {
    /// After so many failures in a row the line is taken for a rough one.
    private static final int ROUGH_FROM = 3;
    /// How often code that talks to another protocol is sent before it is seen whether the board still knows it.
    private static final int MOST_STARTS = 30;

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /// The fewest bits that MicroPython's `deflate` takes for its window are 5, which leaves it no room to win.
    private static final int SMALLEST_WINDOW = 8;
    /// What a board says that has been reset: it does not know the program any more.
    private static final Pattern MISSING = Pattern.compile("name '_(w[a-z]+|66|88)' (isn't|is not) defined");

    private final MicroPythonBoard board;
    private final Map<byte[], Boolean> installed = new HashMap<>(); // by identity: the arrays of WireProgram
    private final RoughPrompt prompt;
    private final Leftovers leftovers = new Leftovers();
    private boolean missing;
    private boolean inflates;
    private boolean bad;
    private boolean rough;
    private final CodePieces.Way way = new CodePieces.Way();
    private String lacking = "";
    private boolean fast;
    private long freeHeap;
    private int calls;

    WireLink(MicroPythonBoard board) {
        this.board = board;
        prompt = new RoughPrompt(board);
    }

    /// Makes sure that the program is on the board; false if the board cannot run it. Its `part` is what will be
    /// needed first.
    boolean ready(byte[] part) throws IOException {
        if (missing) {
            return false;
        }
        try {
            if (!bad && installed.isEmpty()) {
                installDeflated(part);
            }
            install(WireProgram.COMMON);
            return true;
        } catch (RemoteException e) {
            if (!Trouble.ofTheBoard(e)) {
                throw e;
            }
            missing = true; // no sys.stdin.buffer, no long numbers, too little memory
            return false;
        }
    }

    /// Returns how many bytes of heap were free last time the board told.
    long freeHeap() {
        return freeHeap;
    }

    /// Takes a pair of anything and how many bytes of heap are free, and returns the former.
    Object heap(Object found) {
        if (found instanceof List<?> pair && pair.size() == 2 && pair.getLast() instanceof Long free) {
            freeHeap = free;
            return pair.getFirst();
        }
        return found;
    }

    /// Tells whether anything has gone wrong on this line.
    boolean bad() {
        return bad;
    }

    /// Tells whether the line lets hardly anything pass that is longer than a few dozen bytes.
    boolean rough() {
        return rough;
    }

    /// Returns the prompt as it is used on a rough line.
    RoughPrompt prompt() {
        return prompt;
    }

    /// Tells whether bytes come and go faster than on any UART.
    boolean fast() {
        return fast;
    }

    void fast(boolean now) {
        fast = now;
    }

    /// Says that something has gone wrong on this line.
    void spoilt() {
        bad = true;
    }

    /// Says that blocks did not pass because of `cause`. If the heap was not enough, half of what was thought to be
    /// free is.
    ///
    /// @throws IOException `cause`, if `trouble` has had too much of it
    void spoilt(Trouble trouble, IOException cause) throws IOException {
        trouble.take(cause);
        if (cause instanceof RemoteException remote && remote.traceback().contains("MemoryError")) {
            freeHeap /= 2;
        }
        bad = true;
    }

    /// Makes sure that `part` of the program is on the board, and tells whether the board has what it needs.
    boolean install(byte[] part) throws IOException {
        Boolean known = installed.get(part);
        if (known != null) {
            return known;
        }
        boolean able = true;
        if (part == WireProgram.COMMON) {
            installCommon();
        } else {
            Object found = call("", new String(part, StandardCharsets.UTF_8) + "_wv=_wm(),_wv", PATIENCE);
            if (!(found instanceof List<?> pair)
                    || !(pair.getFirst() instanceof Long free)
                    || !(pair.getLast() instanceof Long flag)) {
                throw new ProtocolException("board: found " + found + ", expected the free heap and a flag");
            }
            freeHeap = free;
            able = flag != 0;
        }
        installed.put(part, able);
        return able;
    }

    /// Makes sure that `part` of the program is on the board, and those parts that it needs.
    void require(byte[] part) throws IOException {
        if (part == WireProgram.BATCH) {
            install(WireProgram.RECEIVER);
            install(WireProgram.BLOBS);
        }
        install(part);
    }

    /// Tells whether the program is on the board, or had better be.
    boolean checked() {
        return installed.containsKey(WireProgram.COMMON) || bad && !missing;
    }

    /// Returns what is known of temporary files that an earlier connection left.
    Leftovers leftovers() {
        return leftovers;
    }

    /// Has the board run `code`, which may be silent for `silence`, and returns what it left in `_wv`.
    ///
    /// An `OSError` becomes the exception of `java.nio.file` about `path`.
    Object call(String path, String code, Duration silence) throws IOException {
        return call(WireProgram.COMMON, path, code, silence);
    }

    /// Returns a call of `code` with a number of its own.
    WireCall numbered(String code) {
        return numbered(_ -> code);
    }

    /// Returns a call, with a number of its own, of the code made for that.
    WireCall numbered(IntFunction<String> code) {
        int number = ++calls;
        return WireCall.of(code.apply(number), number);
    }

    /// As [#call], for code that needs `part` of the program.
    Object call(byte[] part, String path, String code, Duration silence) throws IOException {
        var call = numbered(code);
        var trouble = new Trouble(board);
        var pieces = new CodePieces(way, board, prompt, call.code());
        while (true) {
            try {
                install(WireProgram.COMMON);
                require(part);
                var answer = rough
                        ? prompt.call(call, roughly(trouble, pieces), silence)
                        : call.answer(board.exec(
                                inflates && trouble.count() == 0 ? call.python(deflated(call.code())) : call.python(),
                                patience(silence, trouble)));
                if (answer.isPresent()) {
                    return value(path, answer.get());
                }
                throw new ProtocolException("board: the answer was damaged on the line");
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                failed(trouble, e);
                pieces.failed();
            }
        }
    }

    private static String roughly(Trouble trouble, CodePieces pieces) throws IOException {
        trouble.rough();
        return pieces.expression();
    }

    /// Has the board begin, over a rough line, to run code that talks to another protocol.
    void talk(WireCall call, Trouble trouble) throws IOException {
        trouble.rough();
        install(RoughProgram.LOOPS);
        int attempts = 0;
        var pieces = new CodePieces(way, board, prompt, call.code());
        while (true) {
            var said = prompt.start(call.python(pieces.joined()), call.mark());
            if (said.running()) {
                return;
            }
            if (++attempts == MOST_STARTS || call.answer(said.text()).isPresent()) {
                throw said.failure(); // the board may have been reset, or the code has come to its end unseen
            }
            trouble.take(said.failure());
            pieces.failed();
        }
    }

    /// Returns the value of an answer, or throws what it tells of.
    static Object value(String path, Object answer) throws IOException {
        if (answer instanceof List<?> pair && pair.size() == 2) {
            if (Long.valueOf(0).equals(pair.getFirst())) {
                return pair.getLast();
            }
            if (pair.getLast() instanceof Long errno) {
                var known = Errno.of(errno.intValue());
                throw known.isPresent() ? known.get().on(path) : RemoteException.of("OSError: [Errno " + errno + "]");
            }
        }
        throw new ProtocolException("board: found " + answer + ", expected an answer of the transfer program");
    }

    private Duration patience(Duration silence, Trouble trouble) {
        int times = 1 + trouble.count() / 4;
        var longer = times == 1 ? silence : silence.multipliedBy(times); // loads BigDecimal, which is slow
        return longer.compareTo(board.timeout()) < 0 ? longer : board.timeout();
    }

    private void failed(Trouble trouble, IOException e) throws IOException {
        if (e instanceof RemoteException remote
                && MISSING.matcher(remote.detail()).matches()) {
            if (!rough || lacking.equals(remote.detail())) { // a name may have been damaged on its way
                installed.clear();
            }
            lacking = remote.detail();
        }
        trouble.take(e);
        bad = true;
        rough |= trouble.count() >= ROUGH_FROM;
    }

    /// Returns Python whose value is `code`, as short as can be.
    private static String deflated(byte[] code) {
        String plain = PythonLiteral.writeCode(code);
        int bits = Math.max(SMALLEST_WINDOW, Integer.SIZE - Integer.numberOfLeadingZeros(code.length - 1));
        String packed = "_wxz(%s,%d)".formatted(PythonLiteral.writeDense(Deflation.whole(code)), bits);
        return packed.length() < plain.length() ? packed : plain;
    }

    /// Tries to put the common part of the program and `part` on the board, deflated and in one piece.
    private void installDeflated(byte[] part) throws IOException {
        byte[] code = Deflation.whole(WireProgram.first(WireProgram.COMMON, part));
        String whole = WireProgram.install(PythonLiteral.writeDense(code), code, WireProgram.INFLATED);
        try {
            if (installed(board.exec(whole, PATIENCE))) {
                installed.put(WireProgram.COMMON, true);
                installed.put(part, true);
                inflates = true;
            }
        } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
            if (!(e instanceof RemoteException remote && Trouble.ofTheBoard(remote))) { // it cannot inflate
                failed(new Trouble(board), e);
            }
        }
    }

    private boolean installed(String output) throws IOException {
        var answer = BoardWords.answer(output, 0);
        if (answer.isPresent() && value("", answer.get()) instanceof Long free) {
            freeHeap = free;
            return true;
        }
        return false;
    }

    private void installCommon() throws IOException {
        byte[] code = WireProgram.first(WireProgram.COMMON);
        var trouble = new Trouble(board);
        var pieces = new CodePieces(way, board, prompt, code);
        while (true) {
            try {
                String output = rough
                        ? put(pieces, code, trouble)
                        : board.exec(
                                WireProgram.install(PythonLiteral.writeCode(code), code, "exec(%s)"),
                                patience(PATIENCE, trouble));
                if (installed(output)) {
                    return;
                }
                throw new ProtocolException("board: the transfer program was damaged on the line");
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                failed(trouble, e);
                pieces.failed();
            }
        }
    }

    /// Has the board run `code`, the first part of the program, over a rough line, and returns what it says.
    private String put(CodePieces pieces, byte[] code, Trouble trouble) throws IOException {
        trouble.rough();
        pieces.joined();
        String whole = RoughProgram.run(code);
        var said = prompt.ask(whole, text -> BoardWords.answer(text, 0).isPresent(), PATIENCE);
        if (BoardWords.answer(said.text(), 0).isEmpty()) {
            throw said.failure();
        }
        return said.text();
    }
}
