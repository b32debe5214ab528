package dev.jumper.devices.board;

import dev.jumper.devices.board.PromptException.Sight;
import java.nio.charset.StandardCharsets;

/// What was seen on the way to a prompt, and what it points to. Takes every byte that comes.
final class Evidence {
    private static final int TRACED = 60;

    /// A board that has started this often within one way to the prompt does it by itself.
    private static final int RESTARTS = 4;

    private final Phrase echo;
    private Phrase echoOfCode;
    private final Phrase interrupted = new Phrase("KeyboardInterrupt");
    private final Phrase restarted = new Phrase("MPY: soft reboot");
    /// The ESP8266 and ESP32 ROM print this at every start ("ESP8266 Boot Mode Selection", esptool documentation).
    private final Phrase romStarted = new Phrase("rst cause:");
    private final Phrase newRomStarted = new Phrase("rst:0x");
    private final Phrase downloading = new Phrase("waiting for download");
    private final Phrase uartBoot = new Phrase("boot mode:(1,");
    /// A reply to SYNC of the ROM: start of a frame, direction "reply", operation 8.
    private final Phrase romReply = new Phrase(new byte[] {(byte) 0xC0, 1, 8});
    private final byte[] recent = new byte[TRACED];
    private long count;
    private long strange;
    private int echoes;
    private int interrupts;
    private int restarts;
    private boolean inLoader;
    private boolean codeEchoed;

    /// Prepares to recognise `request`, which the line might send back.
    Evidence(byte[] request) {
        echo = new Phrase(request);
        echoOfCode = echo;
    }

    /// Tells what was sent at the raw prompt, which echoes nothing itself.
    void sent(byte[] code) {
        echoOfCode = new Phrase(code);
    }

    void take(byte next) {
        recent[(int) (count % TRACED)] = next;
        count++;
        if (next < ' ' && next != '\r' && next != '\n' && next != '\t' && next != 4 && next != 27) {
            strange++;
        }
        if (echo.ends(next)) {
            echoes++;
        }
        if (echoOfCode != echo && echoOfCode.ends(next)) {
            codeEchoed = true;
        }
        if (interrupted.ends(next)) {
            interrupts++;
        }
        if (restarted.ends(next) | romStarted.ends(next) | newRomStarted.ends(next)) {
            restarts++;
        }
        if (downloading.ends(next) | uartBoot.ends(next) | romReply.ends(next)) {
            inLoader = true;
        }
    }

    /// Returns how many bytes have come.
    long count() {
        return count;
    }

    /// Tells whether code sent at the raw prompt came back.
    boolean echoed() {
        return codeEchoed;
    }

    /// Tells whether this looks like a chip that is in its boot loader; nothing will bring it to a prompt but a
    /// reset.
    boolean inLoader() {
        return inLoader;
    }

    /// Returns what it all points to.
    Sight sight() {
        if (count == 0) {
            return Sight.SILENCE;
        }
        if (codeEchoed) {
            return Sight.ECHO;
        }
        if (inLoader) {
            return Sight.BOOT_LOADER;
        }
        if (restarts >= RESTARTS) {
            return Sight.RESTARTS;
        }
        if (echoes > 0) {
            return Sight.ECHO;
        }
        // bytes of a wrong rate are mostly no text; those of a program that prints UTF-8 are some of the time
        return interrupts == 0 && strange * 4 > count ? Sight.WRONG_RATE : Sight.PROGRAM;
    }

    /// Returns the last of what came, for a message, with `?` for what is no text.
    String tail() {
        int length = (int) Math.min(TRACED, count);
        var text = new byte[length];
        for (int i = 0; i < length; i++) {
            byte b = recent[(int) ((count - length + i) % TRACED)];
            text[i] = b >= ' ' && b < 127 ? b : (byte) (b == '\r' || b == '\n' ? ' ' : '?');
        }
        return new String(text, StandardCharsets.US_ASCII).strip().replaceAll(" +", " ");
    }
}
