import { attrsLoseValues } from './attrs-lose-values.ts'
import { btrfsOptionsDiffer } from './btrfs-options-differ.ts'
import { checkNeverRuns } from './check-never-runs.ts'
import { cpuVendor } from './cpu-vendor.ts'
import { defaultSetDropped } from './default-set-dropped.ts'
import { passwordLogin, rootLogin } from './exposed.ts'
import { firewallDropsFirst } from './firewall-drops-first.ts'
import { firewallHalfClosed } from './firewall-half-closed.ts'
import { firewallRulesPileUp } from './firewall-rules-pile-up.ts'
import { firewallThrottlesSessions } from './firewall-throttles-sessions.ts'
import { grubDevice } from './grub-device.ts'
import { impureBuiltin } from './impure-builtin.ts'
import { inputMoved } from './input-moved.ts'
import { iptablesWithNftables } from './iptables-with-nftables.ts'
import { linkClosed } from './link-closed.ts'
import { lockedOut } from './locked-out.ts'
import { portTaken } from './port-taken.ts'
import { resticWithoutPassword } from './restic-without-password.ts'
import { rootFileSystem } from './root-file-system.ts'
import type { FleetRule, HostRule } from './rule.ts'
import { addressTwice, hostIdTwice, hostNameTwice, machineIdTwice } from './same-twice.ts'
import { secretAsKey } from './secret-as-key.ts'
import { secretReadEarly } from './secret-read-early.ts'
import { serviceNotEnabled } from './service-not-enabled.ts'
import { shellNotEnabled } from './shell-not-enabled.ts'
import { splashWithoutPlymouth } from './splash-without-plymouth.ts'
import { sshForwardingOff } from './ssh-forwarding-off.ts'
import { sshOpenEverywhere } from './ssh-open-everywhere.ts'
import { staleCommand } from './stale-command.ts'
import { stateVersionAhead, stateVersionMissing } from './state-version.ts'
import { tailscaleFlagsUnused } from './tailscale-flags-unused.ts'
import { twoBootLoaders } from './two-boot-loaders.ts'
import { unknownGroup } from './unknown-group.ts'
import { unknownSecret } from './unknown-secret.ts'
import { unknownUser } from './unknown-user.ts'
import { wireguardPeerTwice } from './wireguard.ts'
import { zfsHostId } from './zfs-host-id.ts'

/** What is looked for on each host. */
export const hostRules: readonly HostRule[] = [
  rootFileSystem,
  grubDevice,
  twoBootLoaders,
  zfsHostId,
  btrfsOptionsDiffer,
  cpuVendor,
  splashWithoutPlymouth,
  stateVersionMissing,
  stateVersionAhead,
  shellNotEnabled,
  unknownUser,
  unknownGroup,
  secretAsKey,
  secretReadEarly,
  lockedOut,
  passwordLogin,
  rootLogin,
  sshOpenEverywhere,
  sshForwardingOff,
  iptablesWithNftables,
  firewallDropsFirst,
  firewallThrottlesSessions,
  firewallRulesPileUp,
  firewallHalfClosed,
  portTaken,
  wireguardPeerTwice,
  tailscaleFlagsUnused,
  resticWithoutPassword,
  serviceNotEnabled,
  attrsLoseValues,
  defaultSetDropped,
  impureBuiltin,
  staleCommand,
]

/** What is looked for between hosts. */
export const fleetRules: readonly FleetRule[] = [
  inputMoved,
  checkNeverRuns,
  addressTwice,
  hostNameTwice,
  hostIdTwice,
  machineIdTwice,
  unknownSecret,
  linkClosed,
]
