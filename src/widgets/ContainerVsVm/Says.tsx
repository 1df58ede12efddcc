import { useMessages } from '@site/src/i18n/messages';
import { useFormat, type Format } from './format';
import { messages } from './messages';
import type { Model } from './model';

type Words = typeof messages.ko;

/** One sentence on what the figure shows now, and why. */
export function Says({ model }: { model: Model }) {
  const text = useMessages(messages);
  const format = useFormat();
  return <>{sentence(model, text, format)}</>;
}

function sentence(model: Model, text: Words, format: Format): string {
  const { state, chosen, memory, disk } = model;
  const app = text.apps[chosen.app];
  const isolation = text.isolation[chosen.isolation];

  // Something that does not run matters more than any number.
  const left = memory.apps.filter(({ placement }) => placement === 'noRoom').length;
  if (left > 0) return text.says.memoryFull(left);
  const small = memory.apps.filter(({ placement }) => placement === 'guestTooSmall').length;
  if (small > 0 && state.view !== 'bug') return text.says.guestTooSmall(small);

  switch (state.view) {
    case 'startup': {
      const { totalMs } = model.startups[chosen.isolation];
      return text.says.startup(app, isolation, format.ms(totalMs), format.ms(totalMs - model.config.appStartMs));
    }
    case 'memory': {
      const own = memory.apps.flatMap((placed) => placed.memory.terms).reduce((total, { code, value }) => total + (code === 'app' ? value : 0), 0);
      return text.says.memory(format.mib(Math.round(own)), format.mib(Math.round(memory.usedMiB - own)), model.kernels);
    }
    case 'disk':
      return text.says.disk(format.mb(disk.totalMB), format.mb(disk.unsharedMB - disk.totalMB));
    case 'fit':
      return text.says.fit(app, format.number(model.fits.container.count), format.number(model.fits.vm.count));
    case 'bug':
      if (!model.blast) return text.says.noiseAlone;
      return model.blast.kernel === 'host' ? text.says.bugHost(app, isolation, model.blast.reachedCount, model.placed.length) : text.says.bugGuest(app, isolation);
    case 'leak': {
      if (!model.leak) return model.busy ? text.computing : text.says.noiseAlone;
      const { kills, heldMiB, limitMiB } = model.leak;
      const others = kills.filter(({ id }) => id !== chosen.id).map(({ id }) => model.instances.findIndex((instance) => instance.id === id)).map((index) => `${index + 1}. ${text.apps[model.instances[index].app]}`);
      const held = format.mib(Math.round(heldMiB));
      if (others.length > 0) return text.says.leakOthers(app, others.join(', '));
      const place = kills.at(-1)?.place ?? 'host';
      return place === 'group' ? text.says.leakGroup(app, format.mib(Math.round(limitMiB ?? 0))) : place === 'guest' ? text.says.leakGuest(app, held) : text.says.leakHost(app, held);
    }
    case 'noise': {
      if (!model.noise) return model.busy ? text.computing : text.says.noiseAlone;
      const lost = model.noise.filter(({ id }) => id !== chosen.id).map((share) => ({ ...share, kept: share.afterCpus / share.beforeCpus }));
      const victim = lost.reduce((worst, share) => (share.kept < worst.kept ? share : worst));
      if (victim.kept > 0.9) return text.says.noiseCalm(app, state.noisyThreads);
      const index = model.instances.findIndex(({ id }) => id === victim.id);
      const name = `${index + 1}. ${text.apps[model.instances[index].app]}`;
      return text.says.noise(app, state.noisyThreads, name, format.number(victim.beforeCpus, 2), format.number(victim.afterCpus, 2));
    }
  }
}
