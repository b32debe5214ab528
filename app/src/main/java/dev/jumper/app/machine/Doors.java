package dev.jumper.app.machine;

import java.io.IOException;

/// Whether the user may open a device, and if not, why and what to do.
final class Doors {
    private final Machine machine;

    Doors(Machine machine) {
        this.machine = machine;
    }

    boolean open(String device) throws IOException {
        return machine.rights(device).may(machine.accounts().user());
    }

    /// Returns the finding about a device that is there.
    ///
    /// @param what what to call it if it can be opened
    /// @param usual the group that such devices usually belong to
    /// @param rule what a udev rule knows such devices by
    Finding look(String subject, String device, String what, String usual, String rule) throws IOException {
        if (open(device)) {
            return Finding.ok(subject, what + " may be opened");
        }
        var accounts = machine.accounts();
        var rights = machine.rights(device);
        String user = accounts.user().name();
        String group = accounts.groupOf(rights);
        String owned =
                "%s belongs to %s:%s with %s".formatted(device, accounts.ownerOf(rights), group, rights.letters());
        String expected = "that " + user + " may read and write it";
        if (!rights.groupMay() || group.equals("root")) {
            return Finding.wrong(
                    subject,
                    owned + ", which lets in root alone",
                    expected,
                    ("put %s, GROUP=\"%s\", MODE=\"0660\" into /etc/udev/rules.d/60-jumper.rules; sudo groupadd -f %s;"
                                    + " sudo usermod -aG %s %s; restart")
                            .formatted(rule, usual, usual, usual, user));
        }
        if (accounts.user().groups().contains(rights.group())) {
            return Finding.wrong(subject, owned, expected, "sudo chmod g+rw " + device);
        }
        return accounts.joined(group)
                ? Finding.wrong(
                        subject,
                        owned + ", and " + user + " has joined the group " + group + " after this login",
                        expected,
                        "log out and in again")
                : Finding.wrong(
                        subject,
                        owned + ", and " + user + " is not in the group " + group,
                        expected,
                        "sudo usermod -aG " + group + " " + user + ", then log out and in again");
    }
}
