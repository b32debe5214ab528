package dev.jumper.devices.board;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalLong;

/// What a board says of itself; a text that it does not know is empty.
///
/// @param implementation `micropython`
/// @param version of the implementation: `1.27.0`
/// @param machine the board's own name: `ESP module with ESP8266`
/// @param platform `sys.platform`: `esp8266`
/// @param uniqueId of the chip, in hex
/// @param frequency of the processor in hertz
/// @param freeMemory bytes of heap that are free
/// @param epochYear the year in which its time counts from 0: 1970 or 2000
public record BoardInfo(
        String implementation,
        String version,
        String machine,
        String platform,
        String uniqueId,
        OptionalLong frequency,
        OptionalLong freeMemory,
        int epochYear) {
    private static final String QUESTION = """
        import sys, time
        def _ji():
         d = {'impl': sys.implementation[0], 'ver': '.'.join(str(n) for n in sys.implementation[1][:3]),
          'plat': sys.platform, 'year': time.gmtime(0)[0]}
         try:
          import os
          d['mach'] = os.uname()[4]
         except Exception: pass
         try:
          import gc
          d['free'] = gc.mem_free()
         except Exception: pass
         try:
          import machine
          f = machine.freq()
          d['freq'] = f[0] if isinstance(f, tuple) else f
          d['uid'] = ''.join('%02x' % b for b in machine.unique_id())
         except Exception: pass
         print(d)
        _ji()
        del _ji
        """;

    /// Asks the board.
    static BoardInfo of(MicroPythonBoard board) throws IOException {
        Object answer = PythonLiteral.parse(board.exec(QUESTION));
        if (!(answer instanceof Map<?, ?> map)) {
            throw new IOException("board: found " + answer + " as its description, expected a dict");
        }
        return new BoardInfo(
                text(map, "impl"),
                text(map, "ver"),
                text(map, "mach"),
                text(map, "plat"),
                text(map, "uid"),
                number(map, "freq"),
                number(map, "free"),
                (int) number(map, "year").orElse(2000));
    }

    private static String text(Map<?, ?> map, String key) {
        return map.get(key) instanceof String s ? s : "";
    }

    private static OptionalLong number(Map<?, ?> map, String key) {
        return map.get(key) instanceof Long n ? OptionalLong.of(n) : OptionalLong.empty();
    }
}
