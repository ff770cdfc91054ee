/**
 * Cases on which panther and NixOS do not agree, by the reason: a check or a conversion that is a function in a module of
 * nixpkgs, which no data carries. The names are those of the cases in `fixtures/`.
 */
export const exceptions: { readonly [reason: string]: readonly string[] } = {
  'the `apply` of the option takes a set apart, though its type takes anything that JSON can say': [
    ...['n50', 'n117', 'n420', 'n513', 'n661', 'n885', 'n964'],
  ],
  'the `apply` of the option reads a kernel in it': ['n182'],
  'the `apply` of the option overrides the package': ['h58'],
  'the type is a text with a check of its own': ['h34', 'h121'],
  'the free settings are of a type that the module makes': ['h148'],
  'the submodule defines the same option': ['h80'],
  'the type of systemd.network is a set with a check for known names and values': [
    ...['n426', 'n666', 'n770', 'n832', 'n967'],
  ],
  'the type is a list with a check for its length': ['n242'],
  'the conversion of the type fails: it copies a file, or joins what is no text': ['n615', 'n796', 'n633'],
  'the conversion of the type makes two values equal or different': ['n15', 'n792'],
  'the conversion of the type makes a list of a set': ['n209', 'h176', 'h177'],
  'another module of NixOS defines the same option': ['n126', 'n729'],
  'the option was renamed, and its new place is among free settings': ['n469', 'n558'],
  'the facts hold no options of submodules inside an `either`': ['n181', 'h141'],
  'a property inside one that does not look for it, beside the default of the option': ['n402'],
}
