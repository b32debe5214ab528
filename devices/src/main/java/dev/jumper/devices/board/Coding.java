package dev.jumper.devices.board;

import java.util.Base64;
import java.util.HexFormat;

/// How bytes travel as text: base64 where the board has it in C, hex where base64 would be slow Python or is
/// missing.
enum Coding {
    BASE64,
    HEX;

    /// Python that defines `_je`, which encodes bytes to a line that [#decode] takes, and `_ja`, which decodes what
    /// [#encode] made of them.
    static final String PYTHON = """
        try:
         import binascii as _jb
         if hasattr(_jb, '__file__') and hasattr(b'', 'hex'): _jb = None
        except ImportError: _jb = None
        def _je(d): return _jb.b2a_base64(d).decode().strip() if _jb else ':' + (d.hex() if d else '')
        _ja = _jb.a2b_base64 if _jb else bytes.fromhex
        """;

    /// Python that prints which coding [#PYTHON] has chosen, for [#chosen].
    static final String PYTHON_CHOICE = "print('BASE64' if _jb else 'HEX')\n";

    /// Reads what [#PYTHON_CHOICE] printed.
    static Coding chosen(String printed) {
        return printed.strip().equals("HEX") ? HEX : BASE64;
    }

    /// Returns Python source for `bytes` that is as short as can be.
    String encode(byte[] bytes) {
        String literal = PythonLiteral.writeBytes(bytes, 0, bytes.length);
        String coded = switch (this) {
            case BASE64 -> "_ja('" + Base64.getEncoder().encodeToString(bytes) + "')";
            case HEX -> "_ja('" + HexFormat.of().formatHex(bytes) + "')";
        };
        return literal.length() <= coded.length() ? literal : coded;
    }

    /// Returns the bytes of a line that `_je` made.
    ///
    /// @throws IllegalArgumentException if it is in neither coding
    static byte[] decode(String line) {
        return line.startsWith(":")
                ? HexFormat.of().parseHex(line, 1, line.length())
                : Base64.getDecoder().decode(line);
    }
}
