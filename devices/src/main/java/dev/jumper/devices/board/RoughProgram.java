package dev.jumper.devices.board;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The part of the program on the board that is for lines which let hardly anything pass: it takes code in checked
/// pieces, and blocks of which any may come more than once.
final class RoughProgram {
    /// `_wru` and `_wrd` are `_wu` and `_wd` for a line on which more may come than is waited for, or an interrupt
    /// that nobody sent: they say when they begin, and as which call, and what comes after their end is thrown away
    /// until it is over. Two interrupts end that.
    /// `_wru` leaves `_wp` in `_wv`, and `_wrd` sends all blocks three times.
    static final byte[] LOOPS = """
        _wrn=sys.stdin.buffer.readinto
        def _wrs(k):_ww(bytes((7,48+k%64,48+k//64%64,7))*6)
        def _wru(n,z,g,f,k):
         global _wv
         a=bytearray(1)
         _wrs(k)
         try:_wu(n,z,g,f)
         finally:
          _wv=_wp if _wg else-1
          for i in 0,1:
           try:
            while 1:_wrn(a)
           except KeyboardInterrupt:pass
        def _wrd(n,z,o,k):
         _wrs(k)
         for i in 0,1,2:_wd(n,z,o,k)
        """.getBytes(StandardCharsets.UTF_8);

    /// The name of the pieces that have come.
    static final String PIECES = "_0";

    /// The name of [#TAKER].
    static final String TAKE = "_55";

    /// The name of [#CHECKER].
    static final String CHECK = "_77";

    /// Defines `_77(i,b)`, the check of bytes at offset i.
    static final String CHECKER = "_77=lambda i,b:(int.from_bytes(b,'little')+i)%8191+1000";

    /// Defines `_55(i,b,c)`, which puts bytes at offset i of the code that is on its way if they have the check c,
    /// and prints its complement, which no echo holds.
    static final String TAKER = "_55=lambda i,b,c:_77(i,b)==c and(globals().update(_0=_0[:i]+b)or print(~c))";

    /// Python that prints the pieces that have come, as one number.
    static final String TELL = "-int.from_bytes(_0,'little')";

    private RoughProgram() {}

    /// Returns Python that has [#TAKER] take the bytes of `code` from `from` to `to`.
    static String take(byte[] code, int from, int to) {
        byte[] piece = Arrays.copyOfRange(code, from, to);
        return "%s(%d,%s,%d)".formatted(TAKE, from, PythonLiteral.write(piece), check(piece, from));
    }

    /// Returns Python that prints the check of the bytes of `code` from `from` to `to`, made negative.
    static String checkOf(byte[] code, int from, int to) {
        return "-%s(%d,%s)".formatted(CHECK, from, PythonLiteral.write(Arrays.copyOfRange(code, from, to)));
    }

    /// Tells whether `output` has the check of these bytes.
    static boolean checks(byte[] code, int from, int to, String output) {
        return output.contains("-" + check(Arrays.copyOfRange(code, from, to), from) + "\r");
    }

    /// Tells whether `output` says that the board has taken these bytes.
    static boolean taken(byte[] code, int from, int to, String output) {
        String check = "" + ~check(Arrays.copyOfRange(code, from, to), from);
        for (int at = output.indexOf(check); at >= 0; at = output.indexOf(check, at + 1)) {
            int end = at + check.length();
            if (end < output.length() && !Character.isDigit(output.charAt(end))) {
                return true;
            }
        }
        return false;
    }

    /// Tells whether `output` says that the pieces that have come are `all`, a few bytes.
    static boolean tells(byte[] all, String output) {
        long value = 0;
        for (int i = all.length - 1; i >= 0; i--) {
            value = value << 8 | all[i] & 0xFF;
        }
        return output.contains("-" + value + "\r");
    }

    private static int check(byte[] piece, int from) {
        long value = 0;
        for (int i = piece.length - 1; i >= 0; i--) {
            value = (value << 8 | piece[i] & 0xFF) % 8191;
        }
        return (int) ((value + from) % 8191 + 1000); // as long as no number in a traceback
    }

    /// Returns Python that runs `code`, which has come to the board in pieces, if it is as it was sent.
    static String run(byte[] code) {
        return "int.from_bytes(%1$s,'little')%%%2$d==%3$d and exec(%1$s)"
                .formatted(PIECES, WireCode.PRIME, WireCode.remainder(code));
    }
}
