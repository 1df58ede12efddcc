/** The Git server that Argo CD reads: a machine beside the cluster that keeps a repository a file. A push changes the machine and nothing else, so that it is a part of the cluster's history. */
import { byText } from '../../base/ordered-map';
import { NEW_MACHINE } from '../../cluster/node/machine/machine';
import type { Machine } from '../../cluster/node/machine/machine';
import type { WrittenNode } from '../../cluster/node/machine/written-files';
import type { Cluster } from '../../cluster/state';
import type { FindRepository } from '../loop/look';
import type { Repository } from '../git/repository';
import { GIT_HOST } from './git-host';

export { GIT_HOST };
const FOLDER = '/srv/git';

/** `https://git.example.com/config.git` → `config`; undefined: another host. */
export function repositoryName(url: string): string | undefined {
  const [, host, path = ''] = /^(?:https?:\/\/|ssh:\/\/(?:[^@/]+@)?)([^/:]+)(?::\d+)?\/(.+?)\/?$/.exec(url) ?? /^(?:[^@/]+@)([^:]+):(.+?)\/?$/.exec(url) ?? [];
  return host === GIT_HOST ? path.replace(/\.git$/, '') : undefined;
}

const hostOf = (url: string): string => /^(?:[a-z+]+:\/\/)?(?:[^@/]+@)?([^/:]+)/.exec(url)?.[1] ?? url;

const pathOf = (name: string): string => `${FOLDER}/${name}.git`;

/** A file never changes, and neither does what it holds. */
const READ = new WeakMap<WrittenNode, Repository>();

function read(node: WrittenNode | undefined): Repository | undefined {
  if (node?.kind !== 'file') return undefined;
  const known = READ.get(node) ?? (JSON.parse(node.text) as Repository);
  READ.set(node, known);
  return known;
}

export const repositoryOn = ({ machines }: Pick<Cluster, 'machines'>, name: string): Repository | undefined => read(byText.get(machines, GIT_HOST)?.root?.[pathOf(name)]);

/** The Git server with a repository. `at`: µs since 1970. */
export function withRepository({ machines }: Pick<Cluster, 'machines'>, name: string, repository: Repository, at: number): Machine {
  const machine = byText.get(machines, GIT_HOST) ?? NEW_MACHINE;
  const node: WrittenNode = { kind: 'file', text: JSON.stringify(repository), at };
  READ.set(node, repository);
  return { ...machine, root: { ...machine.root, [pathOf(name)]: node } };
}

/** What the repo server finds behind an address; in the words of go-git where it finds nothing. */
export const findIn = (cluster: Pick<Cluster, 'machines'>): FindRepository => (url) => {
  const name = repositoryName(url);
  if (name === undefined) return { error: `failed to list refs: Get "${url}/info/refs?service=git-upload-pack": dial tcp: lookup ${hostOf(url)} on 10.96.0.10:53: no such host` };
  const repository = repositoryOn(cluster, name);
  return repository === undefined ? { error: 'failed to list refs: repository not found' } : { repository };
};
