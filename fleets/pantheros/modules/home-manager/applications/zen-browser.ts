import { defineModule, home, inputs } from 'pantheros'

export const zenBrowser = defineModule('home.applications.zen-browser', {
  description: 'The browser.',
}).config(({ host }) => [
  // The document takes it from nixpkgs, where it is marked broken; its own flake has it.
  home({ home: { packages: [inputs['zen-browser'].packages[host.system].default] } }),
])
