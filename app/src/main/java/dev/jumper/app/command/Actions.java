package dev.jumper.app.command;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The subcommands by name, in the order of the help; each is loaded only when it is used.
public final class Actions {
    private static final Map<String, Supplier<Action>> ALL = all();

    private Actions() {}

    private static Map<String, Supplier<Action>> all() {
        var all = new LinkedHashMap<String, Supplier<Action>>();
        all.put("tour", Tour::new);
        all.put("devs", Devs::new);
        all.put("repl", Repl::new);
        all.put("exec", Exec::new);
        all.put("eval", Eval::new);
        all.put("run", Run::new);
        all.put("ls", Ls::new);
        all.put("cat", Cat::new);
        all.put("tree", Tree::new);
        all.put("cp", Cp::new);
        all.put("mv", Mv::new);
        all.put("rm", Rm::new);
        all.put("mkdir", Mkdir::new);
        all.put("touch", Touch::new);
        all.put("stat", StatCommand::new);
        all.put("sha256", Sha256::new);
        all.put("df", Df::new);
        all.put("rtc", RtcCommand::new);
        all.put("reset", Reset::new);
        all.put("info", Info::new);
        all.put("sim", Sim::new);
        all.put("completion", Completion::new);
        return Collections.unmodifiableMap(all);
    }

    /// Returns what to add to a message about `word` if that is the name of a command, else nothing: a `+` is
    /// easily
    /// left out.
    public static String hint(String word) {
        return ALL.containsKey(word) ? "; if the command " + word + " was meant, put + before it" : "";
    }

    /// Returns what makes the command `name`, also one that no help tells of.
    public static Optional<Supplier<Action>> of(String name) {
        return name.equals("complete-path") ? Optional.of(CompletePath::new) : Optional.ofNullable(ALL.get(name));
    }

    /// Returns every name that help tells of with what makes its command.
    public static Map<String, Supplier<Action>> byName() {
        return ALL;
    }
}
