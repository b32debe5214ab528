package dev.jumper.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doCallRealMethod;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import dev.jumper.hal.Pin;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/// A recipe: a pin is one method, so a mock of it needs no more than that one.
class MockedPinTest {
    // @start region=program
    /// Sends `bits`, the lowest first, one for each rising edge of the clock, and returns what came back.
    static int exchange(Pin clock, Pin out, Pin in, int bits, int count) throws IOException {
        int answer = 0;
        for (int i = 0; i < count; i++) {
            out.ioctl(Pin.WRITE, bits >> i & 1);
            clock.ioctl(Pin.WRITE, 1);
            answer |= in.ioctl(Pin.READ, 0) << i;
            clock.ioctl(Pin.WRITE, 0);
        }
        return answer;
    }
    // @end region=program

    @Test
    void aPinReadsWhatItIsToldTo() throws IOException {
        // @start region=read
        Pin in = mock();
        when(in.ioctl(Pin.READ, 0)).thenReturn(0, 1, 1);

        assertEquals(0b110, exchange(mock(), mock(), in, 0, 3));
        verify(in, times(3)).ioctl(Pin.READ, 0);
        verifyNoMoreInteractions(in);
        // @end region=read
    }

    @Test
    void pinsAreWrittenInOrder() throws IOException {
        // @start region=write
        Pin clock = mock();
        Pin out = mock();

        exchange(clock, out, mock(), 0b01, 2);

        var wire = inOrder(clock, out);
        wire.verify(out).ioctl(Pin.WRITE, 1);
        wire.verify(clock).ioctl(Pin.WRITE, 1);
        wire.verify(clock).ioctl(Pin.WRITE, 0);
        wire.verify(out).ioctl(Pin.WRITE, 0);
        wire.verify(clock).ioctl(Pin.WRITE, 1);
        wire.verify(clock).ioctl(Pin.WRITE, 0);
        wire.verifyNoMoreInteractions();
        // @end region=write
    }

    @Test
    void aWrongOrderIsSeen() throws IOException {
        Pin clock = mock();
        Pin out = mock();
        exchange(clock, out, mock(), 1, 1);
        var wire = inOrder(clock, out);
        wire.verify(clock).ioctl(Pin.WRITE, 1);
        assertThrows(AssertionError.class, () -> wire.verify(out).ioctl(Pin.WRITE, 1));
    }

    @Test
    void aPinFails() throws IOException {
        // @start region=failure
        Pin in = mock();
        when(in.ioctl(Pin.READ, 0)).thenReturn(1).thenThrow(new IOException("the cable"));

        var e = assertThrows(IOException.class, () -> exchange(mock(), mock(), in, 0, 2));
        assertEquals("the cable", e.getMessage());
        // @end region=failure
    }

    @Test
    void conveniencesCallTheOneMethod() throws IOException {
        // @start region=convenience
        Pin led = mock();
        doCallRealMethod().when(led).toggle();
        when(led.ioctl(Pin.READ, 0)).thenReturn(0);

        led.toggle();

        verify(led).ioctl(Pin.WRITE, 1);
        // @end region=convenience
    }

    @Test
    void anUnknownRequestIsRefusedByAMockThatIsToldSo() throws IOException {
        Pin input = mock();
        when(input.ioctl(anyInt(), anyInt())).thenAnswer(call -> {
            throw Pin.unknown("gate", call.getArgument(0));
        });
        assertThrows(UnsupportedOperationException.class, () -> input.ioctl(Pin.OUTPUT, 1));
    }
}
