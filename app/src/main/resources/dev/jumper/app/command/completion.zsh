#compdef jumper
# Completion of jumper for zsh, printed by: jumper completion zsh

# @grammar@
# Asks the board for what the path $1 could go on as; the options before the command follow.
_jumper_board() {
    local path_=$1
    shift
    local -a found
    found=(${(f)"$("$_jumper_program" "$@" -q --timeout 2 complete-path "${path_:-:}" 2>/dev/null </dev/null)"})
    compadd -S '' -- ${(M)found:#*/}
    compadd -- ${found:#*/}
}

_jumper() {
    local _jumper_program=${~words[1]} command= option= word kind REPLY cur=${(Q)PREFIX}
    local -a before
    for word in "${(@Q)words[2,CURRENT-1]}"; do
        if [[ -n $option ]]; then
            case $command$option in
                (-p|--port|-b|--baud) before+=("$option" "$word") ;;
            esac
            option=
        elif [[ $word == + ]]; then
            command=
        elif [[ $word == -* ]]; then
            _jumper_value "$command $word"
            [[ -z $REPLY ]] || option=$word
            [[ $command$word != --port=* && $command$word != --baud=* ]] || before+=("$word")
        elif [[ -z $command ]]; then
            command=$word
        else
            _jumper_argument "$command $word"
            [[ -z $REPLY ]] || command+=" $word"
        fi
    done
    if [[ -n $option ]]; then
        _jumper_value "$command $option"
        kind=$REPLY
    elif [[ $cur == -* ]]; then
        _jumper_options "$command"
        kind="words $REPLY"
    elif [[ -z $command ]]; then
        kind="words $_jumper_commands"
    else
        _jumper_argument "$command"
        kind=$REPLY
    fi
    if [[ $kind == either ]]; then
        [[ $cur == :* ]] && kind=board || kind=host
    fi
    case $kind in
        (board) [[ -n $cur && $cur != :* ]] || _jumper_board "$cur" "${before[@]}" ;;
        (host) _files ;;
        (where)
            compadd -- pi
            compadd -S '' -- gpiochip: sim:
            _files
            ;;
        (port) compadd -- auto sim: id: socket:// spy:// /dev/ttyUSB*(N) /dev/ttyACM*(N) /dev/cu.*(N) ;;
        (words*) compadd -- ${(s: :)${kind#words }} ;;
    esac
}

if [[ ${funcstack[1]} == _jumper ]]; then
    _jumper "$@"
else
    compdef _jumper jumper
fi
