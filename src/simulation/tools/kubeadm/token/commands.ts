/** `kubeadm token` (cmd/kubeadm/app/cmd/token.go; phases/bootstraptoken/node; cmd/util/join.go). */
import type { ApiObject } from '../../../api';
import { decodeBase64 } from '../../../api/go-template/base64';
import { isObject } from '../../../api/schema/walk';
import { goJsonIndented } from '../../../base/go/json';
import { shortHumanDuration } from '../../../base/go/human-duration';
import { alignColumns } from '../../../base/go/tabwriter';
import { sha256 } from '../../../base/sha';
import { parseTime } from '../../../base/time';
import { readKubeconfig } from '../../../kubectl/config/kubeconfig';
import { readCertificates } from '../../../network/tls/pem';
import type { Call } from '../../cobra/find';
import type { Steps } from '../../machine';
import { absolutePath } from '../../machine';
import { sortedYaml } from '../../sorted';
import { CALL_TIMEOUT, Client, poll } from '../cluster/client';
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';
import { checkedToken, drawnToken, ID_PATTERN, isToken, isTokenId, secretName, TOKEN_PATTERN, TOKEN_TYPE, tokenOf, tokenSecret } from './token';
import type { Token } from './token';
import { aggregate, groupErrors, usageErrors } from './validate';

const FORMATS = 'go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,kyaml,template,templatefile,text,yaml';

function clientOf(machine: KubeadmMachine, call: Call): { readonly client: Client; readonly path: string } {
  const path = call.flags.text('kubeconfig') || '/etc/kubernetes/admin.conf';
  return { client: new Client(machine, path), path };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

/** getJoinCommand; the pin is a hash of what stands for the CA's key here. */
function joinCommand(machine: KubeadmMachine, path: string, token: string, key: string): string {
  const config = readKubeconfig(machine.files.read(absolutePath(machine, path)) ?? '');
  const cluster = config.clusters.get(config.contexts.get(config.currentContext)?.cluster ?? '');
  if (!isObject(cluster)) throw new KubeadmError(`failed to get join command: malformed kubeconfig file: ${path}`);
  const data = cluster['certificate-authority-data'];
  const certificates = readCertificates(typeof data === 'string' ? decodeBase64(data) : (machine.files.read(String(cluster['certificate-authority'] ?? '')) ?? ''));
  const pins = certificates.map(({ name }) => `--discovery-token-ca-cert-hash sha256:${sha256(bytes(name))} `).join('');
  return `kubeadm join ${String(cluster['server'] ?? '').replace('https://', '')} --token ${token} ${pins}${key === '' ? '' : `--control-plane --certificate-key ${key}`}`;
}

const would = (verb: string): string => `[dryrun] Would perform action ${verb} on resource "secrets" in API group "core/v1"\n`;
const dry = (verb: string, name: string): string => `${would(verb)}[dryrun] Resource name "${name}", namespace "kube-system"\n`;
const attached = (object: unknown): string => `[dryrun] Attached object:\n${sortedYaml(object)}\n`;

function* create(machine: KubeadmMachine, call: Call): Steps<void> {
  const { flags, args } = call;
  const given = args[0] === undefined || args[0] === '' ? '' : checkedToken(args[0]);
  const { client, path } = clientOf(machine, call);
  const [usages, groups] = [flags.list('usages'), flags.list('groups')];
  const wrong = [...usageErrors(usages, 'bootstrapTokens.0.usages'), ...groupErrors(usages, groups, 'bootstrapTokens.0.groups')];
  if (wrong.length > 0) throw new KubeadmError(aggregate(wrong));
  const token: Token = { token: given || drawnToken(machine.now()), description: flags.text('description'), usages, groups };
  const [id = ''] = token.token.split('.');
  const secret = tokenSecret(token, Number(flags.nanoseconds('ttl') / 1000n), machine.now());
  const isDry = flags.bool('dry-run');
  if (isDry) machine.out(dry('GET', secretName(id)));
  if (client.find('secrets', secretName(id)) !== undefined) throw new KubeadmError(`a token with id ${JSON.stringify(id)} already exists`);
  if (isDry) {
    machine.out('[dryrun] Real object does not exist. Attempting to GET from followup reactors or from the fake client tracker\n');
    machine.out(`${would('CREATE')}${attached(secret)}`);
  } else yield* poll(CALL_TIMEOUT, (): ApiObject => client.create('secrets', secret), (last) => new KubeadmError(`failed to create or update bootstrap token with name ${secretName(id)}: ${last?.message ?? ''}`));
  const key = flags.text('certificate-key');
  if (flags.bool('print-join-command')) machine.out(`${joinCommand(machine, path, token.token, key)}\n`);
  else if (key !== '') throw new KubeadmError('cannot use --certificate-key without --print-join-command');
  else machine.out(`${token.token}\n`);
}

/** formatBootstrapToken. */
function line({ token, expires, usages, description, groups }: Token, now: number): string {
  const ttl = expires === undefined ? '<forever>' : shortHumanDuration((parseTime(expires) ?? 0) - now);
  const some = (text: string): string => text || '<none>';
  return [token, ttl.padEnd(9), expires ?? '<never>', some(usages.join(',')).padEnd(22), some(description).padEnd(56), some(groups.join(','))].join('\t');
}

const HEADER = 'TOKEN\tTTL\tEXPIRES\tUSAGES\tDESCRIPTION\tEXTRA GROUPS\n';

function list(machine: KubeadmMachine, call: Call): void {
  const { client } = clientOf(machine, call);
  const output = call.flags.text('output');
  if (!['', 'text', 'json', 'yaml'].includes(output)) throw new KubeadmError(`could not construct output printer: unable to match a printer suitable for the output format "${output}", allowed formats are: ${FORMATS}`);
  const secrets = client.list('secrets', { fieldSelector: `type=${TOKEN_TYPE}` });
  secrets.forEach((secret, index) => {
    const token = tokenOf(secret);
    // Each line is a table of its own, so that only what is wider than its heading moves what follows.
    if (output === '' || output === 'text') {
      machine.out(alignColumns(`${index === 0 ? HEADER : ''}${line(token, machine.now())}\n`, { minWidth: 10, padding: 3 }));
      return;
    }
    const { token: text, description, expires, usages, groups } = token;
    const shown = { kind: 'BootstrapToken', apiVersion: 'output.kubeadm.k8s.io/v1alpha3', token: text, ...(description === '' ? {} : { description }), ...(expires === undefined ? {} : { expires }), usages, groups };
    machine.out(output === 'json' ? `${goJsonIndented(shown, '    ')}\n` : `${index === 0 ? '' : '---\n'}${sortedYaml(shown)}`);
  });
}

function remove(machine: KubeadmMachine, call: Call): void {
  if (call.args.length === 0) throw new KubeadmError(`missing argument; 'token delete' is missing token of form ${JSON.stringify(TOKEN_PATTERN)} or ${JSON.stringify(ID_PATTERN)}`);
  const { client } = clientOf(machine, call);
  for (const word of call.args) {
    if (!isTokenId(word) && !isToken(word)) throw new KubeadmError(`given token didn't match pattern ${JSON.stringify(TOKEN_PATTERN)} or ${JSON.stringify(ID_PATTERN)}`);
    const id = word.slice(0, 6);
    if (call.flags.bool('dry-run')) machine.out(`${dry('DELETE', secretName(id))}${attached({ apiVersion: 'v1', kind: 'Secret', metadata: { name: secretName(id), namespace: 'kube-system' } })}`);
    else {
      try {
        client.remove('secrets', secretName(id));
      } catch (error) {
        throw error instanceof KubeadmError ? new KubeadmError(`failed to delete bootstrap token ${JSON.stringify(id)}: ${error.message}`) : error;
      }
    }
    machine.out(`bootstrap token ${JSON.stringify(id)} deleted\n`);
  }
}

/** `token create|list|delete|generate`. */
export function* token(machine: KubeadmMachine, call: Call, verb: string): Steps<void> {
  if (verb === 'generate') machine.out(`${drawnToken(machine.now())}\n`);
  else if (verb === 'create') yield* create(machine, call);
  else if (verb === 'list') list(machine, call);
  else remove(machine, call);
}
