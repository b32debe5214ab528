package dev.jumper.app.machine;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The users and groups of this machine, and who runs this program.
///
/// Source: Linux manual pages passwd(5), group(5), and proc_pid_status(5).
///
/// @param user who runs this program
/// @param users names by number
/// @param groups names by number
/// @param members who is in which group at the next login, by the group's name
record Accounts(User user, Map<Integer, String> users, Map<Integer, String> groups, Map<String, Set<String>> members) {
    private static final int EFFECTIVE = 2;

    static Accounts of(String passwd, String group, String status) {
        var users = new HashMap<Integer, String>();
        for (String[] fields : lines(passwd)) {
            number(fields[2], users, fields[0]);
        }
        var groups = new HashMap<Integer, String>();
        var members = new HashMap<String, Set<String>>();
        for (String[] fields : lines(group)) {
            number(fields[2], groups, fields[0]);
            members.put(fields[0], fields.length > 3 ? Set.of(fields[3].strip().split(",")) : Set.of());
        }
        int id = 0;
        var own = new HashSet<Integer>();
        for (String line : status.lines().toList()) {
            String[] words = line.split("\\s+");
            switch (words[0]) {
                case "Uid:" -> id = Integer.parseInt(words[EFFECTIVE]);
                case "Gid:" -> own.add(Integer.parseInt(words[EFFECTIVE]));
                case "Groups:" ->
                    List.of(words).stream().skip(1).map(Integer::valueOf).forEach(own::add);
                default -> {
                    // the rest is of no concern here
                }
            }
        }
        return new Accounts(new User(id, users.getOrDefault(id, "user " + id), own), users, groups, members);
    }

    private static List<String[]> lines(String table) {
        return table.lines()
                .map(line -> line.split(":"))
                .filter(fields -> fields.length > 2)
                .toList();
    }

    private static void number(String text, Map<Integer, String> names, String name) {
        if (text.matches("\\d{1,9}")) {
            names.putIfAbsent(Integer.parseInt(text), name);
        }
    }

    String ownerOf(Rights rights) {
        return users.getOrDefault(rights.owner(), "user " + rights.owner());
    }

    String groupOf(Rights rights) {
        return groups.getOrDefault(rights.group(), "group " + rights.group());
    }

    /// Tells whether the user is in the group from the next login on.
    boolean joined(String group) {
        return members.getOrDefault(group, Set.of()).contains(user.name());
    }
}
