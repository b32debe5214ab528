package dev.jumper.devices.board;

import dev.jumper.devices.board.PromptException.Sight;
import dev.jumper.hal.stream.ByteStream;
import java.time.Duration;

/// Says why there is no prompt, and what to do.
///
/// @param evidence what came
/// @param lines the port's modem lines
/// @param waited for how long
record NoPrompt(Evidence evidence, long lines, Duration waited) {
    /// The usual circuit of a board: RTS without DTR pulls the chip's reset ("Automatic Bootloader", esptool
    /// documentation).
    private boolean held() {
        return (lines & (ByteStream.RTS | ByteStream.DTR)) == ByteStream.RTS;
    }

    PromptException exception() {
        var sight = evidence.sight() == Sight.SILENCE && held() ? Sight.HELD_IN_RESET : evidence.sight();
        return new PromptException(sight, "board: " + text(sight));
    }

    private String text(Sight sight) {
        String within = " within " + Session.seconds(Duration.ofMillis(waited.toMillis()));
        String seen = evidence.count() + " bytes" + within + " but no raw prompt among them, last \"" + evidence.tail()
                + "\"; ";
        return switch (sight) {
            case SILENCE ->
                "not one byte" + within + ", expected a MicroPython prompt; is it the right port, is the board powered"
                        + " and running MicroPython? Reset it and try again";
            case HELD_IN_RESET ->
                "not one byte" + within + ", and RTS is on while DTR is off, which holds most boards in reset;"
                        + " close the other program that drives these lines, or unplug the board and plug it in again";
            case BOOT_LOADER ->
                seen + "the chip is in its boot loader and waits for firmware: reset it with its boot button (GPIO0)"
                        + " released, or flash MicroPython to it";
            case RESTARTS ->
                seen + "the board starts again and again: is its supply strong enough, does boot.py or a watchdog reset"
                        + " it?";
            case ECHO ->
                seen
                        + "the line sends back what is sent: turn off the local echo of the adapter, or separate RX"
                        + " from TX";
            case WRONG_RATE ->
                seen + "that is no text: another baud rate (MicroPython uses 115200), or something that is not"
                        + " MicroPython";
            case PROGRAM ->
                seen + "a program runs that does not let itself be interrupted: reset the board and try again at once,"
                        + " or change its main.py";
        };
    }
}
