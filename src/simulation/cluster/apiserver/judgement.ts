import type { ApiObject } from '../../api';
import { semanticEqual } from '../../api/equal';
import { objectAt, put } from '../store/store';
import type { Store } from '../store/store';
import { objectKey } from '../store/table';
import type { Target } from './resource';
import type { Attributes, Judgement, ServerConfig } from './types';

export const UNJUDGED = { warnings: [], quotas: [] } satisfies Judgement;

/** What the judging plug-ins say of what will be stored, or, without an object, of a deletion. */
export const judgement = ({ admission }: ServerConfig, { kind }: Target, object: ApiObject | undefined, attributes: Attributes): Judgement => admission?.judge(kind, object, attributes) ?? UNJUDGED;

/** The charges are written before what is charged. */
export const withQuotas = (store: Store, { quotas }: Exclude<Judgement, { readonly status: unknown }>): Store =>
  quotas.reduce((to, quota) => (semanticEqual(objectAt(to.tables, 'resourcequotas', objectKey(quota)), quota) ? to : put(to, 'resourcequotas', quota).store), store);
