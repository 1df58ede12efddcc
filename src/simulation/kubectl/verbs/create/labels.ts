import { KubectlError } from '../../runtime/errors';

/** generate.ParseLabels: `a=b,c=d`. */
export function parseLabels(text: string): Readonly<Record<string, string>> {
  if (text === '') throw new KubectlError('no label spec passed');
  return Object.fromEntries(
    text.split(',').map((one) => {
      const parts = one.split('=');
      if (parts.length !== 2) throw new KubectlError(`unexpected label spec: ${one}`);
      if (parts[0] === '') throw new KubectlError('unexpected empty label key');
      return [parts[0]!, parts[1]!];
    }),
  );
}
