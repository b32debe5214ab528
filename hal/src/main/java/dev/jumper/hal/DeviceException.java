package dev.jumper.hal;

import java.io.IOException;

/// The machine did its part, but what hangs on the pins answered wrongly, not at all, or out of time.
///
/// The message names the device or bus, its address, what was expected and found, and what to do. Unless it says
/// otherwise the bus is idle again, and the next transfer may work.
public final class DeviceException extends IOException {
    private static final long serialVersionUID = 1;

    /// What went wrong.
    public enum Kind {
        /// Nobody answers: no presence pulse, no answer to a start signal, no echo.
        ABSENT,
        /// No device acknowledged the address.
        ADDRESS_NOT_ACKNOWLEDGED,
        /// The device refused a data byte; [#index] says which.
        DATA_NOT_ACKNOWLEDGED,
        /// The device held the clock low for longer than the bus allows.
        STRETCHED_TOO_LONG,
        /// A line does not follow, and did not recover: it is held by something, or has no pull-up.
        STUCK,
        /// Another master drove the bus at the same time, and won.
        ARBITRATION_LOST,
        /// A checksum does not fit the bytes it covers.
        CHECKSUM,
        /// An answer that cannot be: another chip's identity, a frame or pulse that is none.
        WRONG_ANSWER,
        /// Something that began did not end in time: a pulse, an echo, a conversion.
        NEVER_ENDED,
        /// This machine was too slow, or paused, and missed a part of the answer; trying again may help.
        MISSED,
        /// Two outputs drive one line against each other.
        SHORT_CIRCUIT,
        /// The pin cannot take the direction that the protocol needs.
        DIRECTION_REFUSED
    }

    private final Kind kind;
    private final int index;

    /// Makes the error; the message says who, what, found, expected, remedy.
    public DeviceException(Kind kind, String message) {
        this(kind, message, -1, null);
    }

    /// Makes an error that has a cause.
    public DeviceException(Kind kind, String message, Throwable cause) {
        this(kind, message, -1, cause);
    }

    /// Makes an error about the byte at `index` of those written.
    public DeviceException(Kind kind, String message, int index) {
        this(kind, message, index, null);
    }

    private DeviceException(Kind kind, String message, int index, Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.index = index;
    }

    /// Returns what went wrong.
    public Kind kind() {
        return kind;
    }

    /// Returns which of the bytes written it was about, counted from 0 over the whole transaction; -1 if none.
    public int index() {
        return index;
    }
}
