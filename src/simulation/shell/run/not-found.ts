import { nodeAt, resolvePath } from '../files/tree';
import type { Shell } from '../shell';

const LARGE = new Set(['telnet', 'traceroute', 'ip', 'ss', 'netstat', 'tcpdump', 'docker', 'podman', 'minikube', 'kind', 'helm', 'argocd', 'git', 'etcdutl', 'kubeadm', 'apt', 'python', 'python3', 'node', 'make', 'tmux']);

/** Programs of the machines of a cluster: somebody logs in there. */
const ON_MACHINES = new Set(['etcdctl', 'systemctl', 'journalctl', 'crictl', 'ctr', 'sudo']);

/** What bash says of a name that it finds nothing for, and what there is instead. */
export function notFound(shell: Shell, name: string): { readonly text: string; readonly status: number } {
  if (shell.host.speaks === 'sh') return { text: `sh: ${name}: not found\n`, status: 127 };
  if (name.includes('/')) {
    const node = nodeAt(shell.tree, resolvePath(shell.directory, name));
    if (node === undefined) return { text: `bash: ${name}: No such file or directory\n`, status: 127 };
    return { text: `bash: ${name}: ${node.kind === 'directory' ? 'Is a directory' : 'Permission denied'}\n${node.kind === 'file' ? `(a script is run with: bash ${name})\n` : ''}`, status: 126 };
  }
  const line = `bash: ${name}: command not found\n`;
  if (ON_MACHINES.has(name)) return { text: `${line}(log in to a machine of the cluster first: ssh node-a)\n`, status: 127 };
  if (LARGE.has(name)) return { text: `${line}(${name} is not simulated in this terminal; it has kubectl, and what \`help' lists)\n`, status: 127 };
  return { text: `${line}(\`help' lists the commands that there are)\n`, status: 127 };
}
