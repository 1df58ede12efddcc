import type { Node, Tree } from './tree';

export const USER = 'learner';
export const HOME = `/home/${USER}`;
export const HOSTNAME = 'lab';

/** A kubeconfig as kubeadm writes it. The API server knows whoever holds the token. */
export const kubeconfig = (token: string): string => `apiVersion: v1
clusters:
- cluster:
    certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0t
    server: https://192.168.0.10:6443
  name: kubernetes
contexts:
- context:
    cluster: kubernetes
    user: kubernetes-admin
  name: kubernetes-admin@kubernetes
current-context: kubernetes-admin@kubernetes
kind: Config
preferences: {}
users:
- name: kubernetes-admin
  user:
    token: ${token}
`;

const SYSTEM: Readonly<Record<string, string>> = {
  '/etc/hostname': `${HOSTNAME}\n`,
  '/etc/hosts': `127.0.0.1\tlocalhost\n127.0.1.1\t${HOSTNAME}\n192.168.0.10\tcp-1\n`,
  '/etc/os-release': 'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nID=debian\n',
};
const DIRECTORIES = ['/', '/bin', '/etc', '/home', HOME, `${HOME}/.kube`, '/tmp', '/usr', '/usr/bin', '/var', '/var/log', '/dev'];

/** The machine on which the reader types, with files of their own (paths from the home directory on). */
export function homeTree(at: number, files: Readonly<Record<string, string>> = {}): Tree {
  const tree: Record<string, Node> = {};
  for (const path of DIRECTORIES) tree[path] = { kind: 'directory', at };
  for (const [path, text] of Object.entries(SYSTEM)) tree[path] = { kind: 'file', text, at };
  for (const [name, text] of Object.entries(files)) {
    const path = name.startsWith('/') ? name : `${HOME}/${name}`;
    const parts = path.split('/');
    for (let length = 2; length < parts.length; length += 1) tree[parts.slice(0, length).join('/')] ??= { kind: 'directory', at };
    tree[path] = { kind: 'file', text, at };
  }
  return tree;
}
