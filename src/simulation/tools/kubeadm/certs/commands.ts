/** `kubeadm certs check-expiration` and `renew` (cmd/kubeadm/app/cmd: certs.go). */
import { printYaml } from '../../../api/yaml';
import type { Printable } from '../../../api/yaml';
import { goJsonIndented } from '../../../base/go/json';
import { humanDuration } from '../../../base/go/human-duration';
import { alignColumns } from '../../../base/go/tabwriter';
import type { Call } from '../../cobra/find';
import type { Steps } from '../../machine';
import { Client } from '../cluster/client';
import { fetchConfiguration } from '../cluster/configuration';
import { configurationOf } from '../configuration';
import type { Configuration } from '../configuration';
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';
import { authoritiesOf, leavesOf } from './list';
import type { Leaf } from './list';
import { CertificateStore, residualSeconds } from './store';

interface Row {
  readonly name: string;
  readonly expirationDate: string | null;
  readonly residualTime: number;
  readonly externallyManaged: boolean;
  readonly caName?: string;
  readonly missing: boolean;
}

interface Opened {
  readonly configuration: Configuration;
  readonly store: CertificateStore;
}

/** getInternalCfg: from a file, else from the cluster, else the defaults. */
function* opened(machine: KubeadmMachine, { flags }: Call, prefix: string, say: (text: string) => void): Steps<Opened> {
  const path = flags.text('config');
  const open = (configuration: Configuration): Opened => ({ configuration, store: new CertificateStore(machine, configuration.certificatesDir) });
  if (path !== '') return open(configurationOf(machine, path));
  if (machine.files.read(flags.text('kubeconfig')) !== undefined) {
    try {
      const { configuration } = yield* fetchConfiguration(machine, new Client(machine, flags.text('kubeconfig')), { logPrefix: prefix, say, endpoint: false, clusterOnly: true });
      say('\n');
      return open(configuration);
    } catch (error) {
      if (!(error instanceof KubeadmError)) throw error;
      say(`[${prefix}] Error reading configuration from the Cluster. Falling back to default configuration\n\n`);
    }
  }
  return open({ ...configurationOf(machine, ''), certificatesDir: flags.text('cert-dir') });
}

const missing = (name: string): Row => ({ name, expirationDate: null, residualTime: 0, externallyManaged: false, missing: true });

/** fetchCertificateExpirationInfo. */
function rowsOf(machine: KubeadmMachine, { configuration, store }: Opened): { readonly leaves: readonly Row[]; readonly authorities: readonly Row[] } {
  const own = configuration.etcdDataDir !== undefined;
  const leaves = leavesOf(own).map((leaf): Row => {
    if (!store.exists(leaf)) return missing(leaf.name);
    const externallyManaged = store.isExternal(leaf.ca);
    const certificate = store.read(leaf);
    return { name: leaf.name, expirationDate: certificate.notAfter, residualTime: residualSeconds(certificate, machine.now()), externallyManaged, caName: leaf.ca.name, missing: false };
  });
  const authorities = authoritiesOf(own).map((ca): Row => {
    if (!store.authorityExists(ca)) return missing(ca.name);
    const externallyManaged = store.isExternal(ca);
    const certificate = store.authority(ca);
    return { name: ca.name, expirationDate: certificate.notAfter, residualTime: residualSeconds(certificate, machine.now()), externallyManaged, missing: false };
  });
  return { leaves, authorities };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const shownTime = (text: string): string => `${MONTHS[Number(text.slice(5, 7)) - 1] ?? ''} ${text.slice(8, 10)}, ${text.slice(0, 4)} ${text.slice(11, 16)} UTC`;

function table(leaves: readonly Row[], authorities: readonly Row[]): string {
  const line = (row: Row, withCa: boolean): string => {
    if (row.missing) return `!MISSING! ${row.name}\t\t\t${withCa ? '\t' : ''}`;
    return [row.name, shownTime(row.expirationDate ?? ''), humanDuration(row.residualTime * 1_000_000), ...(withCa ? [row.caName ?? ''] : []), (row.externallyManaged ? 'yes' : 'no').padEnd(8)].join('\t');
  };
  const lines = [
    'CERTIFICATE\tEXPIRES\tRESIDUAL TIME\tCERTIFICATE AUTHORITY\tEXTERNALLY MANAGED', ...leaves.map((row) => line(row, true)), '', 'CERTIFICATE AUTHORITY\tEXPIRES\tRESIDUAL TIME\tEXTERNALLY MANAGED', ...authorities.map((row) => line(row, false)),
  ];
  return alignColumns(`${lines.join('\n')}\n`, { minWidth: 10, padding: 3 });
}

const API = 'output.kubeadm.k8s.io/v1alpha3';
const KIND = 'CertificateExpirationInfo';

export function* checkExpiration(machine: KubeadmMachine, call: Call): Steps<void> {
  const output = call.flags.text('output');
  if (!['', 'text', 'json', 'yaml'].includes(output)) throw new KubeadmError(`could not construct output printer: unable to match a printer suitable for the output format "${output}", allowed formats are: go-template,go-template-file,json,jsonpath,jsonpath-as-json,jsonpath-file,template,templatefile,text,yaml`);
  const isText = output === '' || output === 'text';
  const { leaves, authorities } = rowsOf(machine, yield* opened(machine, call, 'check-expiration', (text) => { if (isText) machine.out(text); }));
  if (isText) machine.out(table(leaves, authorities));
  else if (output === 'json') {
    const ordered = ({ name, expirationDate, residualTime, externallyManaged, caName, missing: gone }: Row) => ({ name, expirationDate, residualTime, externallyManaged, ...(caName === undefined ? {} : { caName }), missing: gone });
    machine.out(`${goJsonIndented({ kind: KIND, apiVersion: API, certificates: leaves.map(ordered), certificateAuthorities: authorities.map(ordered) }, '    ')}\n`);
  } else {
    const sorted = ({ name, expirationDate, residualTime, externallyManaged, caName, missing: gone }: Row) => ({ ...(caName === undefined ? {} : { caName }), expirationDate, externallyManaged, missing: gone, name, residualTime });
    machine.out(printYaml({ apiVersion: API, certificateAuthorities: authorities.map(sorted), certificates: leaves.map(sorted), kind: KIND } as unknown as Printable));
  }
}

function renewOne(machine: KubeadmMachine, { store, configuration }: Opened, leaf: Leaf): void {
  if (!store.exists(leaf)) machine.out(`MISSING! ${leaf.longName}\n`);
  else if (store.isExternal(leaf.ca)) machine.out(`Detected external ${leaf.ca.file}, ${leaf.longName} can't be renewed\n`);
  else {
    store.renew(leaf, configuration.validity);
    machine.out(`${leaf.longName} renewed\n`);
  }
}

/** `all`, or one by its name. */
export function* renew(machine: KubeadmMachine, call: Call, name: string): Steps<void> {
  const all = yield* opened(machine, call, 'renew', (text) => machine.out(text));
  if (name === 'all') {
    for (const leaf of leavesOf(all.configuration.etcdDataDir !== undefined)) renewOne(machine, all, leaf);
    machine.out('\nDone renewing certificates. You must restart the kube-apiserver, kube-controller-manager, kube-scheduler and etcd, so that they can use the new certificates.\n');
    return;
  }
  const leaf = leavesOf(true).find((one) => one.name === name);
  if (leaf !== undefined) renewOne(machine, all, leaf);
}
