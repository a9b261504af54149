package io.jcompose.cli.command;

/**
 * What a shell reads to complete {@code jcompose} command lines. Each script asks {@code jcompose
 * __complete} what may stand at the cursor; where that knows nothing, file names are offered.
 */
enum CompletionScript {
  BASH(
      """
      # jcompose completion for bash: source <(jcompose completion bash)
      _jcompose() {
        local IFS=$'\\n'
        COMPREPLY=($("${COMP_WORDS[0]}" __complete -- "${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null))
      }
      complete -o default -F _jcompose jcompose
      """),
  ZSH(
      """
      #compdef jcompose
      # jcompose completion for zsh: source <(jcompose completion zsh)
      _jcompose() {
        local -a candidates
        candidates=("${(@f)$("${words[1]}" __complete -- "${(@)words[2,CURRENT]}" 2>/dev/null)}")
        candidates=("${(@)candidates:#}")
        if (( $#candidates )); then compadd -a candidates; else _files; fi
      }
      if [ "$funcstack[1]" = _jcompose ]; then _jcompose; else compdef _jcompose jcompose; fi
      """),
  FISH(
      """
      # jcompose completion for fish: jcompose completion fish | source
      function __jcompose_complete
        set -l words (commandline -opc) (commandline -ct)
        $words[1] __complete -- $words[2..-1] 2>/dev/null
      end
      complete -c jcompose -a '(__jcompose_complete)'
      """);

  private final String text;

  CompletionScript(String text) {
    this.text = text;
  }

  /** Returns the script. */
  String text() {
    return text;
  }
}
