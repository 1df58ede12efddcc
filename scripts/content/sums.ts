import { parseQuantity } from '../../src/simulation/api/quantity';
import type { Page } from './page';

/** Thousandths of a CPU, and bytes. */
export interface Amount {
  cpu: number;
  memory: number;
}

/** What the system Pods of minikube with one node and containerd request: kubeadm's static Pods and CoreDNS (kubernetes v1.36.3, cmd/kubeadm), and kindnet. */
export const minikubeSystem: Readonly<Record<string, Amount>> = {
  'kube-apiserver': amount('250m', '0'),
  'kube-controller-manager': amount('200m', '0'),
  'kube-scheduler': amount('100m', '0'),
  etcd: amount('100m', '100Mi'),
  coredns: amount('100m', '70Mi'),
  kindnet: amount('100m', '50Mi'),
};

function nano(text: string): bigint {
  const parsed = parseQuantity(text);
  if (!parsed.ok) throw new Error(`${text} is no quantity: ${parsed.error}`);
  return parsed.value.nano;
}

export function amount(cpu: string, memory: string): Amount {
  return { cpu: Number(nano(cpu) / 1_000_000n), memory: Number(nano(memory) / 1_000_000_000n) };
}

export const sum = (amounts: readonly Amount[]): Amount => amounts.reduce((all, one) => ({ cpu: all.cpu + one.cpu, memory: all.memory + one.memory }), { cpu: 0, memory: 0 });

/** The commands of a page's shell examples, with continued lines joined. */
const commandsOf = (page: Page): string[] =>
  page.fences.filter(({ language }) => language === 'bash').flatMap(({ value }) => value.replace(/\\\n\s*/g, '').split('\n').map((line) => line.trim()));

/**
 * What the Deployments that a page's own commands create ask of a cluster at most: replicas plus the surge of a rolling update
 * (25% rounded up), each with the limits that `kubectl set resources` gives it (requests default to them).
 */
export function askedOf(page: Page): Record<string, Amount> {
  const commands = commandsOf(page);
  const created = commands.flatMap((line) => {
    const [, name, replicas = '1'] = /^kubectl create deployment (\S+).*?(?:--replicas=(\d+))?$/.exec(line) ?? [];
    return name ? [{ name, replicas: Number(replicas) }] : [];
  });
  return Object.fromEntries(
    created.map(({ name, replicas }) => {
      const limits = commands.map((line) => new RegExp(`^kubectl set resources deployment ${name} --limits=cpu=([^,\\s]+),memory=(\\S+)`).exec(line)).find(Boolean);
      const each = limits ? amount(limits[1]!, limits[2]!) : amount('0', '0');
      return [name, sum(Array.from({ length: replicas + Math.ceil(replicas * 0.25) }, () => each))];
    }),
  );
}

/** The machine that a page's `minikube start` promises. */
export function promisedBy(page: Page): Amount | null {
  const [, cpus, memory] = commandsOf(page).map((line) => /^minikube start\b.*--cpus=(\d+).*--memory=(\S+)/.exec(line)).find(Boolean) ?? [];
  return cpus && memory ? amount(cpus, memory.replace(/g$/, 'Gi')) : null;
}
