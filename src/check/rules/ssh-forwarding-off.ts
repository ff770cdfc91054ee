import type { HostRule } from './rule.ts'

const setting = 'services.openssh.settings.AllowTcpForwarding'

export const sshForwardingOff: HostRule = {
  code: 'ssh-forwarding-off',
  severity: 'warning',
  about: 'an editor that works over SSH where SSH forwards nothing',
  *check(host) {
    const value = host.said(setting)
    if (value !== false && value !== 'no') return
    const users = host.resolved.users.map((user) => host.home(user))
    const editor = [host, ...users].find((reading) => reading.said('services.vscode-server.enable') === true)
    const local = ['code-server', 'openvscode-server'].find(
      (name) =>
        host.said(`services.${name}.enable`) === true &&
        /^(localhost|127\.0\.0\.1|::1)$/.test(host.text(`services.${name}.host`) ?? '') &&
        !proxies.some((proxy) => host.mentions(proxy)),
    )
    if (editor === undefined && local === undefined) return
    const who =
      editor !== undefined
        ? 'Visual Studio Code reaches its server through a forwarded port'
        : `${local} listens on this host alone and is reached through a forwarded port`
    yield {
      message: `${who}, and the SSH server of ${host.host.name} forwards none.`,
      hint: "Say AllowTcpForwarding: 'local', which forwards to this host's own ports and those it reaches.",
      path: setting,
      at: [
        ...host.at(setting),
        ...(editor?.at('services.vscode-server.enable', 'the editor') ??
          host.at(`services.${local}.enable`, 'the editor')),
      ],
    }
  },
}

const proxies = [
  'services.nginx',
  'services.caddy',
  'services.traefik',
  'services.httpd',
  'services.haproxy',
  'services.tailscale',
  'services.cloudflared',
  'services.netbird',
]
