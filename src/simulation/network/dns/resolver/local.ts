/** What needs no server: addresses as they stand and /etc/hosts. */
import { formatIp, parseIp } from '../../../base/ip';

/** The lines of /etc/hosts that name a host: addresses in their order, the first name of the first line, its other names. */
export function lookUpHosts(text: string, name: string, family: 'unspec' | 'inet' | 'inet6'): { readonly addresses: readonly string[]; readonly canonical: string; readonly aliases: readonly string[] } | undefined {
  const wanted = name.replace(/\.$/, '').toLowerCase();
  const lines = text.split('\n').map((line) => line.replace(/#.*/, '').split(/\s+/).filter((word) => word !== ''));
  const fitting = lines.filter(([address, ...names]) => {
    const ip = address === undefined ? undefined : parseIp(address);
    return ip !== undefined && (family === 'unspec' || (ip.family === 4) === (family === 'inet')) && names.some((one) => one.toLowerCase() === wanted);
  });
  const [first] = fitting;
  if (first === undefined) return undefined;
  return { addresses: fitting.map(([address]) => formatIp(parseIp(address!)!)), canonical: first[1]!, aliases: first.slice(2) };
}

/** The names of an address in /etc/hosts. */
export function namesInHosts(text: string, address: string): readonly string[] | undefined {
  for (const line of text.split('\n')) {
    const [first, ...names] = line.replace(/#.*/, '').split(/\s+/).filter((word) => word !== '');
    const ip = first === undefined ? undefined : parseIp(first);
    if (ip !== undefined && formatIp(ip) === address && names.length > 0) return names;
  }
  return undefined;
}

export const isAddress = (name: string): boolean => parseIp(name) !== undefined;
