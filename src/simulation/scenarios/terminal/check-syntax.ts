/**
 * What a step of a lab asks for, as a line of text:
 *
 *     deploy/web@lab : spec.replicas == 2          a field of an object (== != >= <= > <, contains, lacks, exists, absent)
 *     pod/late : absent                            whether an object is there
 *     pods -l app=web @lab : count == 3            how many there are; a field asked of several has to hold for all
 *     pods -f spec.nodeName!=node-c : count >= 1   only those whose field is (=) or is not (!=) this
 *     component/kube-scheduler : status.state == Stopped   a part of the cluster: Running or Stopped (components -f status.state=Stopped : count == 1)
 *     component/kubelet/node-b : status.enabled == true    systemd starts this kubelet at boot
 *     snapshots -f status.sum=right : count >= 1   snapshots of etcd that lie as files on a machine
 *     container/web : state == exited              a container of Docker on the Linux machine of a minikube; cgroup/demo : cpu\.max == "50000 100000"
 *     event(Unhealthy, pod/hello)                  an Event of this reason about an object
 *     config : namespace == lab                    the current context of the reader's kubeconfig
 *     file(d.yaml) contains "replicas: 4"          a file in the home directory
 *     file(pod/web@lab:/data/note) contains "x"    a file in a Pod, as a program in there would read it
 *     etcd(/registry/secrets/lab/db) contains "x"  what is kept behind a key, of a Secret or ConfigMap
 *     log(pod/web@lab) contains "x"                the last line that a container of the Pod has printed
 *     cmd ~ "maxSurge"                             a command printed this since the step began: only where looking is the goal
 *     ran ~ "kubectl diff"                         a command was typed that has this in it, and it succeeded
 *     cmd ~ /web-\w+ .*web$/                        the same as a regular expression, over lines
 *     can(jane, list pods @lab) == yes             whether somebody may do that: a user, or a ServiceAccount as system:serviceaccount:NAMESPACE:NAME
 *     get(http://api:8000/, deploy/web@shop) == 200    a request from a Pod (of the reader's machine without one): a status, refused, timed-out, no-name …; contains: its body
 *     get(https://shop.test/ via ingress/shop@lab) == 200  to the address of that Ingress, Service or Gateway
 *     resolve(db, deploy/web@shop) : count == 3    the addresses of a name, as a Pod finds them
 *     claims : aud exists                          a command printed what a token claims, as JSON; `lifetime` is its exp less its iat
 *
 * In a path `conditions[Ready]` is the condition of that type, and `initContainers[?name=log]` the entry of that name.
 */
const OPERATORS = ['==', '!=', '>=', '<=', '>', '<', 'contains', 'lacks', 'exists', 'absent'] as const;
export type Operator = (typeof OPERATORS)[number];

export interface FieldWanted {
  readonly path: string;
  readonly is: boolean;
  readonly value: string;
}

/** resource: with its group after a dot, and a subresource after a slash, as kubectl auth can-i takes it. */
export interface Access {
  readonly user: string;
  readonly verb: string;
  readonly resource: string;
  readonly name: string;
  readonly namespace: string;
}

export interface Check {
  readonly what:
    | { readonly kind: 'objects'; readonly resource: string; readonly name: string; readonly namespace: string; readonly selector: string; readonly field?: FieldWanted }
    | { readonly kind: 'event'; readonly reason: string; readonly about: string }
    | { readonly kind: 'config' }
    | { readonly kind: 'file' | 'etcd' | 'log'; readonly path: string }
    | { readonly kind: 'printed' | 'ran'; readonly pattern?: RegExp }
    | { readonly kind: 'claims' }
    | ({ readonly kind: 'can' } & Access)
    | { readonly kind: 'get' | 'resolve'; readonly target: string; readonly via: string; readonly from: string };
  readonly path: string;
  readonly operator: Operator;
  readonly value: string;
}

/** What is wrong with a line of a check. */
export class CheckFault extends Error {}

const unquote = (text: string): string => /^"([^]*)"$|^'([^]*)'$/.exec(text.trim())?.slice(1).find((one) => one !== undefined) ?? text.trim();

function operation(text: string): Pick<Check, 'path' | 'operator' | 'value'> {
  const [, path = '', operator = '', value = ''] = /^(.*?)\s*(==|!=|>=|<=|>|<|\bcontains\b|\blacks\b|\bexists$|\babsent$)\s*([^]*)$/.exec(text.trim()) ?? [];
  if (!OPERATORS.includes(operator as Operator)) throw new CheckFault(`"${text}": write a path and one of ${OPERATORS.join(' ')}`);
  return { path: path.trim(), operator: operator as Operator, value: unquote(value) };
}

function fieldWanted(text: string): FieldWanted {
  const [, path = '', operator = '', value = ''] = /^([^=!]+)(!?=)(.+)$/.exec(text) ?? [];
  if (path === '') throw new CheckFault(`"-f ${text}": write field=value or field!=value`);
  return { path, is: operator === '=', value };
}

function expression(text: string): RegExp {
  try {
    return new RegExp(text, 'm');
  } catch {
    throw new CheckFault(`/${text}/: is no regular expression`);
  }
}

export function parseCheck(text: string): Check {
  const line = text.trim();
  const said = /^(cmd|ran)\s*~\s*([^]+)$/.exec(line);
  if (said !== null) {
    const kind = said[1] === 'cmd' ? 'printed' : 'ran';
    const pattern = /^\/([^]+)\/$/.exec(said[2]!.trim())?.[1];
    return pattern === undefined ? { what: { kind }, path: '', operator: 'contains', value: unquote(said[2]!) } : { what: { kind, pattern: expression(pattern) }, path: '', operator: 'contains', value: pattern };
  }
  const can = /^can\(\s*([^,\s]+)\s*,\s*(\S+)\s+([^\s/@)]+(?:\/[^\s@)]+)?)(?:\s+([^\s@)]+))?\s*(?:@([^\s)]+)\s*)?\)\s*==\s*(yes|no)$/.exec(line);
  if (can !== null) return { what: { kind: 'can', user: can[1]!, verb: can[2]!, resource: can[3]!, name: can[4] ?? '', namespace: can[5] ?? '' }, path: '', operator: '==', value: can[6]! };
  const event = /^event\(\s*([A-Za-z]+)\s*(?:,\s*([^)]*?)\s*)?\)$/.exec(line);
  if (event !== null) return { what: { kind: 'event', reason: event[1]!, about: event[2] ?? '' }, path: '', operator: 'exists', value: '' };
  const kept = /^(file|etcd|log)\(([^)]+)\)\s*([^]*)$/.exec(line);
  if (kept !== null) return { what: { kind: kept[1] as 'file' | 'etcd' | 'log', path: kept[2]!.trim() }, ...operation(kept[3]!) };
  const network = /^(get|resolve)\(\s*([^\s,)]+)(?:\s+via\s+([^\s,)]+))?\s*(?:,\s*([^\s)]+)\s*)?\)\s*(?::\s*)?([^]*)$/.exec(line);
  if (network !== null) return { what: { kind: network[1] as 'get' | 'resolve', target: network[2]!, via: network[3] ?? '', from: network[4] ?? '' }, ...operation(network[5]!) };
  const colon = line.indexOf(' : ');
  if (colon < 0) throw new CheckFault(`"${line}": write what is looked at, " : ", and what has to hold, as in deploy/web@default : spec.replicas == 2`);
  const [subject, rest] = [line.slice(0, colon).trim(), line.slice(colon + 3)];
  if (subject === 'claims') return { what: { kind: 'claims' }, ...operation(rest) };
  if (subject === 'config') return { what: { kind: 'config' }, ...operation(rest) };
  const [, resource = '', name = '', selector = '', field = '', namespace = ''] = /^([a-z0-9.-]+)(?:\/([^\s@]+))?(?:\s+-l\s+([^\s@]+))?(?:\s+-f\s+([^\s@]+))?\s*(?:@(\S+))?$/.exec(subject) ?? [];
  if (resource === '') throw new CheckFault(`"${subject}": write resource/name@namespace, or resource -l key=value -f field=value @namespace`);
  return { what: { kind: 'objects', resource, name, selector, namespace, ...(field === '' ? {} : { field: fieldWanted(field) }) }, ...operation(rest) };
}
