package dev.jumper.bitbang;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.jumper.hal.Pin;
import dev.jumper.hal.bus.SpiMode;
import dev.jumper.hal.bus.SpiSettings;
import dev.jumper.hal.time.VirtualTicks;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.ref.Reference;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopCopiesTest {
    private static final Pin ONE = (_, _) -> 0;
    private static final Pin TWO = (_, _) -> 1;

    /// A pin that remembers its level, loaded again by each [Throwaway].
    public static final class Latch implements Pin {
        private int level;

        @Override
        public int ioctl(int request, int argument) {
            if (request != READ) {
                level = argument;
                return 0;
            }
            return level;
        }
    }

    private static final class Throwaway extends ClassLoader {
        Throwaway() {
            super(LoopCopiesTest.class.getClassLoader());
        }

        Pin latch() throws IOException, ReflectiveOperationException {
            try (var file = LoopCopiesTest.class.getResourceAsStream("LoopCopiesTest$Latch.class")) {
                byte[] bytes = file.readAllBytes();
                return (Pin) defineClass(Latch.class.getName(), bytes, 0, bytes.length)
                        .getConstructor()
                        .newInstance();
            }
        }
    }

    @Test
    void givesEachCombinationOfPinClassesACopyOfItsOwn() {
        var copies = new LoopCopies(MethodHandles.lookup(), 64);
        var oneTwo = copy(copies, ONE, TWO);
        assertTrue(oneTwo.isHidden());
        assertFalse(SpiLoop.class.isInstance(oneTwo));
        assertSame(oneTwo, copy(copies, ONE, TWO));
        assertNotSame(oneTwo, copy(copies, TWO, ONE));
        assertNotSame(oneTwo, copy(copies, ONE, ONE));
        assertEquals(3, copies.size());
    }

    private static Class<?> copy(LoopCopies copies, Pin... pins) {
        return copies.make(SpiBits.class, SpiLoop.class, List.of(pins), ONE, ONE, ONE, new VirtualTicks(0))
                .getClass();
    }

    @Test
    void sharesTheClassItselfBeyondTheMost() {
        var copies = new LoopCopies(MethodHandles.lookup(), 2);
        assertTrue(copy(copies, ONE).isHidden());
        assertTrue(copy(copies, TWO).isHidden());
        assertSame(SpiLoop.class, copy(copies, ONE, TWO));
        assertTrue(copy(copies, ONE).isHidden());
        assertEquals(2, copies.size());
    }

    @Test
    void sharesTheClassItselfWhereItCannotBeCopied() {
        var copies = new LoopCopies(MethodHandles.publicLookup(), 64);
        assertSame(SpiLoop.class, copy(copies, ONE));
        assertEquals(0, copies.size());
    }

    @Test
    void copiesDoWhatTheirOriginalDoes() throws Exception {
        for (var copies :
                List.of(new LoopCopies(MethodHandles.lookup(), 64), new LoopCopies(MethodHandles.publicLookup(), 64))) {
            var data = new Latch();
            var loop = copies.make(
                    SpiBits.class, SpiLoop.class, List.of(ONE, data, data), ONE, data, data, new VirtualTicks(0));
            var in = new byte[2];
            loop.exchange(new byte[] {0x12, (byte) 0xFE}, in, 0, 0, 8, false, 0);
            assertArrayEquals(new byte[] {0x12, (byte) 0xFE}, in);
        }
    }

    @Test
    void keepsNoClassLoaderOfAPinAlive() throws Exception {
        var copies = new LoopCopies(MethodHandles.lookup(), 64);
        var loaders = useAndDrop(copies, 3);
        long start = System.nanoTime();
        while (loaders.stream().anyMatch(l -> !l.refersTo(null))
                && System.nanoTime() - start < TimeUnit.SECONDS.toNanos(60)) {
            System.gc();
        }
        for (var loader : loaders) {
            assertTrue(loader.refersTo(null), "a class loader is still there after a minute of collections");
        }
        assertEquals(0, copies.size(), "the copies made room");
    }

    /// Uses pins of `count` class loaders in an SPI bus, whose copies are those of all, and in one of `copies`.
    private static List<WeakReference<ClassLoader>> useAndDrop(LoopCopies copies, int count) throws Exception {
        var dropped = new ArrayList<WeakReference<ClassLoader>>();
        var used = new ArrayList<Object>(); // none of them goes before all are counted
        var bytes = new byte[1000];
        var settings = SpiSettings.of(SpiMode.MODE_0, SpiSettings.UNLIMITED);
        for (int i = 0; i < count; i++) {
            var loader = new Throwaway();
            var pin = loader.latch();
            assertSame(loader, pin.getClass().getClassLoader());
            var spi = SoftSpi.over(new Latch(), pin, pin, new VirtualTicks(0));
            var loop = copies.make(
                    SpiBits.class, SpiLoop.class, List.of(pin, pin, pin), pin, pin, pin, new VirtualTicks(0));
            for (int j = 0; j < 200; j++) { // enough to be compiled
                spi.transfer(settings, bytes, bytes);
                loop.exchange(bytes, bytes, 0, 0, 8, false, 0);
            }
            used.add(spi);
            used.add(loop);
            dropped.add(new WeakReference<>(loader));
        }
        assertEquals(count, copies.size());
        Reference.reachabilityFence(used);
        return dropped;
    }
}
