package dev.jumper.app.command;

import dev.jumper.app.session.Session;
import dev.jumper.emulator.Bridge;
import dev.jumper.emulator.EmbeddedBoard;
import dev.jumper.hal.time.Rtc;
import dev.jumper.hal.time.SoftRtc;
import dev.jumper.hal.vfs.HostVfs;
import dev.jumper.hal.vfs.MemoryVfs;
import dev.jumper.hal.vfs.Vfs;
import dev.jumper.serial.Pty;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Offers the embedded board to other programs, as if it were hardware.
@Command(
        name = "sim",
        description = {
            "Offers the embedded board to other programs, as if it were hardware, until Ctrl-C.",
            "Prints where it is to be found. Without --tcp that is a pseudo-terminal."
        })
public final class Sim implements Action {
    @Option(names = "--pty", description = "As a serial port: a pseudo-terminal (Linux); the default.")
    private boolean pty;

    @Option(names = "--link", paramLabel = "PATH", description = "A symbolic link to the pseudo-terminal, made for it.")
    private Path link;

    @Option(
            names = "--tcp",
            paramLabel = "HOST:PORT",
            description = "As a TCP port; port 0 takes any that is free. One client at a time.")
    private String tcp;

    @Option(names = "--files", paramLabel = "DIR", description = "Keep the board's files in this folder.")
    private Path folder;

    @Override
    public void run(Session session) throws IOException {
        if (tcp != null && (pty || link != null)) {
            throw new IllegalArgumentException("sim: found --tcp and a pseudo-terminal, expected one of the two");
        }
        var address = tcp == null ? null : address(tcp);
        if (folder != null && !Files.isDirectory(folder)) {
            throw Files.exists(folder)
                    ? new NotDirectoryException(folder.toString())
                    : new NoSuchFileException(folder.toString());
        }
        var ticks = session.ticks();
        Rtc rtc = new SoftRtc(ticks, Instant.now());
        rtc.set(Instant.now());
        Vfs files = folder == null ? new MemoryVfs(rtc, EmbeddedBoard.FLASH) : HostVfs.over(folder, rtc);
        try (var board = EmbeddedBoard.boot(files, rtc, ticks)) {
            if (address != null) {
                try (var server = TcpConsole.listen(address, board.stream())) {
                    session.onInterrupt(server::close);
                    announce(session, "socket://" + server.address());
                    server.serve();
                }
            } else {
                var port = link == null ? Pty.open(ticks) : Pty.linked(link, ticks);
                try (var bridge = Bridge.join(board.stream(), port, ticks)) {
                    session.onInterrupt(bridge::close);
                    announce(session, link == null ? port.path() : link.toString());
                    bridge.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new InterruptedIOException("sim: interrupted");
                }
            }
        }
    }

    private static void announce(Session session, String where) throws IOException {
        session.console().print(where);
        session.console().flush();
        session.console()
                .note("jumper: the embedded board is at " + where + "; in another terminal: jumper -p " + where
                        + " repl; Ctrl-C ends it");
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        try {
            int port = Integer.parseInt(text.substring(colon + 1));
            if (colon > 0 && port >= 0 && port <= 65_535) {
                return new InetSocketAddress(text.substring(0, colon), port);
            }
        } catch (NumberFormatException e) {
            // told below, with what was expected
        }
        throw new IllegalArgumentException("sim --tcp " + text + ": expected HOST:PORT, such as 127.0.0.1:8266");
    }
}
