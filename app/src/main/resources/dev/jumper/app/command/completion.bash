# Completion of jumper for bash (4.4 or newer), printed by: jumper completion bash

# @grammar@
# Splits the line $1 as the shell does into _jumper_words; the last, as it was typed, is in _jumper_raw.
_jumper_split() {
    local line=$1 quote='' word='' c i
    _jumper_words=() _jumper_raw=''
    for ((i = 0; i < ${#line}; i++)); do
        c=${line:i:1}
        if [[ $quote == "'" ]]; then
            if [[ $c == "'" ]]; then quote=''; else word+=$c; fi
        elif [[ $c == \\ ]]; then
            _jumper_raw+=$c
            c=${line:$((++i)):1}
            word+=$c
        elif [[ $quote == '"' ]]; then
            if [[ $c == '"' ]]; then quote=''; else word+=$c; fi
        elif [[ $c == "'" || $c == '"' ]]; then
            quote=$c
        elif [[ $c == [[:space:]] ]]; then
            [[ -n $_jumper_raw ]] && _jumper_words+=("$word")
            word='' _jumper_raw=''
            continue
        else
            word+=$c
        fi
        _jumper_raw+=$c
    done
    _jumper_words+=("$word")
}

# Asks the board for what the path $1 could go on as; the options before the command follow.
_jumper_board() {
    local path=$1 found prefix=''
    shift
    # what stands before a colon is not part of the word that is replaced
    if [[ $_jumper_raw != [\'\"]* && $COMP_WORDBREAKS == *:* ]]; then
        prefix=${_jumper_raw%"${_jumper_raw##*:}"}
    fi
    while IFS= read -r found; do
        [[ $_jumper_raw == [\'\"]* ]] || printf -v found %q "$found"
        COMPREPLY+=("${found#"$prefix"}")
    done < <("$_jumper_program" "$@" -q --timeout 2 complete-path "${path:-:}" 2>/dev/null </dev/null)
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == */ ]]; then
        compopt -o nospace 2>/dev/null
    fi
}

_jumper() {
    local -a _jumper_words before=()
    local _jumper_raw _jumper_program=${1/#\~\//$HOME/} command='' option='' word kind cur REPLY
    COMPREPLY=()
    _jumper_split "${COMP_LINE:0:COMP_POINT}"
    cur=${_jumper_words[-1]}
    for word in "${_jumper_words[@]:1:${#_jumper_words[@]}-2}"; do
        if [[ -n $option ]]; then
            case $command$option in
                -p | --port | -b | --baud) before+=("$option" "$word") ;;
            esac
            option=''
        elif [[ $word == + ]]; then
            command=''
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
    [[ $kind != either ]] || { [[ $cur == :* ]] && kind=board || kind=host; }
    case $kind in
        board) [[ -n $cur && $cur != :* ]] || _jumper_board "$cur" "${before[@]}" ;;
        host) compopt -o default 2>/dev/null ;;
        where)
            compopt -o default 2>/dev/null
            [[ $cur == *:* ]] || mapfile -t COMPREPLY < <(compgen -W 'pi gpiochip: sim:' -- "$cur")
            [[ ${COMPREPLY[*]} != *: ]] || compopt -o nospace 2>/dev/null
            ;;
        port)
            kind='words auto sim: id: socket:// spy://'
            for word in /dev/ttyUSB* /dev/ttyACM* /dev/cu.*; do
                [[ ! -e $word ]] || kind+=" $word"
            done
            ;;&
        words* | port)
            [[ -z $kind ]] || mapfile -t COMPREPLY < <(compgen -W "${kind#words }" -- "$cur")
            if [[ $COMP_WORDBREAKS == *:* && $_jumper_raw == *:* ]]; then
                COMPREPLY=("${COMPREPLY[@]#"${_jumper_raw%"${_jumper_raw##*:}"}"}")
            fi
            ;;
    esac
}

complete -F _jumper jumper
