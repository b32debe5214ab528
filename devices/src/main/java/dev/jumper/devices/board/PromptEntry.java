package dev.jumper.devices.board;

import dev.jumper.hal.stream.ByteStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// The way to the raw prompt from whatever the board is doing: it breaks off what runs, asks for raw mode, waits
/// for the banner, and then has the board print a word of this attempt's own, so that no banner that was left
/// over, and no answer to an earlier request, is taken for the one that counts.
///
/// The caller has the clock: when nothing has come of it within [#patience], it calls [#again].
final class PromptEntry implements Protocol {
    private static final String BANNER = "raw REPL; CTRL-B to exit\r\n>";
    /// As much of it as says that code can be sent; on a bad line the whole hardly ever comes undamaged.
    private static final String BANNER_END = "exit\r\n>";
    /// Ends a line, breaks off what runs (twice, for code that catches it once), and enters raw mode.
    private static final byte[] REQUEST = {'\r', 3, 3, '\r', 1};

    private static final Duration FIRST_PATIENCE = Duration.ofMillis(400);
    private static final Duration LONGEST_PATIENCE = Duration.ofMillis(1600);

    /// From this request on, many interrupts go before it: a loop that catches each one is left only when the next
    /// comes while it is still handling the last.
    private static final int FLOOD_FROM = 3;

    private static final int FLOOD = 256;

    /// The request before which the ROM of an ESP chip is asked whether it is listening.
    private static final int ASK_ROM_AT = 5;

    /// The ROM's SYNC, operation 8 ("Serial Protocol", esptool documentation).
    private static final byte[] ROM_SYNC = new byte[46];

    static {
        byte[] head = {(byte) 0xC0, 0, 8, 36, 0, 0, 0, 0, 0, 7, 7, 0x12, 0x20};
        Arrays.fill(ROM_SYNC, (byte) 0x55);
        System.arraycopy(head, 0, ROM_SYNC, 0, head.length);
        ROM_SYNC[ROM_SYNC.length - 1] = (byte) 0xC0;
    }

    private enum State {
        ASKING,
        BANNER,
        PROVING,
        PROOF,
        DONE
    }

    private final long word;
    private final Phrase banner = new Phrase(BANNER_END);
    private final Evidence evidence = new Evidence(REQUEST);
    private final ByteBuffer saying =
            ByteBuffer.allocate(ROM_SYNC.length + FLOOD + REQUEST.length).limit(0);
    private Phrase proof = banner;
    private State state = State.ASKING;
    private Duration patience = FIRST_PATIENCE;
    private int requests;
    private boolean welcome;

    /// Prepares; `word` should differ from one way to the prompt to the next.
    PromptEntry(long word) {
        this.word = word & 0xFFFF;
        again();
    }

    /// Returns what recognises the banner of the raw prompt.
    static Phrase banner() {
        return new Phrase(BANNER);
    }

    /// Returns how long to wait, at the most, before [#again].
    Duration patience() {
        return patience;
    }

    /// Asks once more, and more urgently.
    void again() {
        requests++;
        if (welcome) { // it answers, and only what it says is damaged
            patience = FIRST_PATIENCE;
        } else if (requests > 1) {
            var doubled = patience.plus(patience); // a product would load BigDecimal, which is slow to start
            patience = doubled.compareTo(LONGEST_PATIENCE) < 0 ? doubled : LONGEST_PATIENCE;
        }
        state = State.ASKING;
        saying.clear();
        if (requests == ASK_ROM_AT) {
            saying.put(ROM_SYNC);
        }
        for (int i = 0; requests >= FLOOD_FROM && !welcome && i < FLOOD; i++) {
            saying.put((byte) 3);
        }
        saying.put(REQUEST).flip();
    }

    /// Returns what has been seen so far.
    Evidence evidence() {
        return evidence;
    }

    /// Tells whether the line has sent back what was sent; then the prompt cannot be spoken to.
    boolean echoed() {
        return evidence.echoed();
    }

    /// Tells whether asking again is of no use.
    boolean hopeless() {
        return evidence.inLoader();
    }

    @Override
    public int advance(ByteBuffer input, ByteBuffer output) {
        while (true) {
            switch (state) {
                case ASKING -> {
                    if (!say(output)) {
                        return ByteStream.NEED_WRITE;
                    }
                    banner.reset();
                    state = State.BANNER;
                }
                case BANNER -> {
                    if (!found(banner, input)) {
                        return ByteStream.NEED_READ;
                    }
                    welcome = true;
                    prove();
                }
                case PROVING -> {
                    if (!say(output)) {
                        return ByteStream.NEED_WRITE;
                    }
                    state = State.PROOF;
                }
                case PROOF -> {
                    if (!found(proof, input)) {
                        return ByteStream.NEED_READ;
                    }
                    state = State.DONE;
                }
                case DONE -> {
                    return DONE;
                }
            }
        }
    }

    /// Has the board print a number that nobody has sent it: an echo of the code is no proof.
    private void prove() {
        byte[] proving = "print(%d+%d)\4".formatted(word, requests).getBytes(StandardCharsets.US_ASCII);
        proof = new Phrase("OK%d\r\n\4\4>".formatted(word + requests));
        evidence.sent(proving);
        saying.clear().put(proving).flip();
        state = State.PROVING;
    }

    private boolean say(ByteBuffer output) {
        while (saying.hasRemaining() && output.hasRemaining()) {
            output.put(saying.get());
        }
        return !saying.hasRemaining();
    }

    private boolean found(Phrase phrase, ByteBuffer input) {
        while (input.hasRemaining()) {
            byte next = input.get();
            evidence.take(next);
            if (phrase.ends(next)) {
                return true;
            }
        }
        return false;
    }
}
