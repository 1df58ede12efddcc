import type { Client, Network } from '../../../cluster/network';
import { resolveGlibc } from '../../../network/dns/resolver';
import type { Program } from '../../../shell/shell';
import type { Steps } from '../../../shell/steps';

const SECOND = 1_000_000;
const DEADLINE = 10;
/** There and back between two Pods, milliseconds. */
const ROUND_TRIP = '0.412';

const numberAfter = (args: readonly string[], flag: string): number | undefined => {
  const at = args.indexOf(flag);
  const number = Number(args[at + 1]);
  return at < 0 || !Number.isFinite(number) ? undefined : number;
};

/** BusyBox' ping (networking/ping.c, 1.37.0): one question a second, until Ctrl-C or as many as `-c` says. */
export const pingProgram = (network: Network, client: () => Client | undefined): Program => ({
  *run({ args, out, err }): Steps<number> {
    const from = client();
    const host = args.filter((arg, at) => !arg.startsWith('-') && !/^-[cwWistI]$/.test(args[at - 1] ?? '')).at(-1);
    if (from === undefined || host === undefined) {
      err.write('Usage: ping [OPTIONS] HOST\n');
      return 1;
    }
    const { resolvConf, hosts, servers, now } = network.worldOf(from);
    const { addresses, took } = resolveGlibc(host, { family: 'inet', resolvConf, hosts, servers, from: from.address, now });
    yield { do: 'sleep', micros: Math.max(1, took * 1000) };
    const [address] = addresses;
    if (address === undefined) {
      err.write(`ping: bad address '${host}'\n`);
      return 1;
    }
    const count = numberAfter(args, '-c') ?? Infinity;
    const patience = numberAfter(args, '-W') ?? DEADLINE;
    out.write(`PING ${host} (${address}): 56 data bytes\n`);
    let received = 0;
    for (let seq = 0; seq < count; seq += 1) {
      if (network.pings(from, address)) {
        received += 1;
        out.write(`64 bytes from ${address}: seq=${seq} ttl=62 time=${ROUND_TRIP} ms\n`);
      }
      const last = seq + 1 === count;
      yield { do: 'sleep', micros: last ? (received > seq ? 1000 : patience * SECOND) : SECOND };
    }
    out.write(`\n--- ${host} ping statistics ---\n${count} packets transmitted, ${received} packets received, ${Math.round((100 * (count - received)) / count)}% packet loss\n`);
    if (received > 0) out.write(`round-trip min/avg/max = ${ROUND_TRIP}/${ROUND_TRIP}/${ROUND_TRIP} ms\n`);
    return received > 0 ? 0 : 1;
  },
});
