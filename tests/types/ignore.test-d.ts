import { defineHost } from 'pantheros'

defineHost('a', { system: 'x86_64-linux', ignore: { 'password-login': 'Behind a gateway.' } })
// @ts-expect-error: no rule has that name.
defineHost('b', { system: 'x86_64-linux', ignore: { 'pasword-login': 'Behind a gateway.' } })
// @ts-expect-error: what NixOS refuses for its type cannot be ignored.
defineHost('c', { system: 'x86_64-linux', ignore: { 'type-mismatch': 'We know better.' } })
// @ts-expect-error: the reason is a text.
defineHost('d', { system: 'x86_64-linux', ignore: { 'password-login': true } })
