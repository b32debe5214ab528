package dev.jumper.app.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.jumper.app.machine.Checkup;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The whole of what doctor says of machines that are folders of files.
@EnabledOnOs(OS.LINUX)
class DoctorTest {
    @TempDir
    private Path folder;

    private MachineOnFiles files;

    @BeforeEach
    void machine() throws IOException {
        files = new MachineOnFiles(folder);
    }

    private String healthy() throws IOException {
        return MachineOnFiles.written(false, session -> Doctor.show(session, Checkup.of(files.machine()), false));
    }

    /// Returns what is said of a machine with so many things wrong.
    private String ill(String things) throws IOException {
        return MachineOnFiles.written(false, session -> {
            var findings = Checkup.of(files.machine());
            assertEquals(
                    "doctor: found " + things + " wrong, expected none; each is told with its remedy",
                    assertThrows(IOException.class, () -> Doctor.show(session, findings, false))
                            .getMessage());
        });
    }

    @Test
    void saysThatAllIsWellOnARaspberryPiWithEverythingSwitchedOn() throws IOException {
        files.pi4();
        assertEquals("""
            ok     board      Raspberry Pi 4 Model B Rev 1.4
            ok     pins       /dev/gpiochip0 (pinctrl-bcm2711, 58 lines, the header) may be opened
            ok     pins       /dev/gpiochip1 (raspberrypi-exp-gpio, 8 lines) may be opened
            taken  lines      pinctrl-bcm2711 (/dev/gpiochip0) has lines in use: GPIO4 (pin 7) by onewire@4, GPIO7 (pin 26) by spi0 CS1, GPIO8 (pin 24) by spi0 CS0, ACT_LED by ACT
                              remedy: take other lines, or switch the driver that has them off in config.txt
            ok     registers  /dev/gpiomem may be opened
            ok     I2C        /dev/i2c-1 may be opened
            ok     SPI        /dev/spidev0.0 may be opened
            ok     SPI        /dev/spidev0.1 may be opened
            ok     1-Wire     /sys/bus/w1/devices/w1_bus_master1 has 1 device
            ok     serial     /dev/ttyAMA0 may be opened
            """, healthy());
    }

    @Test
    void tellsWhoIsInNoGroupWhatToJoin() throws IOException {
        files.pi4().groups("i2c", "dialout");
        assertEquals("""
            ok     board      Raspberry Pi 4 Model B Rev 1.4
            wrong  pins       /dev/gpiochip0 belongs to root:gpio with rw-rw----, and ada is not in the group gpio
                              expected: that ada may read and write it
                              remedy: sudo usermod -aG gpio ada, then log out and in again
            wrong  pins       /dev/gpiochip1 belongs to root:gpio with rw-rw----, and ada is not in the group gpio
                              expected: that ada may read and write it
                              remedy: sudo usermod -aG gpio ada, then log out and in again
            wrong  registers  /dev/gpiomem belongs to root:gpio with rw-rw----, and ada is not in the group gpio
                              expected: that ada may read and write it
                              remedy: sudo usermod -aG gpio ada, then log out and in again
            wrong  I2C        /dev/i2c-1 belongs to root:i2c with rw-rw----, and ada has joined the group i2c after this login
                              expected: that ada may read and write it
                              remedy: log out and in again
            wrong  SPI        /dev/spidev0.0 belongs to root:spi with rw-rw----, and ada is not in the group spi
                              expected: that ada may read and write it
                              remedy: sudo usermod -aG spi ada, then log out and in again
            wrong  SPI        /dev/spidev0.1 belongs to root:spi with rw-rw----, and ada is not in the group spi
                              expected: that ada may read and write it
                              remedy: sudo usermod -aG spi ada, then log out and in again
            ok     1-Wire     /sys/bus/w1/devices/w1_bus_master1 has 1 device
            ok     serial     /dev/ttyAMA0 may be opened
            """, ill("6 things"));
    }

    @Test
    void tellsTheLineOfConfigTxtForEachBusThatIsOff() throws IOException {
        files.pi4().file("/boot/firmware/config.txt", "#dtparam=i2c_arm=on\n");
        files.remove("/dev/i2c-1");
        files.remove("/dev/spidev0.0");
        files.remove("/dev/spidev0.1");
        files.remove("/dev/serial0");
        files.remove("/sys/bus/w1/devices/w1_bus_master1/w1_master_slaves");
        files.remove("/sys/bus/w1/devices/w1_bus_master1");
        files.chip("/dev/gpiochip0", "pinctrl-bcm2711", 58);
        assertEquals("""
            ok   board      Raspberry Pi 4 Model B Rev 1.4
            ok   pins       /dev/gpiochip0 (pinctrl-bcm2711, 58 lines, the header) may be opened
            ok   pins       /dev/gpiochip1 (raspberrypi-exp-gpio, 8 lines) may be opened
            ok   registers  /dev/gpiomem may be opened
            off  I2C        no /dev/i2c-1
                            expected: the bus on pins 3 and 5
                            remedy: put dtparam=i2c_arm=on into /boot/firmware/config.txt, and restart
            off  SPI        no /dev/spidev0.0
                            expected: the bus on pins 19, 21, 23 and 24
                            remedy: put dtparam=spi=on into /boot/firmware/config.txt, and restart
            off  1-Wire     no bus of the kernel
                            expected: one on pin 7, if you want thermometers in /sys
                            remedy: nothing, for Jumper makes one of any pin; or put dtoverlay=w1-gpio into /boot/firmware/config.txt, and restart
            ok   serial     /dev/ttyAMA0 may be opened
            off  serial     no /dev/serial0
                            expected: the port on pins 8 and 10
                            remedy: put enable_uart=1 into /boot/firmware/config.txt, and restart
            """, healthy());
    }

    @Test
    void saysWhatIsSwitchedOnAndYetNotThere() throws IOException {
        files.pi4();
        files.remove("/dev/i2c-1");
        files.remove("/dev/gpiochip0");
        files.remove("/dev/gpiochip1");
        files.remove("/dev/gpiomem");
        assertEquals("""
            ok     board      Raspberry Pi 4 Model B Rev 1.4
            wrong  pins       no /dev/gpiochip*
                              expected: the chip of the header
                              remedy: restart; in a container, give it the devices of the host
            off    registers  no /dev/gpiomem
                              expected: it for pins through registers, and for levels in jumper pins
                              remedy: update the system's kernel, and restart
            wrong  I2C        no /dev/i2c-1, although /boot/firmware/config.txt says dtparam=i2c_arm=on
                              expected: the bus on pins 3 and 5
                              remedy: restart; if it stays away, echo i2c-dev | sudo tee /etc/modules-load.d/i2c.conf
            ok     SPI        /dev/spidev0.0 may be opened
            ok     SPI        /dev/spidev0.1 may be opened
            ok     1-Wire     /sys/bus/w1/devices/w1_bus_master1 has 1 device
            ok     serial     /dev/ttyAMA0 may be opened
            """, ill("2 things"));
    }

    @Test
    void findsNothingWrongWithAPlainComputer() throws IOException {
        files.file("/sys/class/dmi/id/product_name", "Standard PC (Q35 + ICH9, 2009)\n");
        assertEquals("""
            off  board   Standard PC (Q35 + ICH9, 2009) is no Raspberry Pi
                         expected: one for --on pi
                         remedy: take --on gpiochip:LABEL, --on sim:FILE.toml, or a board with -p
            off  pins    no /dev/gpiochip*
                         expected: one for each GPIO chip
                         remedy: nothing, if this machine has no GPIO; else load the driver of its chip
            off  serial  no port
                         expected: one if a board is plugged in
                         remedy: use a cable that carries data, and see dmesg
            """, healthy());
    }

    @Test
    void tellsTheUdevRuleWhereRootKeepsAChipAndTheProcessThatHoldsALine() throws IOException {
        files.file("/proc/device-tree/model", "Orange Pi Zero\0");
        files.file("/proc/device-tree/compatible", "xunlong,orangepi-zero\0allwinner,sun8i-h2-plus\0");
        files.chip("/dev/gpiochip0", "1c20800.pinctrl", 224);
        files.device("/dev/gpiochip0", "root", 0600);
        files.chip("/dev/gpiochip1", "1f02c00.pinctrl", 32, MachineOnFiles.line(10, "", "blink", true));
        files.holder(812, "python3", "gpiochip1", 10);
        files.device("/dev/ttyUSB0", "dialout", 0640);
        assertEquals("""
            off    board   Orange Pi Zero is no Raspberry Pi
                           expected: one for --on pi
                           remedy: take --on gpiochip:LABEL, --on sim:FILE.toml, or a board with -p
            wrong  pins    /dev/gpiochip0 belongs to root:root with rw-------, which lets in root alone
                           expected: that ada may read and write it
                           remedy: put SUBSYSTEM=="gpio", KERNEL=="gpiochip*", GROUP="gpio", MODE="0660" into /etc/udev/rules.d/60-jumper.rules; sudo groupadd -f gpio; sudo usermod -aG gpio ada; restart
            ok     pins    /dev/gpiochip1 (1f02c00.pinctrl, 32 lines) may be opened
            taken  lines   1f02c00.pinctrl (/dev/gpiochip1) has lines in use: line 10 by blink (process 812, python3)
                           remedy: take other lines, or end those processes, or switch the driver that has them off
            wrong  serial  /dev/ttyUSB0 belongs to root:dialout with rw-r-----, which lets in root alone
                           expected: that ada may read and write it
                           remedy: put SUBSYSTEM=="tty", KERNEL=="tty[A-Z]*", GROUP="dialout", MODE="0660" into /etc/udev/rules.d/60-jumper.rules; sudo groupadd -f dialout; sudo usermod -aG dialout ada; restart
            """, ill("2 things"));
    }

    @Test
    void writesTheJsonOfThePage() throws IOException {
        files.device("/dev/ttyUSB0", "dialout", 0660);
        var json = MachineOnFiles.written(false, session -> Doctor.show(session, Checkup.of(files.machine()), true));
        assertEquals(MachineOnFiles.example("doctor"), json);
    }

    @Test
    void coloursTheStatesOnATerminal() throws IOException {
        var text = MachineOnFiles.written(true, session -> Doctor.show(session, Checkup.of(files.machine()), false));
        assertEquals(
                "\033[33moff\033[0m  board   this machine is no Raspberry Pi",
                text.lines().findFirst().orElse(""));
    }
}
