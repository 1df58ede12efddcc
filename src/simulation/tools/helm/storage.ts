/** Where helm keeps its releases (helm pkg/storage, driver/secrets.go and cfgmaps.go): one Secret, or ConfigMap, a revision. */
import { decodeBase64 } from '../../api/go-template/base64';
import { encodeBase64 } from '../../base/go/base64';
import { quote } from '../../base/go/quote';
import type { ApiObject } from '../../api';
import { HelmError, isNotFound, Refused } from './machine';
import type { Cluster } from './machine';
import { releaseJson, releaseOf } from './release';
import type { Release } from './release';

export const SYSTEM_LABELS = ['name', 'owner', 'status', 'version', 'createdAt', 'modifiedAt'];

export const releaseNotFound = (): HelmError => new HelmError('release: not found', 'not-found');
export const noDeployedReleases = (name: string): HelmError => new HelmError(`${quote(name)} has no deployed releases`, 'no-deployed');

const keyOf = ({ name, version }: Pick<Release, 'name' | 'version'>): string => `sh.helm.release.v1.${name}.v${version}`;
const newestFirst = (releases: readonly Release[]): readonly Release[] => [...releases].sort((a, b) => b.version - a.version);

export class Storage {
  /** 0: without limit. */
  maxHistory = 0;
  private readonly resource: 'secrets' | 'configmaps';

  constructor(
    private readonly cluster: Cluster,
    driver: string,
    private readonly namespace = cluster.namespace,
  ) {
    this.resource = driver === 'configmap' || driver === 'configmaps' ? 'configmaps' : 'secrets';
  }

  /** What stands in an object; the release is not compressed, which helm reads as well as the compressed ones that it writes. */
  private decoded(object: ApiObject): Release | undefined {
    const { data } = object as { readonly data?: Readonly<Record<string, string>> };
    const text = data?.['release'];
    if (text === undefined) return undefined;
    return releaseOf(decodeBase64(this.resource === 'secrets' ? decodeBase64(text) : text), object.metadata.labels ?? {});
  }

  private listed(namespace: string, labelSelector: string): readonly Release[] {
    const answer = this.cluster.ask({ verb: 'list', group: '', resource: this.resource, ...(namespace === '' ? {} : { namespace }), labelSelector });
    return 'list' in answer ? answer.list.flatMap((object) => this.decoded(object) ?? []) : [];
  }

  list(): readonly Release[] {
    try {
      return this.listed(this.namespace, 'owner=helm');
    } catch (error) {
      throw error instanceof Refused ? new HelmError(`list: failed to list: ${error.message}`) : error;
    }
  }

  /** Driver.Query of a release's revisions. */
  private query(name: string, status?: string): readonly Release[] {
    let found: readonly Release[];
    try {
      found = this.listed(this.namespace, `name=${name},owner=helm${status === undefined ? '' : `,status=${status}`}`);
    } catch (error) {
      throw error instanceof Refused ? new HelmError(`query: failed to query with labels: ${error.message}`) : error;
    }
    if (found.length === 0) throw releaseNotFound();
    return found;
  }

  /** Every revision; an error where there is none. */
  history(name: string): readonly Release[] {
    return this.query(name);
  }

  last(name: string): Release {
    return newestFirst(this.history(name))[0]!;
  }

  get(name: string, version: number): Release {
    try {
      const answer = this.cluster.ask({ verb: 'get', group: '', resource: this.resource, namespace: this.namespace, name: keyOf({ name, version }) });
      const release = 'object' in answer ? this.decoded(answer.object) : undefined;
      if (release === undefined) throw releaseNotFound();
      return { ...release, labels: Object.fromEntries(Object.entries(release.labels).filter(([key]) => !SYSTEM_LABELS.includes(key))) };
    } catch (error) {
      if (isNotFound(error)) throw releaseNotFound();
      throw error instanceof Refused ? new HelmError(`get: failed to get ${quote(keyOf({ name, version }))}: ${error.message}`) : error;
    }
  }

  deployedAll(name: string): readonly Release[] {
    try {
      return this.query(name, 'deployed');
    } catch (error) {
      throw error instanceof HelmError && error.message.includes('not found') ? noDeployedReleases(name) : error;
    }
  }

  deployed(name: string): Release {
    return newestFirst(this.deployedAll(name))[0]!;
  }

  private object(release: Release, when: 'createdAt' | 'modifiedAt'): ApiObject {
    const encoded = encodeBase64(JSON.stringify(releaseJson(release)));
    const labels = {
      [when]: String(Math.floor(this.cluster.machine.now() / 1_000_000)), ...release.labels, name: release.name, owner: 'helm', status: release.info.status, version: String(release.version),
    };
    return {
      apiVersion: 'v1', kind: this.resource === 'secrets' ? 'Secret' : 'ConfigMap', metadata: { name: keyOf(release), namespace: this.namespace, labels },
      ...(this.resource === 'secrets' ? { type: 'helm.sh/release.v1', data: { release: encodeBase64(encoded) } } : { data: { release: encoded } }),
    } as ApiObject;
  }

  create(release: Release): void {
    if (this.maxHistory > 0) this.makeRoom(release.name, this.maxHistory - 1);
    try {
      this.cluster.ask({ verb: 'create', group: '', resource: this.resource, namespace: this.namespace, name: keyOf(release), body: this.object(release, 'createdAt'), fieldManager: 'helm' });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      throw new HelmError(error.failure.reason === 'AlreadyExists' ? 'release: already exists' : `create: failed to create: ${error.message}`);
    }
  }

  update(release: Release): void {
    try {
      this.cluster.ask({ verb: 'update', group: '', resource: this.resource, namespace: this.namespace, name: keyOf(release), body: this.object(release, 'modifiedAt'), fieldManager: 'helm' });
    } catch (error) {
      throw error instanceof Refused ? new HelmError(`update: failed to update: ${error.message}`) : error;
    }
  }

  /** Configuration.recordRelease: what goes wrong is only told to whoever debugs. */
  record(release: Release): void {
    try {
      this.update(release);
    } catch (error) {
      if (!(error instanceof HelmError)) throw error;
    }
  }

  remove(release: Pick<Release, 'name' | 'version'>): void {
    this.get(release.name, release.version);
    this.cluster.ask({ verb: 'delete', group: '', resource: this.resource, namespace: this.namespace, name: keyOf(release) });
  }

  /** removeLeastRecent: the oldest go, but never the one that is deployed. */
  private makeRoom(name: string, maximum: number): void {
    let all: readonly Release[];
    try {
      all = [...this.history(name)].sort((a, b) => a.version - b.version);
    } catch (error) {
      if (error instanceof HelmError && error.is === 'not-found') return;
      throw error;
    }
    const kept = all.filter(({ info }) => info.status === 'deployed').at(-1)?.version;
    const candidates = all.filter(({ version }) => version !== kept);
    for (const release of candidates.slice(0, Math.max(0, all.length - maximum))) this.remove(release);
  }
}
