/// The `jumper` command.
module dev.jumper.app {
    requires dev.jumper.bitbang;
    requires dev.jumper.devices;
    requires dev.jumper.emulator;
    requires dev.jumper.gpio;
    requires dev.jumper.hal;
    requires dev.jumper.serial;
    requires dev.jumper.sim;
    requires info.picocli;
    requires java.desktop;
    requires org.jline.terminal;

    opens dev.jumper.app.command to
            info.picocli;
}
