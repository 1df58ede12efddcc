import type { Library } from '../../../base/cel/run/library';
import { Opaque, type Value } from '../../../base/cel/run/values';

/** authorizer (apiserver pkg/cel/library/authz.go): asks whether someone may do something. */

export interface AuthorizerUser {
  readonly name: string;
  readonly groups: readonly string[];
}

/** What is asked: a path, or a resource. */
export interface AuthorizerRequest {
  readonly user: AuthorizerUser;
  readonly verb: string;
  readonly path?: string;
  readonly group: string;
  readonly resource: string;
  readonly subresource: string;
  readonly namespace: string;
  readonly name: string;
  readonly fieldSelector: string;
  readonly labelSelector: string;
}

export interface AuthorizerAnswer {
  readonly allowed: boolean;
  readonly reason: string;
  readonly error?: string;
}

export type Authorize = (request: AuthorizerRequest) => AuthorizerAnswer;

interface Question {
  readonly authorize: Authorize;
  readonly request: AuthorizerRequest;
}

const NAME = 'kubernetes.authorization.';
const [AUTHORIZER, PATH, GROUP, RESOURCE, DECISION] = ['Authorizer', 'PathCheck', 'GroupCheck', 'ResourceCheck', 'Decision'].map((name) => NAME + name) as [string, string, string, string, string];

const wrap = (type: string, question: Question): Value => new Opaque<Question>(type, question, (other) => JSON.stringify(question.request) === JSON.stringify(other.request), type);
const of = (value: Value | undefined): Question => (value as Opaque<Question>).data;
const answerOf = (value: Value | undefined): AuthorizerAnswer => (value as Opaque<AuthorizerAnswer>).data;

/** The variable `authorizer` for the user of a request. */
export const authorizerValue = (user: AuthorizerUser, authorize: Authorize): Value =>
  wrap(AUTHORIZER, { authorize, request: { user, verb: '', group: '', resource: '', subresource: '', namespace: '', name: '', fieldSelector: '', labelSelector: '' } });

/** The variable `authorizer.requestResource`: the resource that is asked for. */
export const resourceCheckValue = (request: AuthorizerRequest, authorize: Authorize): Value => wrap(RESOURCE, { authorize, request });

const set = (type: string, change: (request: AuthorizerRequest, ...args: string[]) => Partial<AuthorizerRequest>) => (value: Value | undefined, ...args: Value[]): Value => {
  const { authorize, request } = of(value);
  return wrap(type, { authorize, request: { ...request, ...change(request, ...(args as string[])) } });
};

function check(value: Value | undefined, verb: Value | undefined): Value {
  const { authorize, request } = of(value);
  const answer = authorize({ ...request, verb: verb as string });
  return new Opaque<AuthorizerAnswer>(DECISION, answer, (other) => answer.allowed === other.allowed && answer.reason === other.reason, DECISION);
}

const resourceSetter = (id: string): readonly string[] => [`.${id}(${RESOURCE},string) -> ${RESOURCE}`];

export const AUTHORIZER_FUNCTIONS: Readonly<Record<string, readonly string[]>> = {
  path: [`.authorizer_path(${AUTHORIZER},string) -> ${PATH}`],
  group: [`.authorizer_group(${AUTHORIZER},string) -> ${GROUP}`],
  serviceAccount: [`.authorizer_serviceaccount(${AUTHORIZER},string,string) -> ${AUTHORIZER}`],
  resource: [`.groupcheck_resource(${GROUP},string) -> ${RESOURCE}`],
  subresource: resourceSetter('resourcecheck_subresource'),
  namespace: resourceSetter('resourcecheck_namespace'),
  name: resourceSetter('resourcecheck_name'),
  fieldSelector: resourceSetter('authorizer_fieldselector'),
  labelSelector: resourceSetter('authorizer_labelselector'),
  check: [`.pathcheck_check(${PATH},string) -> ${DECISION}`, `.resourcecheck_check(${RESOURCE},string) -> ${DECISION}`],
  allowed: [`.decision_allowed(${DECISION}) -> bool`],
  reason: [`.decision_reason(${DECISION}) -> string`],
  errored: [`.decision_errored(${DECISION}) -> bool`],
  error: [`.decision_error(${DECISION}) -> string`],
};

export const AUTHORIZER_LIBRARY: Library = {
  functions: {},
  overloads: {
    authorizer_path: set(PATH, (_, path) => ({ path: path! })),
    authorizer_group: set(GROUP, (_, group) => ({ group: group! })),
    authorizer_serviceaccount: set(AUTHORIZER, (_, namespace, name) => ({
      user: { name: `system:serviceaccount:${namespace}:${name}`, groups: ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'] },
    })),
    groupcheck_resource: set(RESOURCE, (_, resource) => ({ resource: resource! })),
    resourcecheck_subresource: set(RESOURCE, (_, subresource) => ({ subresource: subresource! })),
    resourcecheck_namespace: set(RESOURCE, (_, namespace) => ({ namespace: namespace! })),
    resourcecheck_name: set(RESOURCE, (_, name) => ({ name: name! })),
    authorizer_fieldselector: set(RESOURCE, (_, fieldSelector) => ({ fieldSelector: fieldSelector! })),
    authorizer_labelselector: set(RESOURCE, (_, labelSelector) => ({ labelSelector: labelSelector! })),
    pathcheck_check: check,
    resourcecheck_check: check,
    decision_allowed: (answer) => answerOf(answer).allowed,
    decision_reason: (answer) => answerOf(answer).reason,
    decision_errored: (answer) => answerOf(answer).error !== undefined,
    decision_error: (answer) => answerOf(answer).error ?? '',
  },
};
