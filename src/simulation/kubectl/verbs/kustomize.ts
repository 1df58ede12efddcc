import { KubectlError } from '../runtime/errors';
import { absolute } from '../runtime/machine';
import type { Verb } from '../runtime/session';
import { buildKustomization, loadRestrictor } from '../resources/kustomization';

/** `kubectl kustomize` (kustomize commands/build). */
export const kustomize: Verb = function* kustomize({ args, flags, machine }) {
  yield* [];
  if (args.length > 1) throw new KubectlError('specify one path to kustomization.yaml');
  const restrictor = loadRestrictor(flags.text('load-restrictor'));
  if ('error' in restrictor) throw new KubectlError(restrictor.error);
  const text = buildKustomization(machine, args[0] ?? '.', 'kubectl kustomize', restrictor.value);
  const output = flags.text('output');
  if (output === '') machine.out(text);
  else machine.files.write(absolute(machine, output), text);
};
