import dev.jumper.hal.stream.StreamOpener;
import dev.jumper.serial.FaultOpener;
import dev.jumper.serial.LoopOpener;
import dev.jumper.serial.PortOpener;
import dev.jumper.serial.SocketOpener;
import dev.jumper.serial.SpyOpener;

/// Byte streams to a board: serial ports, pseudo-terminals, sockets, and the openers that find them by name.
module dev.jumper.serial {
    requires transitive dev.jumper.hal;
    requires com.fazecast.jSerialComm;

    exports dev.jumper.serial;

    provides StreamOpener with
            PortOpener,
            LoopOpener,
            SocketOpener,
            SpyOpener,
            FaultOpener;
}
