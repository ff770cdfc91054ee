import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { homeTree, loadCatalog, nixosTree } from '../../src/catalog/index.ts'
import { evaluateOptions } from '../../src/modules/index.ts'
import type { Expr } from '../module-system/neutral.ts'
import { element, sayAt } from './places.ts'

type Example = readonly [path: readonly string[], value: Expr]

describe('the examples that they give can be said', () => {
  it.each([
    ['nixos', nixosTree(), 6500],
    ['home-manager', homeTree(), 2000],
  ] as const)('of %s', (name, tree, atLeast) => {
    const catalog = loadCatalog(name)
    const known = read(name).filter(([path]) => {
      const facts = catalog.option(path)
      return facts && !facts.readOnly && !facts.removed && facts.aliasOf === undefined
    })
    expect(known.length).toBeGreaterThan(atLeast)
    const refused = known.flatMap(([path, value]) => {
      const steps = path.map((part) => (part === '*' ? element : part.startsWith('<') ? 'alpha' : part))
      const { length } = evaluateOptions(tree, [{ file: 'it', value: sayAt(steps, value) }])
        .problems()
        .filter(({ code }) => code !== 'no-value')
      return length > 0 ? [path.join('.')] : []
    })
    expect(refused.sort()).toEqual(wrong[name])
  })
})

function read(name: string): readonly Example[] {
  const file = new URL(`fixtures/${name}-examples.json.gz`, import.meta.url)
  return JSON.parse(gunzipSync(readFileSync(file)).toString())
}

/** Examples that are against the type of their own option: Nix as a text, a number as a text, a list for one of it. */
const wrong: { readonly [catalog: string]: readonly string[] } = {
  nixos: [
    'hardware.uni-sync.devices.*.channels.*.speed',
    'meta.doc',
    'networking.vswitches',
    'services.athens.goBinary',
    'services.athens.package',
    'services.crowdsec.hub.branch',
    'services.davis.config',
    'services.dovecot2.mailPlugins.perProtocol',
    'services.easytier.instances',
    'services.erigon.secretJwtPath',
    'services.fider.environmentFiles',
    'services.gns3-server.settings',
    'services.hadoop.hdfs.datanode.dataDirs.*.path',
    'services.inventree.settings',
    'services.kanidm.unix.settings.kanidm.pam_allowed_login_groups',
    'services.karma.settings',
    'services.mympd.settings.http_port',
    'services.prometheus.exporters.chrony.chronyServerAddress',
    'services.prometheus.exporters.exportarr-bazarr.environment',
    'services.prometheus.exporters.exportarr-lidarr.environment',
    'services.prometheus.exporters.exportarr-prowlarr.environment',
    'services.prometheus.exporters.exportarr-radarr.environment',
    'services.prometheus.exporters.exportarr-readarr.environment',
    'services.prometheus.exporters.exportarr-sonarr.environment',
    'services.prometheus.exporters.fastly.configFile',
    'services.prometheus.exporters.mqtt.environmentFile',
    'services.prosody.httpFileShare.daily_quota',
    'services.public-inbox.inboxes.<name>.address',
    'services.reposilite.plugins',
    'services.rimgo.settings.PORT',
    'services.rsyncd.settings',
    'services.spark.master.extraEnvironment',
    'services.spark.worker.extraEnvironment',
    'services.transmission.webHome',
    'services.usbrelayd.broker',
    'services.vmalert.instances.<name>.settings',
    'services.windmill.database.urlPath',
    'services.woodpecker-agents.agents.<name>.path',
    'services.xonotic.settings.sv_public',
    'services.zipline.settings',
    'swapDevices.*.randomEncryption.keySize',
    'swapDevices.*.randomEncryption.sectorSize',
    'virtualisation.vmware.host.extraPackages',
  ],
  'home-manager': [
    'accounts.email.accounts.<name>.aerc.imapAuth',
    'accounts.email.accounts.<name>.aerc.smtpAuth',
    'gtk.font.size',
    'gtk.gtk2.font.size',
    'gtk.gtk3.font.size',
    'gtk.gtk4.font.size',
    'i18n.inputMethod.fcitx5.themes',
    'meta.doc',
    'programs.acd-cli.cacheSettings',
    'programs.firefox.profiles.<name>.handlers.meta.doc',
    'programs.firefox.profiles.<name>.search.meta.doc',
    'programs.floorp.profiles.<name>.handlers.meta.doc',
    'programs.floorp.profiles.<name>.search.meta.doc',
    'programs.git-credential-keepassxc.groups',
    'programs.gnome-shell.extensions.*.package',
    'programs.kakoune.config.hooks.*.name',
    'programs.kitty.font.size',
    'programs.librewolf.profiles.<name>.handlers.meta.doc',
    'programs.librewolf.profiles.<name>.search.meta.doc',
    'programs.lutris.defaultWinePackage',
    'programs.lutris.protonPackages',
    'programs.lutris.runners.<name>.package',
    'programs.lutris.steamPackage',
    'programs.lutris.winePackages',
    'programs.mu.home',
    'programs.pianobar.settings',
    'programs.radio-active.settings',
    'programs.thunderbird.profiles.<name>.search.meta.doc',
  ],
}
