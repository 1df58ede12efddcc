import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeNetwork } from './closed-network';
import { Engine, Overdue } from './engine';
import type { EngineAsk } from './engine';
import { PATIENCE } from './scenes';

/** It begins, and is then too busy to answer. */
class SilentWorker {
  static terminated = 0;
  private hear: (event: { readonly data: unknown }) => void = () => undefined;
  addEventListener(kind: string, hear: (event: { readonly data: unknown }) => void): void {
    if (kind === 'message') this.hear = hear;
  }
  postMessage({ id, begin }: EngineAsk): void {
    if (begin !== undefined) queueMicrotask(() => this.hear({ data: { id, report: { picture: {}, log: [] } } }));
  }
  terminate(): void {
    SilentWorker.terminated += 1;
  }
}

describe('a cluster in a worker', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is stopped where a program of the reader keeps it from answering, and says so', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('Worker', SilentWorker);
    const { engine } = await Engine.begin({ scene: 'operator', options: null });
    const answer = engine.ask({ kind: 'advance', until: 1 });
    const told = expect(answer).rejects.toEqual(new Overdue(PATIENCE.operator! / 1000));
    await vi.advanceTimersByTimeAsync(PATIENCE.operator! - 1);
    expect(engine.alive).toBe(true);
    await vi.advanceTimersByTimeAsync(1);
    await told;
    expect([engine.alive, SilentWorker.terminated]).toEqual([false, 1]);
    await expect(engine.ask({ kind: 'advance', until: 2 })).rejects.toThrow('the worker ended');
  });

  it('has no way out once it is closed', () => {
    class Scope {
      fetch(): string {
        return 'out';
      }
    }
    const scope = Object.assign(new Scope(), { WebSocket: SilentWorker });
    closeNetwork(scope);
    expect(['fetch', 'WebSocket', 'importScripts'].map((way) => (scope as unknown as Record<string, unknown>)[way])).toEqual([undefined, undefined, undefined]);
    expect(Object.hasOwn(Scope.prototype, 'fetch')).toBe(false);
    expect(() => Object.defineProperty(scope, 'fetch', { value: () => 'out' })).toThrow(TypeError);
  });
});
