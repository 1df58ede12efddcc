/** The Git server of the page: each push that arrives becomes a commit of main. */
import type { Controller, Work } from '../../../cluster/control/controller';
import { GIT_HOST, repositoryOn, withRepository } from '../../../gitops/component/remote';
import { commit, EMPTY_REPOSITORY, GitError, revert } from '../../../gitops/git/repository';
import type { Repository } from '../../../gitops/git/repository';
import { INBOX, REPOSITORY } from './manifest';
import type { Push } from './manifest';

const AUTHOR = { name: 'You', email: 'you@example.com' };

function pushed(repository: Repository, what: Push, now: number): Repository {
  const at = Math.floor(now / 1_000_000);
  try {
    return 'reverts' in what ? revert(repository, 'main', what.reverts, { author: AUTHOR, at }) : commit(repository, 'main', { ...what, author: AUTHOR, at });
  } catch (error) {
    // What changes nothing, or cannot be taken back any more, makes no commit.
    if (error instanceof GitError) return repository;
    throw error;
  }
}

function take(key: string, work: Work<null>): void {
  const found = work.view.get('configmaps', INBOX, key);
  const text = (found as { readonly data?: Readonly<Record<string, string>> } | undefined)?.data?.push;
  if (found === undefined || text === undefined) return;
  const before = repositoryOn(work.cluster, REPOSITORY) ?? EMPTY_REPOSITORY;
  work.setMachine(GIT_HOST, withRepository(work.cluster, REPOSITORY, pushed(before, JSON.parse(text) as Push, work.now), work.now));
  work.client.delete(found);
}

export const gitServer: Controller<null> = {
  name: 'git-server', user: { username: 'system:serviceaccount:git:server', groups: ['system:masters', 'system:authenticated'] }, process: 'git-server', memory: null,
  handlers: { configmaps: ({ type, object }, desk) => void (type === 'ADDED' && object.metadata.namespace === INBOX && object.metadata.name !== 'kube-root-ca.crt' && desk.enqueue(object.metadata.name ?? '')) },
  reconcile: take,
};
