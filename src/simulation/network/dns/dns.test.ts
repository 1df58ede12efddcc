import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random';
import { askCoreDns, KUBEADM_COREFILE, loadCoreDns, newCoreDnsState, replyLength, replyTo, resolveGlibc, resolveGo, resolveMusl, startCoreDns, truncate } from '.';
import type { NameServers } from '.';
import { randomDnsWorld } from './testing/world';

const FILES = { '/etc/resolv.conf': 'nameserver 10.0.0.2\n' };
const start = (corefile: string): ReturnType<typeof startCoreDns> => startCoreDns({ corefile, files: FILES, inCluster: true, apiServer: 'up', ownAddresses: ['127.0.0.1'] });
const AROUND = { now: 0, address: '10.244.0.2', serial: 1, upstream: () => ({ kind: 'silent' }) as const };

describe('CoreDNS', () => {
  it('names the line of a mistake and ends', () => {
    expect(start('.:53 {\n    errors\n    kubernets\n}\n')).toMatchObject({ exitCode: 1, stderr: ["/etc/coredns/Corefile:3 - Error during parsing: Unknown directive 'kubernets'"] });
  });

  it('has no property that it only inherits', () => {
    for (const name of ['constructor', 'toString', '__proto__']) expect(start(`.:53 {\n    kubernetes cluster.local {\n        ${name}\n    }\n}\n`).exitCode).toBe(1);
    expect(start('.:53 {\n    forward . 10.0.0.2 {\n        constructor\n    }\n}\n').exitCode).toBe(1);
  });

  it('waits for an upstream that says nothing as long as the real one: three times two seconds', () => {
    const { server } = start(KUBEADM_COREFILE);
    const objects = { namespaces: [], services: [], endpointSlices: [], pods: [] };
    const { reply, took, lines } = askCoreDns(server!, newCoreDnsState(), { name: 'api.example.com.', type: 'A' }, { ...AROUND, objects });
    expect([reply.rcode, took, lines.length]).toEqual(['SERVFAIL', 6000, 1]);
  });

  it('refuses what would be more questions with other servers than the Corefile allows, and says so', () => {
    const { server } = start('.:53 {\n    errors\n    forward . 10.0.0.2 {\n        max_concurrent 2\n    }\n}\n');
    let state = newCoreDnsState();
    const ask = (now: number): readonly string[] => {
      const answered = askCoreDns(server!, state, { name: `at-${now}.example.com.`, type: 'A' }, { ...AROUND, now, objects: undefined });
      state = answered.state;
      return [answered.reply.rcode, ...(answered.took === 0 ? answered.lines : [])];
    };
    expect([0, 1, 2, 3].map(ask).map(([rcode]) => rcode)).toEqual(['SERVFAIL', 'SERVFAIL', 'REFUSED', 'REFUSED']);
    expect(ask(4)).toEqual(['REFUSED', '[ERROR] plugin/errors: 5 at-4.example.com. A: concurrent queries exceeded maximum 2']);
    expect(ask(6000)).toEqual(['SERVFAIL']);
  });

  it('a snippet that imports itself is refused', () => {
    expect(loadCoreDns({ corefile: '(a) {\n  import a\n}\n.:53 {\n  import a\n}\n', files: {}, inCluster: true })).toMatchObject({ ok: false });
  });

  it('an endpoint that is not ready changes no answer', () => {
    const { server } = start(KUBEADM_COREFILE);
    fc.assert(fc.property(fc.integer(), (seed) => {
      const { objects, queries } = randomDnsWorld(createRandom(seed));
      const more = { ...objects, endpointSlices: objects.endpointSlices.map((slice) => ({ ...slice, endpoints: [...(slice.endpoints ?? []), { addresses: ['10.244.9.9'], conditions: { ready: false } }] })) };
      for (const query of queries) {
        const [one, other] = [objects, more].map((given) => askCoreDns(server!, newCoreDnsState(), query, { ...AROUND, objects: given }).reply);
        expect(other).toEqual(one);
      }
    }));
  });
});

describe('messages', () => {
  it('what was cut fits, and says that it was cut', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 200 }), fc.integer({ min: 0, max: 2000 }), (count, size) => {
      const answer = Array.from({ length: count }, (_, at) => ({ name: 'db.shop.svc.cluster.local.', ttl: 5, type: 'A', data: `10.0.0.${at}` }));
      const whole = replyTo({ name: 'db.shop.svc.cluster.local.', type: 'A' }, 'NOERROR', { answer });
      const cut = truncate(whole, size);
      expect(cut.truncated).toBe(cut.answer.length < count);
      if (!cut.truncated && replyLength(whole) > Math.max(size, 512)) expect(replyLength(cut)).toBeGreaterThan(0);
    }));
  });
});

describe('a walk of the resolver', () => {
  it('ends, with addresses or with an error', () => {
    fc.assert(fc.property(fc.integer(), fc.constantFrom(resolveGlibc, resolveMusl, resolveGo), (seed, resolve) => {
      const { moods, name, resolvConf } = randomDnsWorld(createRandom(seed));
      let sent = 0;
      const servers: NameServers = (_server, query) => {
        const mood = moods[sent % moods.length]!;
        sent += 1;
        if (mood === 'silent') return { kind: 'silent' };
        if (mood === 'closed') return { kind: 'refused', took: 1 };
        return { kind: 'reply', took: 10, reply: replyTo(query, mood === 'servfail' ? 'SERVFAIL' : mood === 'refused' ? 'REFUSED' : 'NXDOMAIN') };
      };
      const { addresses, error, took } = resolve(name, { family: 'unspec', resolvConf, hosts: '', servers, now: 0 });
      expect(addresses.length > 0).toBe(error === undefined);
      expect(Number.isFinite(took)).toBe(true);
    }));
  });

  it('glibc asks a silent server for one searched name and the name itself, 5 s each time', () => {
    const { packets, took, error } = resolveGlibc('api.example.com', { family: 'unspec', resolvConf: 'search a.b c.d\nnameserver 10.96.0.10\noptions ndots:5\n', hosts: '', servers: () => ({ kind: 'silent' }), now: 0 });
    expect([packets.length, took, error?.code]).toEqual([8, 20_000, 'EAI_AGAIN']);
  });
});
