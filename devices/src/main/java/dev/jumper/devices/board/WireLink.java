package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import dev.jumper.hal.vfs.Errno;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The board's prompt as a place where checked code runs and checked answers come from, over a line that may lose
/// and change bytes: whatever arrives damaged is sent again.
///
/// Code given to it must be such that it may run twice.
final class WireLink {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    /// On a bad line code is sent in pieces of so many bytes.
    private static final int PIECE = 24;
    /// After so many failures code is sent in pieces.
    private static final int WHOLE_ATTEMPTS = 3;

    private final MicroPythonBoard board;
    private final Set<byte[]> installed = new HashSet<>(); // by identity: the arrays of WireProgram
    private boolean missing;
    private boolean bad;
    private boolean fast;
    private long freeHeap;

    WireLink(MicroPythonBoard board) {
        this.board = board;
    }

    /// Makes sure that the program is on the board; false if the board cannot run it.
    boolean ready() throws IOException {
        if (missing) {
            return false;
        }
        try {
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

    /// Returns how many bytes of heap were free when the program was put there.
    long freeHeap() {
        return freeHeap;
    }

    /// Tells whether anything has gone wrong on this line.
    boolean bad() {
        return bad;
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

    /// Makes sure that `part` of the program is on the board.
    void install(byte[] part) throws IOException {
        if (installed.contains(part)) {
            return;
        }
        if (part == WireProgram.COMMON) {
            installCommon();
        } else {
            call("", new String(part, StandardCharsets.UTF_8), PATIENCE);
        }
        installed.add(part);
    }

    /// Has the board run `code`, which may be silent for `silence`, and returns what it left in `_wv`.
    ///
    /// An `OSError` becomes the exception of `java.nio.file` about `path`.
    Object call(String path, String code, Duration silence) throws IOException {
        byte[] bytes = code.getBytes(StandardCharsets.UTF_8);
        var trouble = new Trouble(board);
        while (true) {
            try {
                install(WireProgram.COMMON);
                String whole = WireProgram.call(bytes);
                if (bytes.length > 2 * PIECE && trouble.count() >= WHOLE_ATTEMPTS) {
                    sendPieces(bytes);
                    whole = "_wx(b''.join([_wq[i]for i in range(%d)]),%d)"
                            .formatted(Math.ceilDiv(bytes.length, PIECE), WireCode.remainder(bytes));
                }
                var answer = BoardWords.answer(board.exec(whole, patience(silence, trouble)));
                if (answer.isPresent()) {
                    return value(path, answer.get());
                }
                failed(trouble, new ProtocolException("board: the answer was damaged on the line"));
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                failed(trouble, e);
            }
        }
    }

    /// Refuses a directory; what is not there is fine.
    void requireNoDirectory(String path) throws IOException {
        String code = "try:_wv=os.stat(%s)[0]&0x4000\nexcept OSError as e:\n if e.args[0]!=2:raise"
                .formatted(BoardFiles.python(path));
        if (!Long.valueOf(0).equals(call(path, code, PATIENCE))) {
            throw Errno.EISDIR.on(path);
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
        if (e instanceof RemoteException remote && remote.type().equals("NameError")) {
            installed.clear();
        }
        trouble.take(e);
        bad = true;
    }

    private void installCommon() throws IOException {
        byte[] code = WireProgram.COMMON;
        var trouble = new Trouble(board);
        while (true) {
            try {
                String whole = WireProgram.install(code);
                if (trouble.count() >= WHOLE_ATTEMPTS) {
                    sendPieces(code);
                    whole = WireProgram.install(
                            "b''.join([_wq[i]for i in range(%d)])".formatted(Math.ceilDiv(code.length, PIECE)), code);
                }
                var answer = BoardWords.answer(board.exec(whole, patience(PATIENCE, trouble)));
                if (answer.isPresent() && value("", answer.get()) instanceof Long free) {
                    freeHeap = free;
                    return;
                }
                failed(trouble, new ProtocolException("board: the transfer program was damaged on the line"));
            } catch (RemoteException | ProtocolException | StreamTimeoutException | PromptException e) {
                failed(trouble, e);
            }
        }
    }

    private void sendPieces(byte[] code) throws IOException {
        persist("_wq={}", "");
        for (int i = 0; i * PIECE < code.length; i++) {
            byte[] piece = Arrays.copyOfRange(code, i * PIECE, Math.min(code.length, (i + 1) * PIECE));
            int sum = 0;
            for (byte b : piece) {
                sum += b;
            }
            persist("_wq[%d]=%s;print(sum(_wq[%d]))".formatted(i, PythonLiteral.write(piece), i), sum + "\r\n");
        }
    }

    private void persist(String code, String answer) throws IOException {
        var trouble = new Trouble(board);
        while (true) {
            try {
                if (board.exec(code, patience(PATIENCE, trouble)).equals(answer)) {
                    return;
                }
                trouble.take(new ProtocolException("board: a piece of code was damaged on the line"));
            } catch (RemoteException e) {
                if (e.detail().startsWith("name '_wq' ") && !code.equals("_wq={}")) {
                    throw e; // the board has been reset in between
                }
                trouble.take(e);
            } catch (ProtocolException | StreamTimeoutException | PromptException e) {
                trouble.take(e);
            }
        }
    }
}
