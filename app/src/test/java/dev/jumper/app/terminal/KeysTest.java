package dev.jumper.app.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Sequences are those of xterm's control sequences: "PC-Style Function Keys" and "Bracketed Paste Mode".
class KeysTest {
    private final List<String> told = new ArrayList<>();
    private final Keys keys = new Keys(new Keys.Listener() {
        @Override
        public void type(String text) {
            told.add("type " + text.replace('\033', '^'));
        }

        @Override
        public void enter() {
            told.add("enter");
        }

        @Override
        public void up() {
            told.add("up");
        }

        @Override
        public void down() {
            told.add("down");
        }

        @Override
        public void paste(String text) {
            told.add("paste " + text.replace('\033', '^'));
        }

        @Override
        public void leave() {
            told.add("leave");
        }
    });

    private void press(String text) {
        text.chars().forEach(c -> keys.feed((char) c));
    }

    @Test
    void passesWhatIsTypedOn() {
        press("a\t\003\177é");
        assertEquals(List.of("type a", "type \t", "type \003", "type \177", "type é"), told);
    }

    @Test
    void endsTheLineOnReturnAndOnLineFeed() {
        press("\r\n");
        assertEquals(List.of("enter", "enter"), told);
    }

    @Test
    void leavesOnControlBracket() {
        press("\035");
        assertEquals(List.of("leave"), told);
    }

    @Test
    void knowsUpAndDownInBothModesOfTheCursorKeys() {
        press("\033[A\033OA\033[B\033OB");
        assertEquals(List.of("up", "up", "down", "down"), told);
    }

    @Test
    void passesOtherSequencesOnWithNothingMissing() {
        press("\033[C\033[1;5D\033OHx");
        assertEquals("^[C^[1;5D^OHx", String.join("", told).replace("type ", ""));
    }

    @Test
    void escapeAloneIsAKeyOnceNothingFollows() {
        press("\033");
        assertEquals(List.of(), told);
        keys.idle();
        keys.idle();
        press("[A");
        assertEquals(List.of("type ^", "type [", "type A"), told);
    }

    @Test
    void takesAPasteAsOneWithTheKeysInIt() {
        press("\033[200~def f():\r\n\t\035\033[A\r\033[201~x");
        assertEquals(List.of("paste def f():\r\n\t\035^[A\r", "type x"), told);
    }

    @Test
    void waitsForTheEndOfAPasteHoweverLongItTakes() {
        press("\033[200~1\033[201");
        keys.idle();
        assertEquals(List.of(), told);
        press("~");
        assertEquals(List.of("paste 1"), told);
    }

    @Test
    void emptyPasteIsAPaste() {
        press("\033[200~\033[201~");
        assertEquals(List.of("paste "), told);
    }
}
