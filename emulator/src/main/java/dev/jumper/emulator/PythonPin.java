package dev.jumper.emulator;

import dev.jumper.hal.Pin;
import java.io.IOException;

/// A pin written in Python: an object with the method `ioctl(request, argument)`. Each call takes its time.
final class PythonPin implements Pin {
    /// What the Python side returns for a request that the object does not know.
    private static final int UNKNOWN = -1;
    /// What it returns for an exception, which it keeps.
    private static final int RAISED = -2;

    private final PythonCallback callback;
    private final BoardTime time;
    private final int handle;

    PythonPin(PythonCallback callback, BoardTime time, int handle) {
        this.callback = callback;
        this.time = time;
        this.handle = handle;
    }

    @Override
    public int ioctl(int request, int argument) throws IOException {
        time.call();
        int result = callback.call(handle, request, argument);
        if (result >= 0) {
            return result;
        }
        if (result == RAISED) {
            throw new Raised(this);
        }
        if (result == UNKNOWN) {
            throw Pin.unknown(this, request);
        }
        throw new IOException(this + ": request " + Pin.requestName(request) + " returned " + result);
    }

    @Override
    public String toString() {
        return "pin written in Python";
    }

    /// The pin's Python code raised an exception, which waits there to be raised again.
    static final class Raised extends IOException {
        private static final long serialVersionUID = 1;

        Raised(Pin pin) {
            super(pin + ": raised an exception");
        }
    }
}
