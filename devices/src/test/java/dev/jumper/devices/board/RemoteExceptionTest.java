package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.NoSuchFileException;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/// The tracebacks are as MicroPython 1.27 prints them.
class RemoteExceptionTest {
    private static final String HEAD = "Traceback (most recent call last):\r\n";

    @Test
    void takesThePlaceFromTheInnermostFrame() {
        var e = RemoteException.of(HEAD
                + "  File \"<stdin>\", line 3, in <module>\r\n"
                + "  File \"lib/a.py\", line 12, in f\r\n"
                + "ZeroDivisionError: divide by zero\r\n");
        assertEquals("ZeroDivisionError", e.type());
        assertEquals("divide by zero", e.detail());
        assertEquals("lib/a.py", e.file());
        assertEquals(12, e.line());
        assertTrue(e.errno().isEmpty());
    }

    @Test
    void readsAnExceptionWithoutDetail() {
        var e = RemoteException.of(HEAD + "  File \"<stdin>\", line 1, in <module>\r\nKeyboardInterrupt: \r\n");
        assertEquals("KeyboardInterrupt", e.type());
        assertTrue(e.interrupted());
        assertEquals("", e.detail());
    }

    @Test
    void keepsADetailOfSeveralLines() {
        var e = RemoteException.of(HEAD + "  File \"<stdin>\", line 1, in <module>\r\nValueError: a\r\nb: c\r\n");
        assertEquals("a\nb: c", e.detail());
    }

    @Test
    void readsTheErrnoInBothForms() {
        assertEquals(
                OptionalInt.of(2),
                RemoteException.of("OSError: [Errno 2] ENOENT").errno());
        assertEquals(
                OptionalInt.of(2),
                RemoteException.of("OSError: [Errno 2] ENOENT: nope.py").errno());
        assertEquals(OptionalInt.of(19), RemoteException.of("OSError: 19").errno());
        assertTrue(RemoteException.of("ValueError: 19").errno().isEmpty());
    }

    @Test
    void keepsTextThatIsNoTraceback() {
        assertEquals("what is this?", RemoteException.of("what is this?").detail());
    }

    @Test
    void becomesTheExceptionOfJavaNioFileForItsErrno() {
        var e = RemoteException.of("OSError: [Errno 2] ENOENT");
        var file = assertInstanceOf(NoSuchFileException.class, e.on("/a"));
        assertEquals("/a", file.getFile());
        assertSame(e, file.getCause());
        var other = RemoteException.of("OSError: [Errno 9999] EWHAT");
        assertSame(other, other.on("/a"));
    }
}
