/** Argo CD in a terminal's cluster, with the Git server that it reads, `git` and `argocd`. */
import { byText } from '../../../base/ordered-map';
import { anyController } from '../../../cluster/control/controller';
import type { Cluster } from '../../../cluster/state';
import { applicationController } from '../../../gitops/component/controller';
import { ARGO_IMAGES, DEFINITION_MANIFESTS, INSTALLATION } from '../../../gitops/component/installation';
import { findIn, GIT_HOST, repositoryName, withRepository } from '../../../gitops/component/remote';
import { applicationSetController } from '../../../gitops/component/set-controller';
import { commit, EMPTY_REPOSITORY } from '../../../gitops/git/repository';
import { argocdProgram } from '../../../shell/commands/argocd';
import { gitProgram } from '../../../shell/commands/git';
import type { Addon, GivenRepositories } from './addon';

const MICROS = 1_000_000;
/** Who made what is there from the beginning, and how far apart, seconds. */
const AUTHOR = { name: 'Platform Team', email: 'platform@example.com' };
const APART = 3600;

/** The Git server with the repositories of a start. */
export function withRepositories(cluster: Cluster, given: GivenRepositories): Cluster {
  const now = Math.floor(cluster.clock.now / MICROS);
  return Object.entries(given).reduce((before, [name, commits]) => {
    const repository = commits.reduce((made, { message, files }, at) => commit(made, 'main', { message, files, author: AUTHOR, at: now - (commits.length - at) * APART }), EMPTY_REPOSITORY);
    return { ...before, machines: byText.set(before.machines, GIT_HOST, withRepository(before, name, repository, before.clock.now)) };
  }, cluster);
}

export const ARGOCD: Addon = {
  controller: () => anyController(applicationController), others: [anyController(applicationSetController)], images: ARGO_IMAGES, manifests: `${DEFINITION_MANIFESTS}\n---\n${INSTALLATION}`,
  files: { '.config/argocd/config': 'contexts:\n- name: argocd.example.com\n  server: argocd.example.com\n  user: argocd.example.com\ncurrent-context: argocd.example.com\n', '.gitconfig': '[user]\n\tname = Learner\n\temail = learner@example.com\n[init]\n\tdefaultBranch = main\n' }, network: {},
  beside: (cluster, { git = {} }) => withRepositories(cluster, git),
  programs: (place) => {
    const find = (url: string) => findIn(place.cluster())(url);
    const push = (url: string, repository: Parameters<typeof withRepository>[2]): void => {
      const cluster = place.cluster();
      place.act({ kind: 'machine', node: GIT_HOST, machine: withRepository(cluster, repositoryName(url) ?? '', repository, cluster.clock.now) });
    };
    return { git: gitProgram({ find, push }), argocd: argocdProgram({ ...place, find }) };
  },
};
