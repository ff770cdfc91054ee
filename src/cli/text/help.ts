/** The words of `--help`. */
export const text = {
  app: {
    brief: 'Describes NixOS machines in TypeScript and turns them into a flake.',
    full: `Describes NixOS machines in TypeScript and turns them into a flake.

A fleet is a folder with a fleet.ts. Start with:

  panther init my-fleet     makes one, with a host to change
  panther check             finds what is wrong, each at its own line
  panther synth             writes flake/, which nixos-rebuild builds as it is

Hosts are chosen by name, by pattern and by what they are:

  panther hosts web 'db-*'                 these names
  panther hosts --on 'class:server and not tag:lab'

  A term is a pattern for the name, or tag:, class:, system:, domain:, nixpkgs: and a pattern, in which
  * stands for any characters and ? for one. Terms are joined by not, and, or and parentheses.

Every command takes --json, and then prints one JSON document whatever happens; panther nix is like nix-instantiate.

Exit codes: 0 all is well, 1 the fleet or a Nix file has errors, 2 panther was used wrongly, 3 something outside
failed, 4 panther itself failed. Colours are used on a terminal; NO_COLOR and FORCE_COLOR decide otherwise.`,
  },
  flags: {
    json: 'Print one JSON document, for programs',
    fix: 'Change the source where what is meant is beyond doubt',
    fleet: 'The fleet.ts, or its folder. Else the nearest here or above',
    on: "Only hosts that fit, as in 'class:server and not tag:lab'",
    user: "Look at this user's Home Manager",
    out: 'The folder of the flake. Else flake/ beside fleet.ts',
    forceSynth: 'Also replace files that were changed by hand',
    all: 'List everything that fits, not only the best',
    deep: 'Also let the real NixOS modules judge, which takes some seconds for each host',
    overrideInput: 'The folder of an input of the flake: --override-input NAME FOLDER',
    forceInit: 'Also write into a folder that has files',
    checkOnly: 'Write nothing; exit with 1 where a file is not formatted',
    from: 'An options.json, or the folder of the input',
    home: 'The options are for users of Home Manager',
    against: 'The folder of an earlier flake. Else flake/ beside fleet.ts',
  },
  placeholders: {
    path: 'PATH',
    expression: 'EXPRESSION',
    user: 'USER',
    folder: 'FOLDER',
    host: 'HOST',
    option: 'OPTION',
    input: 'NAME=FOLDER',
    word: 'WORD',
    name: 'NAME',
    source: 'SOURCE',
    inputName: 'INPUT',
    shell: 'SHELL',
    nixFile: 'FILE',
  },
  args: {
    hosts: 'Names or patterns of hosts, else all',
    host: 'Name of a host',
    option: 'Path of an option, such as services.nginx.enable',
    words: 'Words that all stand in the name or the type of an option',
    name: 'The folder to make; its name is the name of the fleet',
    input: 'An input of the fleet, else nixpkgs',
    shell: 'bash, zsh or fish',
    nixFiles: 'Nix files or, with -E, expressions',
    nixPaths: 'Nix files and folders of them, or - for the standard input; else this folder',
  },
  init: {
    brief: 'Make a new fleet',
    usage: 'NAME [--force] [--json]',
    full: `Makes a new fleet: a folder with a host, a profile and a module to change, which checks and synthesizes as it is.

  panther init my-fleet
  cd my-fleet
  npm install
  npx panther check`,
  },
  check: {
    brief: 'Find what is wrong, without building',
    usage:
      '[HOST…] [--on EXPRESSION] [--fix] [--deep] [--override-input NAME FOLDER] [--fleet PATH] [--json]',
    full: `Finds what is wrong with the fleet, without Nix: options that are not there, values of the wrong type, definitions
that contradict each other, assertions that fail, and more. Each is shown at its own line.

All hosts are resolved, since they may read each other; with hosts chosen, only what concerns them is shown.

  panther check
  panther check web 'db-*'
  panther check --on 'not tag:lab' --json

--fix renames in the source what has a new name, and what is all but another name: options, settings, packages,
choices. Only the text of the name changes, and all is put back if more is wrong afterwards.

  panther check --fix

With --deep, and where nothing else is wrong, the system of every chosen host is evaluated: what the real modules say,
their assertions and warnings among it, is shown at the lines of the fleet that caused it. Inputs of the flake are what
flake/flake.lock names and the store has, or folders: --override-input nixpkgs ../nixpkgs.

  panther check --deep web`,
  },
  eval: {
    brief: 'Evaluate an option of a host with the real NixOS modules',
    usage: 'HOST OPTION [--override-input NAME FOLDER] [--fleet PATH] [--json]',
    full: `Prints what an option of a host, or anything else in its configuration, really comes to, as JSON. Evaluated is the
flake that the fleet makes; its inputs are those of panther check --deep.

  panther eval web services.openssh.settings
  panther eval web system.build.toplevel.drvPath`,
  },
  synth: {
    brief: 'Write the flake',
    usage: '[--out FOLDER] [--force] [--fleet PATH] [--json]',
    full: `Writes the flake: readable Nix that nixos-rebuild builds as it is. Nothing is written where the fleet has errors.
flake.lock and files that panther did not write stay.

  panther synth
  nixos-rebuild switch --flake ./flake#web`,
  },
  hosts: {
    brief: 'List hosts',
    usage: '[HOST…] [--on EXPRESSION] [--fleet PATH] [--json]',
    full: `Lists hosts with what their definitions say of them.

  panther hosts
  panther hosts --on 'tag:edge or class:server' --json`,
  },
  show: {
    brief: 'Show what an option comes to on a host',
    usage: 'HOST [OPTION] [--user USER] [--fleet PATH] [--json]',
    full: `Shows what an option comes to on a host, as far as the fleet says it: what NixOS adds is not known here.
Without an option: what the host is made of.

  panther show web
  panther show web services.openssh.settings
  panther show web 'services.nginx.virtualHosts."example.org"'
  panther show web programs.git --user alice`,
  },
  why: {
    brief: 'Show who defines an option, and who wins',
    usage: 'HOST OPTION [--user USER] [--fleet PATH] [--json]',
    full: `Shows every definition of an option on a host, with its priority, its order and its line, and which of them count.

  panther why web networking.firewall.allowedTCPPorts`,
  },
  diff: {
    brief: 'Show what changed since the last synth',
    usage: '[HOST…] [--on EXPRESSION] [--against FOLDER] [--fleet PATH] [--json]',
    full: `Shows what changes in meaning against a flake that was written earlier: options that are added, changed or removed,
host by host. Exits with 0 whether or not something changes.

  panther diff
  panther diff web --against ../release/flake`,
  },
  options: {
    brief: 'Search all options',
    usage: 'WORD… [--all] [--fleet PATH] [--json]',
    full: `Searches the options of NixOS, Home Manager and the fleet's own modules: every word must stand in the name or the
type. The best come first, with the hosts that set them. Works without a fleet, too.

  panther options nginx port
  panther options sshd 'list of' --all`,
  },
  option: {
    brief: 'Show what an option is, and which hosts set it',
    usage: 'OPTION [--fleet PATH] [--json]',
    full: `Shows an option's type, its default, what it is an alias of and where it is declared; of a group, what is below it;
and what each host of the fleet sets it to, with the line. <name> stands for any element.

  panther option services.openssh.ports
  panther option 'services.nginx.virtualHosts.<name>.root'
  panther option services.nginx`,
  },
  fmt: {
    brief: 'Format Nix files as the official formatter does',
    usage: '[PATH…] [--check] [--json]',
    full: `Formats Nix files in the standard layout (RFC 166), as nixfmt does: each is written as a whole or, where it is no
Nix, left as it is. Folders are formatted with all below them but .git and node_modules; - formats the standard
input to the standard output. Works without a fleet.

  panther fmt
  panther fmt flake.nix modules --check
  panther fmt - < flake.nix`,
  },
  nix: {
    brief: 'Evaluate Nix, with the words of nix-instantiate',
    usage: '[FLAG…] [FILE…]',
    full: `Evaluates Nix with panther's own engine, as nix-instantiate does: prints the store paths of the derivations that files
or expressions come to or, with --eval, their value. Works without a fleet and without Nix. Nothing is built or fetched.
FILE is ./default.nix where none is named, and - the standard input; <nixpkgs> is found along -I and NIX_PATH.

  panther nix --eval --strict -E 'map (x: x * x) [ 1 2 3 ]'
  panther nix ../nixpkgs -A hello
  panther nix --eval --json --arg lib 'import ./lib' -A result test.nix
  panther nix --store file:///srv/cache ../nixpkgs -A hello     # nix-store --realise takes them from there

Other stores, and flags that change no value, are read and have no effect. Exits with 1 where the Nix has an error.`,
    switches: {
      eval: 'Print the value, not derivations',
      strict: 'Evaluate all that is in the value, too',
      json: 'Print the value as JSON',
      xml: 'Print the value as XML',
      raw: 'Print the value, a string, as it is',
      noLocation: 'Leave places out of XML',
      parse: 'Print what was read, without evaluating it',
      findFile: 'Print where FILE is found along -I and NIX_PATH',
      expr: 'The arguments are expressions, not files',
      showTrace: 'Show all that led to an error',
      pureEval: 'Refuse what depends on this machine',
      traceVerbose: 'Also print what builtins.traceVerbose says',
      abortOnWarn: 'Make an error of a warning',
    },
    words: {
      attr: 'What the path leads to in the value: -A ATTRIBUTE',
      arg: 'An argument for a function: --arg NAME EXPRESSION',
      argstr: 'The same, as text: --argstr NAME TEXT',
      include: 'Where <…> is looked for: -I FOLDER, or -I NAME=FOLDER',
      maxCallDepth: 'How deep calls may be nested, else 10000',
      extraExperimentalFeatures: 'Switch on parts of the language, such as pipe-operators',
      lintUrlLiterals: 'ignore, warn or fatal: of URLs that are no strings',
      lintAbsolutePathLiterals: 'The same of paths that begin with / or ~',
      lintShortPathLiterals: 'The same of relative paths that do not begin with a dot',
      store:
        'Write the derivations that are printed, with all they need, as a binary cache: --store file://FOLDER',
      option: 'A setting of nix.conf: --option NAME VALUE, such as pure-eval true',
    },
  },
  catalog: {
    brief: 'Renew what is known of options',
    full: `What panther knows of options comes with it. A project can have catalogs of its own beside fleet.ts, in panther/:
of another release of nixpkgs, or of the modules of any input.`,
  },
  updateCatalog: {
    brief: 'Renew what is known of the options of an input',
    usage: '[INPUT] [--from SOURCE] [--home] [--override-input NAME FOLDER] [--fleet PATH] [--json]',
    full: `Writes panther/INPUT.*.catalog, by which the options of hosts with that input are judged, and panther/INPUT.d.ts, which
adds their types to those of panther. Both belong into git.

Without --from, options of nixpkgs are those that its channel publishes, and those of other inputs what is found in
their modules, as flake/flake.lock names them. SOURCE is an options.json of nixosOptionsDoc, as a file or an address, or
the folder of the input, whose modules are evaluated. No Nix is needed; inputs are found as check --deep finds them.

  panther catalog update
  panther catalog update nixpkgs-stable --from https://channels.nixos.org/nixos-26.05/options.json.br
  panther catalog update ours --from result/share/doc/nixos/options.json
  panther catalog update ours --from ../ours --override-input nixpkgs ../nixpkgs`,
  },
  completion: {
    brief: 'Print a script that completes panther in a shell',
    usage: 'bash|zsh|fish',
    full: `Prints a script that completes commands, flags, hosts and options.

  bash   panther completion bash > ~/.local/share/bash-completion/completions/panther
  zsh    panther completion zsh > "\${fpath[1]}/_panther"
  fish   panther completion fish > ~/.config/fish/completions/panther.fish`,
  },
  headings: {
    usage: 'Usage',
    aliases: 'Aliases',
    commands: 'Commands',
    flags: 'Flags',
    arguments: 'Arguments',
  },
  keywords: { default: 'default =', separator: 'separator =' },
  briefs: {
    help: 'Print this help',
    helpAll: 'Print this help, with what is hidden',
    version: 'Print the version',
    argumentEscapeSequence: 'What follows are arguments',
  },
  unknownCommand: (input: string, meant: readonly string[]): string =>
    `There is no command ${input.startsWith('`') ? input : `\`${input}\``}.${meant.length === 0 ? ' panther --help lists them.' : ` Did you mean ${meant.join(' or ')}?`}`,
  seeHelp: 'Add --help to see how it is used.',
} as const
