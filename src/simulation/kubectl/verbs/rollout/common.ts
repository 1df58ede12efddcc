import type { Kind } from '../../../api/kind';
import { KubectlError } from '../../runtime/errors';
import type { Session } from '../../runtime/session';

/** The check that the subcommands of `rollout` begin with. */
export function requireResource({ args, flags }: Session): void {
  if (args.length === 0 && flags.list('filename').length === 0 && flags.text('kustomize') === '') throw new KubectlError('required resource not specified');
}

/** Commands that decode objects into Go types cannot read custom ones (runtime.notRegisteredErr). */
export function typedOnly({ custom, kind, apiVersion }: Kind): void {
  if (custom) throw new KubectlError(`no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`);
}
