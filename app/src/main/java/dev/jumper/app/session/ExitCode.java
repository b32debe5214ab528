package dev.jumper.app.session;

import dev.jumper.app.bench.AbsentException;
import dev.jumper.app.bench.BusyException;
import dev.jumper.devices.board.PromptException;
import dev.jumper.devices.board.RemoteException;
import dev.jumper.devices.board.VerificationException;
import dev.jumper.gpio.GpioException;
import dev.jumper.hal.DeviceException;
import dev.jumper.hal.stream.StreamOpenException;
import dev.jumper.hal.stream.StreamTimeoutException;
import java.io.InterruptedIOException;

/// What the command's exit status says.
public enum ExitCode {
    /// Done.
    OK(0),
    /// The code on the board raised an exception.
    REMOTE(1),
    /// The command line makes no sense.
    USAGE(2),
    /// No device, no such port, or several.
    NO_PORT(3),
    /// This user may not open the port.
    DENIED(4),
    /// Another program has the port.
    BUSY(5),
    /// The board gave no prompt, or no answer in time.
    NO_PROMPT(6),
    /// A file arrived damaged, or changed while it was copied.
    DAMAGED(7),
    /// The connection was lost, the board was reset in the middle, or a file could not be read or written.
    FAILED(8),
    /// A chip on the pins does not answer, or not as it should.
    DEVICE(9),
    /// Ctrl-C.
    INTERRUPTED(130);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    /// Returns the number that the process exits with.
    public int status() {
        return status;
    }

    /// Returns what `failure` comes to.
    public static ExitCode of(Exception failure) {
        return switch (failure) {
            case StreamOpenException e ->
                switch (e.reason()) {
                    case ABSENT, AMBIGUOUS, UNSUITABLE -> NO_PORT;
                    case DENIED -> DENIED;
                    case BUSY -> BUSY;
                };
            case DeviceException _ -> DEVICE;
            case AbsentException _ -> NO_PORT;
            case BusyException _ -> BUSY;
            case GpioException e ->
                switch (e.errno()) { // asm-generic/errno-base.h: EPERM, EACCES; ENOENT, ENXIO, ENODEV; EBUSY
                    case 1, 13 -> DENIED;
                    case 2, 6, 19 -> NO_PORT;
                    case 16 -> BUSY;
                    default -> FAILED;
                };
            case RemoteException _ -> REMOTE;
            case VerificationException _ -> DAMAGED;
            case PromptException _, StreamTimeoutException _ -> NO_PROMPT;
            case InterruptedIOException _, InterruptedException _ -> INTERRUPTED;
            case IllegalArgumentException _, UnsupportedOperationException _ -> USAGE;
            default -> FAILED;
        };
    }
}
