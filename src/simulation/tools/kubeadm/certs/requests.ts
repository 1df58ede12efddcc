/** `kubeadm certs generate-csr`: keys and requests for an authority that is somewhere else (cmd/kubeadm/app/phases/certs/certlist.go, phases/kubeconfig). */
import { keyPem } from '../../../network/tls/pem';
import { requestPem } from '../../../network/tls/request';
import type { Configuration } from '../configuration';
import { specsOf } from '../kubeconfig/files';
import { kubeconfigText } from '../kubeconfig/text';
import { KubeadmError } from '../machine';
import type { KubeadmMachine } from '../machine';
import { leavesOf } from './list';

export function generateRequests(machine: KubeadmMachine, configuration: Configuration, directory: string): void {
  const { files } = machine;
  const pki = configuration.certificatesDir;
  machine.out(`generating keys and CSRs in ${pki}\n`);
  for (const { file, kubeconfig } of leavesOf(true)) {
    if (kubeconfig === true) continue;
    if (files.read(`${pki}/${file}.key`) !== undefined || files.read(`${pki}/${file}.csr`) !== undefined) throw new KubeadmError(`key or CSR already exists: key or CSR "${file}"`);
    files.write(`${pki}/${file}.key`, keyPem(file));
    files.write(`${pki}/${file}.csr`, requestPem({ commonName: file }));
    machine.out(`  ${file}\n`);
  }
  machine.out(`generating keys and CSRs in ${directory}\n`);
  for (const { file, user, organizations, server } of [...specsOf(machine, configuration)].sort((a, b) => (a.file < b.file ? -1 : 1))) {
    if (files.read(`${directory}/${file}`) !== undefined) throw new KubeadmError(`file already exists: kube config: ${directory}/${file}`);
    files.write(`${directory}/${file}`, kubeconfigText({ server, cluster: configuration.clusterName, user, with: { key: user } }));
    files.write(`${directory}/${file}.csr`, requestPem({ commonName: user, organizations }));
    machine.out(`  ${file}\n`);
  }
}
