import { defineModule, home } from 'pantheros'
import { sshClient } from '../shell/ssh.ts'

export const onePasswordAgent = defineModule('home.applications.onepassword', {
  description: 'SSH keys out of 1Password: for logins and for commits.',
}).config(() => [
  sshClient.set({ agent: '~/.1password/agent.sock' }),
  home({
    xdg: { configFile: { '1Password/ssh/agent.toml': { text: '[[ssh-keys]]\nvault = "pantherOS"\n' } } },
  }),
])
