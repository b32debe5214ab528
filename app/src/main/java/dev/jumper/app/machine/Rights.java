package dev.jumper.app.machine;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;

/// Who may open a file.
///
/// @param owner number of the user who owns it
/// @param group number of the group that owns it
/// @param mode the permissions, of which the lowest nine bits count
/// @param granted whether the system lets this process read and write it, whatever the rest says
public record Rights(int owner, int group, int mode, boolean granted) {
    private static final int READ_WRITE = 6;

    /// Tells whether the mode lets its group read and write.
    boolean groupMay() {
        return (mode >> 3 & READ_WRITE) == READ_WRITE;
    }

    /// Tells whether `user` may read and write.
    boolean may(User user) {
        int bits = user.id() == owner ? mode >> 6 : user.groups().contains(group) ? mode >> 3 : mode;
        return granted || user.id() == 0 || (bits & READ_WRITE) == READ_WRITE;
    }

    /// Returns the mode as `ls` writes it, without the kind of file: `rw-rw----`.
    String letters() {
        var set = EnumSet.noneOf(PosixFilePermission.class);
        var all = PosixFilePermission.values(); // from the owner's reading to the others' executing
        for (int i = 0; i < all.length; i++) {
            if ((mode >> all.length - 1 - i & 1) != 0) {
                set.add(all[i]);
            }
        }
        return PosixFilePermissions.toString(set);
    }
}
