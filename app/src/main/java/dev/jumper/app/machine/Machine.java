package dev.jumper.app.machine;

import dev.jumper.gpio.RaspberryPi;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The files of this machine that tell what it has. Names are absolute, such as `/dev/i2c-1`, also where the
/// machine is a folder of files.
public final class Machine {
    private static final int MODE = 0777;

    private final Path root;
    private final Hardware hardware;
    private final Owners owners;
    private Optional<Accounts> accounts = Optional.empty();

    /// Tells who may open a file.
    @FunctionalInterface
    public interface Owners {
        /// Returns who may open `file`, which is there.
        Rights of(Path file) throws IOException;
    }

    /// Makes a machine of the files below `root`; `owners` is asked with paths below it.
    public Machine(Path root, Owners owners, Hardware hardware) {
        this.root = root;
        this.owners = owners;
        this.hardware = hardware;
    }

    /// Returns the machine that this program runs on.
    public static Machine system() {
        return new Machine(Path.of("/"), Machine::rights, Hardware.system());
    }

    private static Rights rights(Path file) throws IOException {
        Map<String, Object> all = Files.readAttributes(file, "unix:uid,gid,mode");
        return new Rights(
                (Integer) all.get("uid"),
                (Integer) all.get("gid"),
                (Integer) all.get("mode") & MODE,
                Files.isReadable(file) && Files.isWritable(file));
    }

    /// Returns what its chips and registers tell.
    public Hardware hardware() {
        return hardware;
    }

    /// Returns where a file is.
    Path path(String file) {
        return root.resolve(file.substring(1));
    }

    /// Tells whether there is such a file or folder.
    boolean has(String file) {
        return Files.exists(path(file));
    }

    /// Returns what a file says, nothing if it is not there or not for this user.
    String text(String file) {
        try {
            return Files.readString(path(file), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /// Returns the entries of a folder whose names match `glob`, in the order of the numbers in their names.
    List<String> list(String folder, String glob) throws IOException {
        var names = new ArrayList<String>();
        if (!Files.isDirectory(path(folder))) {
            return names;
        }
        try (var entries = Files.newDirectoryStream(path(folder), glob)) {
            for (Path entry : entries) {
                names.add(folder + "/" + entry.getFileName());
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        names.sort(Comparator.comparingInt(String::length).thenComparing(Comparator.naturalOrder()));
        return names;
    }

    /// Returns the devices of its GPIO chips; none if it has no GPIO.
    public List<String> chips() throws IOException {
        var chips = new ArrayList<String>();
        for (String chip : list("/dev", "gpiochip*")) {
            if (!Files.isSymbolicLink(path(chip))) { // older systems had the same chip under a second name
                chips.add(chip);
            }
        }
        return chips;
    }

    /// Returns which Raspberry Pi it is, if it is one.
    public Optional<RaspberryPi> board() {
        try {
            return Optional.of(RaspberryPi.detect(path("/proc/device-tree")));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /// Returns what it calls itself.
    String model() {
        String model = text("/proc/device-tree/model").replace("\0", "").strip();
        return model.isEmpty() ? text("/sys/class/dmi/id/product_name").strip() : model;
    }

    Accounts accounts() {
        if (accounts.isEmpty()) {
            accounts = Optional.of(Accounts.of(text("/etc/passwd"), text("/etc/group"), text("/proc/self/status")));
        }
        return accounts.get();
    }

    Rights rights(String file) throws IOException {
        return owners.of(path(file));
    }
}
