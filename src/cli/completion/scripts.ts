/** Shells that a script can be printed for. */
export const shells = ['bash', 'zsh', 'fish'] as const

export type Shell = (typeof shells)[number]

/** The script for a shell: it asks `panther __complete` for proposals. Where there are none, files are proposed. */
export const scripts: { readonly [shell in Shell]: string } = {
  bash: `# Completion of panther for bash.
_panther() {
  local proposal
  COMPREPLY=()
  while IFS=$'\\t' read -r proposal _; do
    COMPREPLY+=("$(printf '%q' "$proposal")")
  done < <("\${COMP_WORDS[0]}" __complete "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o bashdefault -o default -F _panther panther
`,
  zsh: `#compdef panther
# Completion of panther for zsh.
_panther() {
  local -a proposals
  local proposal brief
  while IFS=$'\\t' read -r proposal brief; do
    proposals+=("\${proposal//:/\\\\:}\${brief:+:$brief}")
  done < <("\${words[1]}" __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)
  if (( \${#proposals} )); then
    _describe panther proposals
  else
    _files
  fi
}
if [[ "\${funcstack[1]}" == _panther ]]; then
  _panther "$@"
else
  compdef _panther panther
fi
`,
  fish: `# Completion of panther for fish.
function __panther_complete
    set -l words (commandline -opc)
    $words[1] __complete $words[2..] (commandline -ct) 2>/dev/null
end
complete -c panther -f -a '(__panther_complete)'
complete -c panther -n '__fish_seen_subcommand_from init' -F
complete -c panther -n '__fish_seen_subcommand_from synth' -l out -r -F
complete -c panther -n '__fish_seen_subcommand_from diff' -l against -r -F
complete -c panther -l fleet -r -F
`,
}
