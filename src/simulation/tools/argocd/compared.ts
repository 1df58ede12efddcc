/** What Argo CD's server says of the objects of an application: how they differ, and how they are (server/application: ManagedResources, inferResourcesStatusHealth). */
import { luaHealthScripts } from '../../gitops/health/lua-scripts';
import type { Application } from '../../gitops/decide/application';
import { comparisonOf } from '../../gitops/decide/refresh';
import type { Comparison } from '../../gitops/compare/compare';
import { trackingOf } from '../../gitops/compare/tracking';
import { manifestsIn } from '../../gitops/git/manifests';
import { resolve } from '../../gitops/git/repository';
import { hear } from '../../gitops/loop/watch';
import { Reach } from '../../gitops/loop/see';
import type { Ground } from '../../gitops/loop/see';
import type { AppState } from '../../gitops/loop/types';
import type { JsonObject } from '../../gitops/objects';
import { resourceOverrides } from '../../gitops/settings/resource-overrides';
import type { Server } from './machine';

type Git = { readonly revision: string; readonly manifests: readonly JsonObject[] } | { readonly error: string };

/** What the repo server makes of a revision. */
export function generated({ machine }: Server, { spec }: Application, revision = ''): Git {
  const { source = {} } = spec;
  const wanted = revision || (source.targetRevision ?? '');
  const there = machine.find(source.repoURL ?? '');
  if ('error' in there) return there;
  const name = wanted === '' || wanted === 'HEAD' ? 'main' : wanted;
  const found = resolve(there.repository, name);
  if (found === undefined) return { error: `unable to resolve '${name}' to a commit SHA` };
  const rendered = manifestsIn(found.files, source.path ?? '.');
  return 'error' in rendered ? rendered : { revision: found.id, manifests: rendered.manifests };
}

export function compared(server: Server, app: Application, revision = ''): Comparison {
  const { machine, configMap } = server;
  const ground: Ground = { now: machine.now(), tables: server.tables, registry: () => machine.registry(), ask: (asked) => machine.ask(asked) };
  const scripts = luaHealthScripts(resourceOverrides(configMap), {}, () => machine.now());
  const reach = new Reach({ configMap, scripts }, ground);
  const state: AppState = { app, pollAt: Infinity, owned: {} };
  const { name } = app.metadata;
  const { apps } = hear({ apps: { [name]: state } }, machine.cluster().server.store, () => machine.registry().kinds, machine.now(), trackingOf(configMap));
  const git = generated(server, app, revision || app.status?.sync?.revision);
  return comparisonOf(app, git, reach.live(apps[name] ?? state, 'error' in git ? [] : git.manifests), reach.around);
}
