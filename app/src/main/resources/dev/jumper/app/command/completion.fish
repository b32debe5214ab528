# Completion of jumper for fish, printed by: jumper completion fish

# @grammar@
function __jumper_complete
    set -l words (commandline -opc)
    set -l program $words[1]
    set -l cur (commandline -ct | string unescape --style=script)
    set -l cmd ''
    set -l option ''
    set -l before
    for word in $words[2..-1]
        if test -n "$option"
            switch "$cmd$option"
                case -p --port -b --baud
                    set -a before $option $word
            end
            set option ''
        else if test "$word" = +
            set cmd ''
        else if string match -q -- '-*' $word
            test -n "$(__jumper_value "$cmd $word")"
            and set option $word
            string match -qr -- '^--(port|baud)=' "$cmd$word"
            and set -a before $word
        else if test -z "$cmd"
            set cmd $word
        else if test -n "$(__jumper_argument "$cmd $word")"
            set cmd "$cmd $word"
        end
    end
    set -l kind
    if test -n "$option"
        set kind (__jumper_value "$cmd $option")
    else if string match -q -- '-*' "$cur"
        __jumper_options "$cmd"
        return
    else if test -z "$cmd"
        __jumper_commands
        return
    else
        set kind (__jumper_argument "$cmd")
    end
    if test "$kind" = either
        set kind host
        string match -q -- ':*' "$cur"
        and set kind board
    end
    switch "$kind"
        case board
            if test -z "$cur"; or string match -q -- ':*' "$cur"
                test -n "$cur"
                or set cur :
                $program $before -q --timeout 2 complete-path $cur 2>/dev/null </dev/null
            end
        case host
            __fish_complete_path "$cur"
        case where
            printf '%s\n' pi gpiochip: sim:
            __fish_complete_path "$cur"
        case port
            printf '%s\n' auto sim: id: socket:// spy:// /dev/ttyUSB* /dev/ttyACM* /dev/cu.*
        case 'words*'
            string split ' ' (string replace 'words ' '' $kind)
    end
end

complete -c jumper -f -a '(__jumper_complete)'
