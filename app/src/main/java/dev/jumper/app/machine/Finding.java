package dev.jumper.app.machine;

import java.util.Locale;

/// What a [Checkup] found.
///
/// @param state what it comes to
/// @param subject what it is about, such as `I2C`
/// @param found what is there
/// @param expected what should be there; empty if that is it
/// @param remedy what to do; empty if there is nothing to do
public record Finding(State state, String subject, String found, String expected, String remedy) {
    /// What a finding comes to.
    public enum State {
        /// It works.
        OK,
        /// It is not there, which may be as it should.
        OFF,
        /// Somebody else has it.
        TAKEN,
        /// It does not work, although it is there.
        WRONG;

        /// Returns its name in small letters.
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding ok(String subject, String found) {
        return new Finding(State.OK, subject, found, "", "");
    }

    static Finding off(String subject, String found, String expected, String remedy) {
        return new Finding(State.OFF, subject, found, expected, remedy);
    }

    static Finding taken(String subject, String found, String remedy) {
        return new Finding(State.TAKEN, subject, found, "", remedy);
    }

    static Finding wrong(String subject, String found, String expected, String remedy) {
        return new Finding(State.WRONG, subject, found, expected, remedy);
    }
}
