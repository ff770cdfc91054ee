/** How the new project reaches panther and its tools. */
export interface Tools {
  /** What stands in `dependencies` for `pantheros`. */
  readonly pantheros: string
  readonly typescript: string
  readonly nodeTypes: string
  /** Node itself, so that the fleet runs on machines that have an older one. */
  readonly node: string
  /** The folder where the compiler finds the sources of `pantheros`, where the package alone does not lead there. */
  readonly sources: string | undefined
}

/** The files of a new fleet that are not TypeScript. */
export function projectFiles(name: string, tools: Tools): { readonly [path: string]: string } {
  return {
    'package.json': json({
      name: name.toLowerCase(),
      private: true,
      type: 'module',
      scripts: { check: 'tsc && panther check', synth: 'panther synth' },
      dependencies: { pantheros: tools.pantheros },
      devDependencies: { '@types/node': tools.nodeTypes, node: tools.node, typescript: tools.typescript },
      allowScripts: { node: true },
    }),
    'tsconfig.json': json({
      compilerOptions: {
        target: 'es2024',
        lib: ['es2024', 'esnext.iterator', 'esnext.collection'],
        module: 'nodenext',
        types: ['node'],
        strict: true,
        noEmit: true,
        erasableSyntaxOnly: true,
        verbatimModuleSyntax: true,
        allowImportingTsExtensions: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: true,
        ...(tools.sources === undefined ? {} : { paths: pathsInto(tools.sources) }),
      },
      include: ['**/*.ts'],
      exclude: ['node_modules', 'flake'],
    }),
    '.gitignore': 'node_modules/\nresult\nresult-*\n',
    'README.md': readme(name),
  }
}

function pathsInto(sources: string): { readonly [specifier: string]: readonly [string] } {
  return {
    pantheros: [`${sources}/index.ts`],
    'pantheros/options': [`${sources}/options.ts`],
    'pantheros/options/*': [`${sources}/catalog/generated/*.ts`],
  }
}

function json(value: unknown): string {
  return `${JSON.stringify(value, undefined, 2)}\n`
}

function readme(name: string): string {
  return `# ${name}

NixOS machines, described in TypeScript with panther.

| | |
| --- | --- |
| \`fleet.ts\` | the inputs and the hosts |
| \`hosts/<name>/\` | a machine: what it does, its hardware, its disks |
| \`profiles/\` | what several hosts have in common |
| \`modules/\` | options of your own, and what follows from them |
| \`flake/\` | what panther writes: plain Nix, to be committed |

\`\`\`sh
npm install
npx tsc                # types: every option of NixOS is known
npx panther check      # mistakes that types do not find
npx panther synth      # writes flake/
git add .              # Nix sees only what git tracks
nixos-rebuild switch --flake ./flake#web --target-host root@web
\`\`\`

Before the first machine: put your public key into \`profiles/server.ts\`, and look at the disk in \`hosts/web/disks.ts\`.
`
}
