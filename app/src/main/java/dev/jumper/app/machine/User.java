package dev.jumper.app.machine;

import java.util.Set;

/// Who runs this program.
///
/// @param id the user's number, 0 for root
/// @param name such as `ada`
/// @param groups the numbers of the groups that this process is in
public record User(int id, String name, Set<Integer> groups) {}
