package dev.jumper.devices.board;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.stream.ByteStream;
import dev.jumper.hal.stream.StreamTimeoutException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// What a board says is as MicroPython 1.27 said it over such a line.
class RoughExecutionTest {
    private final ByteBuffer sent = ByteBuffer.allocate(200);

    private int hear(RoughExecution execution, String said) {
        return execution.advance(ByteBuffer.wrap(said.getBytes(StandardCharsets.ISO_8859_1)), sent);
    }

    private String sent() {
        String text = new String(sent.array(), 0, sent.position(), StandardCharsets.ISO_8859_1);
        sent.clear();
        return text;
    }

    @Test
    void sendsTheWayToThePromptAndTheCodeInOne() {
        hear(RoughExecution.of("print(~7)", _ -> false, false), "");
        assertEquals("\3print(~7)\r", sent());
        hear(RoughExecution.of("print(~7)", _ -> false, true), "");
        assertEquals("\3\3\3\3\2print(~7)\r", sent());
    }

    @Test
    void endsWithTheAnswerWhateverIsDamagedAroundIt() {
        var execution = RoughExecution.of("print(~7)", text -> text.contains("-8"), false);
        assertEquals(ByteStream.NEED_READ, hear(execution, "\r\n>>> prnt(~7"));
        assertEquals(Protocol.DONE, hear(execution, ")\n-8"));
    }

    @Test
    void endsWithThePromptOrOneForMoreThatComesAfterTheEcho() {
        var execution = RoughExecution.of("print(~7)", _ -> false, false);
        assertEquals(ByteStream.NEED_READ, hear(execution, "\r\n>>> "));
        assertEquals(Protocol.DONE, hear(execution, "priÿt(~7)\r\n>>> "));
        execution = RoughExecution.of("print(~7)", _ -> false, false);
        assertEquals(Protocol.DONE, hear(execution, "\r\n>>> print(~7\r\n... "));
    }

    @Test
    void seemsBusyOnceTheEchoHasComeToTheEndOfItsLine() {
        var execution = RoughExecution.of("print(~7)", _ -> false, false);
        assertFalse(execution.busy());
        hear(execution, "\r\n>>> print(~7)");
        assertFalse(execution.busy());
        hear(execution, "\r\n");
        assertTrue(execution.busy());
    }

    @Test
    void handsOverWhereTheProgramBegins() {
        var execution = RoughExecution.handingOver("_66(_0,1,2)", "\7A0\7", false);
        var said = ByteBuffer.wrap("\r\n>>> _66(_0,1,2)\r\n\7A\7\7A0\7\7A0".getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(Protocol.DONE, execution.advance(said, sent));
        assertTrue(execution.running());
        assertEquals(3, said.remaining());
    }

    @Test
    void whatAnotherCallSaysAtItsBeginningIsNotThisOnes() {
        var execution = RoughExecution.handingOver("_66(_0,1,2)", "\7A0\7", false);
        assertEquals(ByteStream.NEED_READ, hear(execution, "\r\n>>> \7B0\7\7B0\7_66(_0,1"));
        assertFalse(execution.running());
    }

    @Test
    void tellsSilenceDamageAndAnErrorApart() {
        var execution = RoughExecution.of("_66(_0,1,2)", _ -> false, false);
        hear(execution, "");
        assertEquals(
                "board: it says nothing; try again, or reset it",
                execution.failure().getMessage());
        assertInstanceOf(StreamTimeoutException.class, execution.failure());
        hear(execution, "\r\n>>> _66(_0,1,2)\r\n");
        assertInstanceOf(ProtocolException.class, execution.failure());
        assertEquals(
                "board: what it says arrives damaged; try again, or with a lower baud rate",
                execution.failure().getMessage());
        hear(
                execution,
                "Traceback (most recent call last):\r\n  File \"<stdin>\", line 1, in <module>\r\n"
                        + "NameError: name '_66' isn't defined\r\n>>> ");
        var error = assertInstanceOf(RemoteException.class, execution.failure());
        assertEquals("name '_66' isn't defined", error.detail());
        assertTrue(execution.complained());
    }

    @Test
    void endsWhenSomethingElseTalksWithoutEnd() {
        var execution = RoughExecution.of("print(~7)", _ -> false, false);
        assertEquals(ByteStream.NEED_READ, hear(execution, "x".repeat(4000)));
        assertEquals(Protocol.DONE, hear(execution, "x".repeat(100)));
    }
}
