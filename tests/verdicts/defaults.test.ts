import { describe, expect, it } from 'vitest'
import { homeTree, loadCatalog, nixosTree } from '../../src/catalog/index.ts'
import { evaluateOptions } from '../../src/modules/index.ts'
import { placesOf, sayAt } from './places.ts'

/** Defaults that nixpkgs itself would refuse if somebody read or said them: each is against the type beside it. */
const wrongInNixpkgs = new Set([
  ...['hardware.alsa.cardAliases.alpha.id', 'hardware.uni-sync.devices.0.channels.0.speed'],
  ...['services.birdwatcher.settings', 'services.duckdns.tokenFile', 'services.erigon.secretJwtPath'],
  ...['services.go-camo.keyFile', 'services.httpd.customLogFormat', 'services.lemmy.settings.hostname'],
  ...['services.maddy.ensureCredentials.alpha.passwordFile', 'services.moosefs.chunkserver.hdds'],
  ...[
    'services.moosefs.master.exports',
    'services.moosefs.masterHost',
    'services.multipath.pathGroups.0.array',
  ],
  ...['services.netbox.ldapConfigPath', 'services.networkd-dispatcher.rules.alpha.onState'],
  ...['services.nezha.agentSecretFile', 'services.nezha.jwtSecretFile', 'services.onlyoffice.examplePort'],
  ...['services.pdfding.secretKeyFile', 'services.photoprism.originalsPath'],
  ...['services.prometheus.exporters.tibber.apiTokenPath', 'services.saunafs.chunkserver.hdds'],
  ...['services.saunafs.master.exports', 'services.saunafs.masterHost', 'services.tremor-rs.tremorLibDir'],
  ...['services.suricata.settings.af-packet.0.interface', 'services.suricata.settings.af-xdp.0.interface'],
  ...[
    'services.suricata.settings.dpdk.interfaces.0.interface',
    'services.suricata.settings.pcap.0.interface',
  ],
  // Home Manager's.
  'accounts.email.accounts.alpha.getmail.mailboxes',
  ...['programs.chromium.extensions.0.id', 'programs.rclone.remotes.alpha.mounts.alpha.mountPoint'],
  ...['services.podman.internal.quadletDefinitions', 'services.syncthing.guiCredentials.passwordFile'],
])

describe('a default that is data can be said', () => {
  it.each([
    ['nixos', nixosTree(), 19_000],
    ['home-manager', homeTree(), 4000],
  ] as const)('of every option of %s', (name, tree, atLeast) => {
    const places = placesOf(loadCatalog(name).root).filter(
      ({ facts }) =>
        facts.default !== undefined && !facts.readOnly && !facts.removed && facts.aliasOf === undefined,
    )
    expect(places.length).toBeGreaterThan(atLeast)
    // What stands inside an option cannot be said together with the whole option.
    const depths = [...new Set(places.map(({ depth }) => depth))]
    const refused = depths.flatMap((depth) => {
      const definitions = places
        .filter((place) => place.depth === depth)
        .map(({ steps, facts }) => ({ file: steps.join('.'), value: sayAt(steps, facts.default as never) }))
      return evaluateOptions(tree, definitions)
        .problems()
        .filter(({ code }) => code !== 'no-value')
        .flatMap((problem) => problem.definitions.map(({ file }) => file))
    })
    const known = places.map(({ steps }) => steps.join('.')).filter((path) => wrongInNixpkgs.has(path))
    expect([...new Set(refused)].sort()).toEqual(known.sort())
  })
})
