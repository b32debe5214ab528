package dev.jumper.devices.board;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Forms of bytes literals are those of the Python reference, "String and Bytes literals".
class CodeLiteralTest {
    private static String written(String code) {
        return PythonLiteral.writeCode(code.getBytes(US_ASCII));
    }

    @Test
    void codeOfSeveralLinesIsKeptAsItIs() {
        assertEquals("br'''if x:\n y=b'\\x06'\n z=y\n x=z\n'''", written("if x:\n y=b'\\x06'\n z=y\n x=z\n"));
    }

    @Test
    void codeWithNothingToEscapeIsAPlainLiteral() {
        assertEquals("b'_wv=1'", written("_wv=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a='''b\n\n\n\n\n'''", "\n\n\n\n\n\n'", "\n\n\n\n\n\n\\", "\t\n\n\n\n\n\n"})
    void codeThatCannotBeKeptIsEscaped(String code) {
        assertEquals(PythonLiteral.write(code.getBytes(US_ASCII)), written(code));
    }

    /// What the prompt acts on is in MicroPython's "The MicroPython Interactive Interpreter Mode": 0x01 to 0x05. A
    /// line end would end the literal.
    @Test
    void bytesAreKeptAsTheyAreWhereNothingActsOnThem() {
        assertEquals(
                "b'\\x00\\x01\\x02\\x03\\x04\\x05\6\\n\\r\\'\\\\ \177\200\377'",
                PythonLiteral.writeDense(
                        new byte[] {0, 1, 2, 3, 4, 5, 6, '\n', '\r', '\'', '\\', ' ', 127, (byte) 128, (byte) 255}));
    }
}
