package dev.jumper.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What the board sends is as `shared/readline/readline.c` of MicroPython writes it.
class EchoedLineTest {
    private final EchoedLine line = new EchoedLine();

    private Optional<String> after(String received) {
        line.feed(received);
        return line.typed();
    }

    @Test
    void isNotAtAPromptBeforeOneComes() {
        assertEquals(Optional.empty(), line.typed());
        assertEquals(Optional.empty(), after("MicroPython v1.27.0\r\n"));
        assertEquals(Optional.empty(), after(">>>"));
        assertEquals(Optional.of(""), after(" "));
    }

    @Test
    void holdsWhatWasEchoed() {
        assertEquals(Optional.of("1+1"), after(">>> 1+1"));
    }

    @Test
    void followsABackspaceAtTheEnd() {
        assertEquals(Optional.of("1+"), after(">>> 1+1\b\033[K"));
    }

    @Test
    void followsAnInsertionInTheMiddle() {
        // "ac", left, "b": the board draws the rest again and goes back
        assertEquals(Optional.of("abc"), after(">>> ac\bbc\b"));
        assertFalse(line.atEnd());
        assertEquals(Optional.of("abXc"), after("Xc\b"));
    }

    @Test
    void followsAMoveByMoreThanFour() {
        assertEquals(Optional.of("Xbcdefgh"), after(">>> abcdefgh\033[8DX"));
        assertFalse(line.atEnd());
        after("\033[7C");
        assertTrue(line.atEnd());
    }

    @Test
    void redrawsTheLineAfterACarriageReturn() {
        assertEquals(Optional.of("os"), after(">>> nothing\r\033[K>>> os"));
    }

    @Test
    void coloursAreNotTyped() {
        assertEquals(Optional.of("1"), after("\033[32m>>> \033[0m1"));
    }

    @Test
    void tellsAStatementFromOneThatGoesOn() {
        after(">>> if x:");
        assertTrue(line.atStatement());
        assertEquals(Optional.of("    "), after("\r\n...     "));
        assertFalse(line.atStatement());
    }

    @Test
    void outputOfAProgramIsNoPrompt() {
        assertEquals(Optional.empty(), after(">>> f()\r\nanswer >>> 42"));
    }

    @Test
    void finishedLinesAreTakenOnceInTheirOrder() {
        line.feed(">>> a = 1\r\n>>> if a:\r\n...     a\r\n1\r\n>>> b");
        assertEquals(Optional.of("a = 1"), line.takeFinished());
        assertEquals(Optional.of("if a:"), line.takeFinished());
        assertEquals(Optional.of("    a"), line.takeFinished());
        assertEquals(Optional.empty(), line.takeFinished());
        assertEquals(Optional.of("b"), line.typed());
    }

    @Test
    void absurdMovesStayOnTheLine() {
        assertEquals(Optional.of("a"), after(">>> a\033[99999999999C"));
        assertEquals(Optional.of("ab"), after("\b\b\b\b\b\b\b\b\b>>> ab"));
    }
}
