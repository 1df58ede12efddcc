import type { Kind } from '../../src/simulation/api/kind';
import { clientSidePatch } from '../../src/simulation/api/apply/client-side';
import { PatchError } from '../../src/simulation/api/patch/patch-error';
import { applyObject } from '../../src/simulation/api/request/apply';
import { asObject } from '../../src/simulation/api/request/create';
import { encodeObject } from '../../src/simulation/api/request/encode';
import { patchObject } from '../../src/simulation/api/request/patch';
import type { PatchType } from '../../src/simulation/api/request/patch-json';
import type { Written } from '../../src/simulation/api/request/write';
import { objectOf, textOf } from '../../src/simulation/api/schema/values';
import { isObject } from '../../src/simulation/api/schema/walk';
import type { JsonObject } from '../../src/simulation/api/schema/walk';
import type { ApiObject } from '../../src/simulation/api/types';
import { registryOf, targetOf } from '../golden/apply/world';
import { mutateJson } from './support/mutate-json';
import { pick } from './support/mutate-text';
import { recordedInputs } from './support/recorded';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

interface Recorded {
  readonly live?: JsonObject;
  readonly type?: PatchType;
  readonly patch?: unknown;
  readonly subresource?: string;
  readonly steps?: readonly { readonly object?: JsonObject; readonly patch?: unknown }[];
}

const recorded = recordedInputs('apply') as readonly Recorded[];
const lives = recorded.flatMap(({ live }) => (live === undefined ? [] : [live]));
const patches = recorded.filter((one): one is Required<Pick<Recorded, 'live' | 'type' | 'patch'>> & Recorded => one.type !== undefined && one.live !== undefined);
const bodies = recorded.flatMap(({ steps = [] }) => steps.flatMap(({ object }) => (object === undefined ? [] : [object])));
const pieces: readonly unknown[] = [...patches.map(({ patch }) => patch), ...lives.flatMap(({ spec }) => (spec === undefined ? [] : [spec])), ...bodies];

type Way = PatchType | 'apply' | 'client';

interface Case {
  readonly way: Way;
  readonly live: JsonObject;
  /** The patch, or the object that is applied. */
  readonly sent: unknown;
  readonly subresource: string;
}

const kindOf = (object: JsonObject): Kind => {
  const kind = registryOf().find(textOf(object.apiVersion), textOf(object.kind));
  if (kind === undefined) throw new Error(`the recordings name a kind that is not there: ${textOf(object.kind)}`);
  return kind;
};

const nameOf = (object: JsonObject): string => textOf(objectOf(object.metadata).name);

/** What the server says to a case; undefined where kubectl sends nothing. Throws a PatchError where kubectl cannot make the patch. */
function write({ way, live, sent, subresource }: Case, stored: ApiObject): Written<ApiObject> | undefined {
  const kind = kindOf(live);
  const to = targetOf(kind, nameOf(live), 'fuzz', subresource);
  if (way === 'apply') return isObject(sent) ? applyObject(sent, stored, { ...to, force: true }) : undefined;
  if (way !== 'client') return patchObject(way, sent, stored, to);
  const made = isObject(sent) ? clientSidePatch(kind, encodeObject(kind, stored), sent) : undefined;
  return made === undefined ? undefined : patchObject(made.type, made.patch, stored, to);
}

function holds(one: Case, written: Written<ApiObject>): string {
  if ('status' in written) {
    const { reason, message, details } = written.status;
    if (message === '') throw new Broken('refused without a word');
    // Field errors name their field; what is no object at all has none.
    if (reason === 'Invalid' && details !== undefined && details.causes.some(({ field, message: cause }) => field === '' || cause === '')) throw new Broken(`a cause without its place: ${message}`);
    return `${one.way}: ${reason === '' ? 'Failure' : reason}`;
  }
  // A second time the same patch finds nothing to change; a list may be put in order, and a JSON patch adds again.
  if (one.way === 'merge' || one.way === 'apply') {
    const again = write(one, written.object);
    if (again === undefined || 'status' in again) throw new Broken(`taken once and refused the second time: ${again === undefined ? '' : 'status' in again ? again.status.message : ''}`);
    const [first, second] = [written.object, again.object].map((object) => JSON.stringify(encodeObject(kindOf(one.live), withoutTimes(object))));
    if (first !== second) throw new Broken(`the second time changes the object: ${first} → ${second}`);
  }
  return `${one.way}: done`;
}

const withoutTimes = (object: ApiObject): ApiObject => JSON.parse(JSON.stringify(object, (key, value: unknown) => (key === 'time' ? undefined : value))) as ApiObject;

export const target: FuzzTarget<Case> = {
  about: 'a mutated patch or apply is carried out or refused with words and places, without a throw; merges and applies change nothing the second time',
  count: 100_000,
  make(random) {
    const way = pick<Way>(random, ['json', 'merge', 'strategic', 'apply', 'client']);
    if (way === 'apply' || way === 'client') {
      const live = pick(random, lives);
      const own = bodies.filter((body) => body.kind === live.kind && body.apiVersion === live.apiVersion);
      const body = own.length === 0 || random.below(2) === 0 ? live : pick(random, own);
      const named = { ...body, metadata: { ...objectOf(body.metadata), name: nameOf(live), namespace: objectOf(live.metadata).namespace } };
      return { way, live, sent: mutateJson(random, named, pieces), subresource: '' };
    }
    const { live, type, patch, subresource = '' } = pick(random, patches);
    // Mostly a patch of its own type; at times another's, which a client sends by mistake.
    const fitting = random.below(8) === 0 ? way : type;
    return { way: fitting, live: random.below(8) === 0 ? pick(random, lives) : live, sent: mutateJson(random, patch, pieces), subresource: random.below(8) === 0 ? 'status' : subresource };
  },
  play(one) {
    try {
      const written = write(one, asObject(kindOf(one.live), one.live));
      return written === undefined ? `${one.way}: nothing sent` : holds(one, written);
    } catch (error) {
      if (!(error instanceof PatchError) || one.way !== 'client' || error.message === '') throw error;
      return 'client: kubectl refuses';
    }
  },
};
