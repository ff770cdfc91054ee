import { defineModule, nixos, option, t } from 'pantheros'

export const audit = defineModule('security.audit', {
  description: 'Logs what matters for security.',
  options: {
    watch: option(t.listOf(t.path), {
      default: ['/etc/passwd', '/etc/shadow', '/etc/sudoers', '/etc/ssh'],
      description: 'Files and folders whose changes are logged.',
    }),
  },
}).config(({ cfg }) => [
  nixos({
    security: {
      auditd: { enable: true },
      audit: {
        enable: true,
        rules: [
          ...cfg.watch.map((path) => `-w ${path} -p wa -k identity`),
          // What somebody who logged in runs as root.
          '-a always,exit -F arch=b64 -S execve -F euid=0 -F auid>=1000 -F auid!=unset -k root-command',
        ],
      },
    },
  }),
])
