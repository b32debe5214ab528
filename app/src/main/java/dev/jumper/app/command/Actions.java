package dev.jumper.app.command;

import java.util.List;
import java.util.Optional;

/// The subcommands by name, in the order of the help; each is loaded only when it is used.
public final class Actions {
    private static final List<String> NAMES = List.of(
            "tour",
            "devs",
            "repl",
            "exec",
            "eval",
            "run",
            "ls",
            "cat",
            "tree",
            "cp",
            "mv",
            "rm",
            "mkdir",
            "touch",
            "stat",
            "sha256",
            "df",
            "rtc",
            "reset",
            "info",
            "sim",
            "wave",
            "pins",
            "pin",
            "i2c",
            "spi",
            "onewire",
            "chips",
            "sense",
            "clock",
            "eeprom",
            "display",
            "doctor",
            "completion");

    private Actions() {}

    /// Returns every name that help tells of.
    public static List<String> names() {
        return NAMES;
    }

    /// Tells whether there is a command of that name, also one that no help tells of.
    static boolean isKnown(String name) {
        return NAMES.contains(name) || of(name).isPresent();
    }

    /// Returns a new command of that `name`, also one that no help tells of.
    public static Optional<Action> of(String name) {
        return switch (name) {
            case "tour" -> Optional.of(new Tour());
            case "devs" -> Optional.of(new Devs());
            case "repl" -> Optional.of(new Repl());
            case "exec" -> Optional.of(new Exec());
            case "eval" -> Optional.of(new Eval());
            case "run" -> Optional.of(new Run());
            case "ls" -> Optional.of(new Ls());
            case "cat" -> Optional.of(new Cat());
            case "tree" -> Optional.of(new Tree());
            case "cp" -> Optional.of(new Cp());
            case "mv" -> Optional.of(new Mv());
            case "rm" -> Optional.of(new Rm());
            case "mkdir" -> Optional.of(new Mkdir());
            case "touch" -> Optional.of(new Touch());
            case "stat" -> Optional.of(new StatCommand());
            case "sha256" -> Optional.of(new Sha256());
            case "df" -> Optional.of(new Df());
            case "rtc" -> Optional.of(new RtcCommand());
            case "reset" -> Optional.of(new Reset());
            case "info" -> Optional.of(new Info());
            case "sim" -> Optional.of(new Sim());
            case "wave" -> Optional.of(new Wave());
            case "pins" -> Optional.of(new Pins());
            case "pin" -> Optional.of(new PinCommand());
            case "i2c" -> Optional.of(new I2cCommand());
            case "spi" -> Optional.of(new SpiCommand());
            case "onewire" -> Optional.of(new OneWireCommand());
            case "chips" -> Optional.of(new ChipsCommand());
            case "sense" -> Optional.of(new Sense());
            case "clock" -> Optional.of(new ClockCommand());
            case "eeprom" -> Optional.of(new EepromCommand());
            case "display" -> Optional.of(new DisplayCommand());
            case "doctor" -> Optional.of(new Doctor());
            case "completion" -> Optional.of(new Completion());
            case "complete-path" -> Optional.of(new CompletePath());
            default -> Optional.empty();
        };
    }

    /// Returns what to add to a message about `word` if that is the name of a command, else nothing: a `+` is
    /// easily left out.
    public static String hint(String word) {
        return NAMES.contains(word) ? "; if the command " + word + " was meant, put + before it" : "";
    }
}
