import type { ContainerPort } from '../../api';

const ANY_IP = '0.0.0.0';

/**
 * Ports of a node that are taken (kube-scheduler framework HostPortInfo): by address, then by protocol and port. A port on 0.0.0.0
 * collides with that port on every address.
 */
export class HostPorts {
  private readonly byIP = new Map<string, Set<string>>();

  add(port: ContainerPort): void {
    const ip = port.hostIP || ANY_IP;
    const taken = this.byIP.get(ip);
    if (taken === undefined) this.byIP.set(ip, new Set([id(port)]));
    else taken.add(id(port));
  }

  remove(port: ContainerPort): void {
    const ip = port.hostIP || ANY_IP;
    const taken = this.byIP.get(ip);
    taken?.delete(id(port));
    if (taken?.size === 0) this.byIP.delete(ip);
  }

  conflicts(port: ContainerPort): boolean {
    if (this.byIP.size === 0 || (port.hostPort ?? 0) <= 0) return false;
    const ip = port.hostIP || ANY_IP;
    if (ip === ANY_IP) {
      for (const taken of this.byIP.values()) if (taken.has(id(port))) return true;
      return false;
    }
    return (this.byIP.get(ANY_IP)?.has(id(port)) ?? false) || (this.byIP.get(ip)?.has(id(port)) ?? false);
  }

  copy(): HostPorts {
    const copy = new HostPorts();
    for (const [ip, taken] of this.byIP) copy.byIP.set(ip, new Set(taken));
    return copy;
  }
}

const id = (port: ContainerPort): string => `${port.protocol || 'TCP'}/${port.hostPort ?? 0}`;
