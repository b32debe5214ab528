package dev.jumper.devices.board;

import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Arrays;

/// Code on its way to a board's prompt: whole at first, and on a line that lets no whole code pass in pieces, which
/// stay on the board until all have come.
final class CodePieces {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final int PIECE = 24;
    private static final String NAME = WireProgram.PIECES;
    private static final String BEGINNING = "%s={};print(len(%s))".formatted(NAME, NAME);
    /// After so many failures with all pieces there, one of them may be wrong in spite of its check.
    private static final int PIECES_ATTEMPTS = 6;
    /// After so many failures code is sent in pieces.
    private static final int WHOLE_ATTEMPTS = 3;

    private final MicroPythonBoard board;
    private final byte[] code;
    private boolean split;
    private boolean sent;
    private boolean progress;
    private int failures;

    CodePieces(MicroPythonBoard board, byte[] code) {
        this.board = board;
        this.code = code;
    }

    /// Returns Python whose value is the code, of which the board has got the pieces if `trouble` has been such
    /// that it is sent so.
    String expression(Trouble trouble) throws IOException {
        split |= code.length > 2 * PIECE && trouble.count() >= WHOLE_ATTEMPTS;
        if (!split) {
            return PythonLiteral.writeCode(code);
        }
        if (!sent) {
            send();
            sent = true;
            failures = 0;
            if (!progress) {
                progress = true;
                trouble.progress();
            }
        }
        return "b''.join([%s[i]for i in range(%d)])".formatted(NAME, Math.ceilDiv(code.length, PIECE));
    }

    /// Says that running the code has failed, by `e`, from which it is seen whether the board has lost pieces of
    /// it.
    void failed(IOException e) {
        if (++failures == PIECES_ATTEMPTS
                || e instanceof RemoteException remote && (remote.type().equals("KeyError") || forgotten(remote))) {
            sent = false;
        }
    }

    private void send() throws IOException {
        persist(BEGINNING, "0\r\n");
        for (int i = 0; i * PIECE < code.length; i++) {
            byte[] piece = Arrays.copyOfRange(code, i * PIECE, Math.min(code.length, (i + 1) * PIECE));
            int sum = 0;
            for (byte b : piece) {
                sum += b & 0xFF;
            }
            String line = "%s[%d]=%s;print(sum(%s[%d]))".formatted(NAME, i, PythonLiteral.write(piece), NAME, i);
            persist(line, sum + "\r\n");
        }
    }

    private static boolean forgotten(RemoteException e) {
        return e.detail().startsWith("name '" + NAME + "' ");
    }

    private void persist(String line, String answer) throws IOException {
        var trouble = new Trouble(board);
        while (true) {
            try {
                if (board.exec(line, PATIENCE.multipliedBy(1 + trouble.count() / 4))
                        .equals(answer)) {
                    return;
                }
                trouble.take(new ProtocolException("board: a piece of code was damaged on the line"));
            } catch (RemoteException e) {
                if (forgotten(e) && !line.equals(BEGINNING)) {
                    throw e; // the board has been reset in between
                }
                trouble.take(e);
            } catch (ProtocolException | StreamTimeoutException | PromptException e) {
                trouble.take(e);
            }
        }
    }
}
