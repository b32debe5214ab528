package dev.jumper.hal.vfs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ErrnoTest {
    @ParameterizedTest
    @EnumSource
    void survivesTheWayThroughItsExceptionAndItsNumber(Errno errno) {
        assertEquals(errno, Errno.of(errno.on("/x")));
        assertEquals(Optional.of(errno), Errno.of(errno.number()));
    }

    @Test
    void isAnInputOutputErrorForAnythingElse() {
        assertEquals(Errno.EIO, Errno.of(new IOException("link lost")));
        assertEquals(Optional.empty(), Errno.of(9999));
    }
}
