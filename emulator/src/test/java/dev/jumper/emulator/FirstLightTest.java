package dev.jumper.emulator;

import dev.jumper.hal.time.*;
import dev.jumper.hal.vfs.*;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FirstLightTest {
    @Test
    void answersAtThePrompt() throws Exception {
        long t0 = System.nanoTime();
        Vfs vfs = (Vfs) java.lang.reflect.Proxy.newProxyInstance(Vfs.class.getClassLoader(), new Class<?>[] {Vfs.class}, (p, m, a) -> {
            if (m.getName().equals("space")) return new Vfs.Space(1 << 20, 1 << 19);
            if (a.length > 0 && a[0].equals("/") && m.getName().equals("stat")) return Stat.directory(0);
            throw Errno.ENOENT.on(a[0].toString());
        });
        try (var board = EmbeddedBoard.boot(vfs, new SoftRtc(Ticks.system(), java.time.Instant.now()), Ticks.system())) {
            var s = board.stream();
            String in = System.getProperty("typed", "1+1\\r").translateEscapes();
            String[] parts = in.split("\\|", -1);
            var all = ByteBuffer.allocate(100000);
            for (String part : parts) {
                s.ioctl(5, part.startsWith("!") ? 100 : 700);
                s.write(ByteBuffer.wrap(part.getBytes(StandardCharsets.ISO_8859_1)));
                while (s.read(all) > 0) {}
                all.put(("<" + (System.nanoTime() - t0) / 1000000 + ">").getBytes());
            }
            System.out.println(new String(all.array(), 0, all.position()).replace("\u0004", "^D").replace("\u0001", "^A").replace("\r\n", "\\r\n"));
        }
    }
}
