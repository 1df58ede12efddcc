import { randomDnsWorld } from '../../src/simulation/network/dns/testing/world';
import type { DnsWorld } from '../../src/simulation/network/dns/testing/world';
import { askCoreDns, KUBEADM_COREFILE, loadCoreDns, newCoreDnsState, replyLength, replyTo, resolveGlibc, resolveGo, resolveMusl, startCoreDns } from '../../src/simulation/network/dns';
import type { AskOptions, CoreDns, NameServers } from '../../src/simulation/network/dns';
import { mutateText } from './support/mutate-text';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

const FILES = { '/etc/resolv.conf': 'nameserver 10.0.0.2\n' };
const CACHED = KUBEADM_COREFILE.replace('cache 30 {', 'autopath @kubernetes\n    cache 30 {').replace('pods insecure', 'pods verified');
const SERVERS: readonly CoreDns[] = [KUBEADM_COREFILE, CACHED].map((corefile) => startCoreDns({ corefile, files: FILES, inCluster: true, apiServer: 'up', ownAddresses: [] }).server!);
/** glibc's longest way: seven names, five attempts, two servers, three modes of asking. */
const MOST_PACKETS = 7 * 5 * 2 * 6 * 4;
const MOST_BYTES = 512;

interface Case extends DnsWorld {
  readonly corefile: string;
}

function playServer(world: Case, server: CoreDns): void {
  let state = newCoreDnsState();
  const options: AskOptions = { now: 0, objects: world.objects, address: '10.244.0.2', serial: 1, upstream: (_address, query) => (world.moods[0] === 'silent' ? { kind: 'silent' } : world.moods[0] === 'closed' ? { kind: 'closed' } : { kind: 'reply', took: 1, reply: replyTo(query, 'NXDOMAIN') }) };
  for (const query of world.queries) {
    const answered = askCoreDns(server, state, query, options);
    state = answered.state;
    if (query.transport !== 'tcp' && !answered.reply.truncated && replyLength(answered.reply) > MOST_BYTES && answered.reply.answer.length > 40) throw new Broken(`${query.name} ${query.type}: ${replyLength(answered.reply)} bytes over UDP`);
    const unready = world.objects.endpointSlices.map((slice) => ({ ...slice, endpoints: [...(slice.endpoints ?? []), { addresses: ['10.244.9.9'], conditions: { ready: false } }] }));
    const again = askCoreDns(server, newCoreDnsState(), query, { ...options, objects: { ...world.objects, endpointSlices: unready } });
    const before = askCoreDns(server, newCoreDnsState(), query, options);
    if (JSON.stringify(again.reply) !== JSON.stringify(before.reply)) throw new Broken(`${query.name} ${query.type}: an endpoint that is not ready changes the answer`);
  }
}

function playResolvers(world: Case): string[] {
  return [resolveGlibc, resolveMusl, resolveGo].map((resolve) => {
    let sent = 0;
    const servers: NameServers = (_server, query) => {
      const mood = world.moods[sent % world.moods.length]!;
      sent += 1;
      if (mood === 'silent') return { kind: 'silent' };
      if (mood === 'closed') return { kind: 'refused', took: 1 };
      const took = mood === 'slow' ? 1500 : 10;
      if (mood === 'servfail' || mood === 'refused') return { kind: 'reply', took, reply: replyTo(query, mood === 'servfail' ? 'SERVFAIL' : 'REFUSED') };
      const answer = mood === 'answers' && query.type === 'A' ? [{ name: query.name, ttl: 5, type: 'A', data: '192.0.2.1' }] : [];
      return { kind: 'reply', took, reply: replyTo(query, 'NOERROR', { authoritative: true, answer }) };
    };
    const { addresses, error, packets, took } = resolve(world.name, { family: 'unspec', resolvConf: world.resolvConf, hosts: '', servers, now: 0 });
    if ((addresses.length > 0) === (error !== undefined)) throw new Broken(`${world.name}: neither an address nor an error`);
    if (packets.length > MOST_PACKETS || !Number.isFinite(took) || took < 0) throw new Broken(`${world.name}: ${packets.length} packets, ${took} ms`);
    return error === undefined ? 'found' : (/EAI_\w+/.exec(error.code)?.[0] ?? 'Go');
  });
}

/** Clusters, questions, servers in every mood, and Corefiles with mistakes. */
export const target: FuzzTarget<Case> = {
  about: 'CoreDNS answers any question, an endpoint that is not ready changes nothing, every walk of a resolver ends, any Corefile starts or says why not',
  count: 100_000,
  make: (random) => ({ ...randomDnsWorld(random), corefile: mutateText(random, [KUBEADM_COREFILE, CACHED]) }),
  play(world) {
    for (const server of SERVERS) playServer(world, server);
    const loaded = loadCoreDns({ corefile: world.corefile, files: FILES, inCluster: true });
    if (!loaded.ok && loaded.error === '') throw new Broken('a Corefile is refused without a word');
    return [...playResolvers(world), loaded.ok ? 'starts' : 'refused'].join(' ');
  },
};

