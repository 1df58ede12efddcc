import type { ApiObject } from '../../api';
import { semanticEqual } from '../../api/equal';
import { objectAt, put } from '../store/store';
import type { Store } from '../store/store';
import { objectKey } from '../store/table';
import type { Target } from './resource';
import type { AdmissionPassage, Attributes, Judgement, ServerConfig } from './types';

/** Where nobody stands in the way. */
export const OPEN: AdmissionPassage = { mutate: (object: ApiObject) => ({ object }), mutateDeletion: () => undefined, judge: () => ({ quotas: [] }), warnings: [] };

/** A request before the plug-ins of the server, if it has any. */
export const passage = ({ admission, registry }: ServerConfig, { kind }: Target, operation: 'CREATE' | 'UPDATE' | 'DELETE', attributes: Attributes): AdmissionPassage => admission?.begin(kind, operation, attributes, registry) ?? OPEN;

/** The charges are written before what is charged. */
export const withQuotas = (store: Store, { quotas }: Exclude<Judgement, { readonly status: unknown }>): Store =>
  quotas.reduce((to, quota) => (semanticEqual(objectAt(to.tables, 'resourcequotas', objectKey(quota)), quota) ? to : put(to, 'resourcequotas', quota).store), store);
