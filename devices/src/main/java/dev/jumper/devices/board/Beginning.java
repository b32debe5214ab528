package dev.jumper.devices.board;

import java.io.IOException;

/// What is here already of a file that comes from the board.
interface Beginning {
    /// Nothing.
    Beginning NONE = new Beginning() {
        @Override
        public long length() {
            return 0;
        }

        @Override
        public void feed(FileDigest digest) {
            // there are no bytes
        }

        @Override
        public void clear() {
            // there is nothing
        }
    };

    /// Returns how many bytes it is.
    long length() throws IOException;

    /// Gives all of it to `digest`; what comes next goes behind it.
    void feed(FileDigest digest) throws IOException;

    /// Forgets it, for the file is another; what comes next is its beginning.
    void clear() throws IOException;
}
