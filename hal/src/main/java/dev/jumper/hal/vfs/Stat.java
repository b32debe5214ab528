package dev.jumper.hal.vfs;

/// The ten fields of Python's `os.stat`, which are those of POSIX. Fields that a file system does not know are 0.
///
/// @param mode type and permission bits: [#DIRECTORY] or [#FILE]
/// @param ino number of the file within its file system
/// @param dev number of the file system
/// @param nlink count of hard links
/// @param uid owner
/// @param gid group
/// @param size in bytes; 0 for directories
/// @param atime last read, seconds since 1970-01-01 UTC
/// @param mtime last change of the content, seconds since 1970-01-01 UTC
/// @param ctime creation or last change of the entry, seconds since 1970-01-01 UTC
public record Stat(
        int mode, long ino, long dev, int nlink, int uid, int gid, long size, long atime, long mtime, long ctime) {
    /// The type bits of a directory in [#mode].
    public static final int DIRECTORY = 0x4000;
    /// The type bits of a plain file in [#mode].
    public static final int FILE = 0x8000;
    /// The bits of [#mode] that hold the type.
    public static final int TYPE_MASK = 0xF000;
    /// 2000-01-01 00:00:00 UTC in seconds since 1970: the date of what has no better one.
    public static final long YEAR_2000 = 946_684_800L;

    /// Returns a directory dated `time` in all three fields, the rest 0.
    public static Stat directory(long time) {
        return new Stat(DIRECTORY, 0, 0, 0, 0, 0, 0, time, time, time);
    }

    /// Returns a file of `size` bytes dated `time` in all three fields, the rest 0.
    public static Stat file(long size, long time) {
        return new Stat(FILE, 0, 0, 0, 0, 0, size, time, time, time);
    }

    /// Tells whether this is a directory.
    public boolean isDirectory() {
        return (mode & TYPE_MASK) == DIRECTORY;
    }
}
