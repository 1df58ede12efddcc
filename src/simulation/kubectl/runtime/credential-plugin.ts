/**
 * A user whose credentials a program or a provider gets: there is no such program here, so that each request fails as where none is installed (client-go plugin/pkg/client/auth/exec/exec.go:
 * wrapCmdRunErrorLocked; plugin/pkg/client/auth: gcp, azure; tools/clientcmd/validation.go: validateAuthInfo).
 */
import { objectOf, textOf } from '../../api/schema/values';
import { isObject } from '../../api/schema/walk';
import type { JsonObject } from '../../api/schema/walk';
import { quote } from '../../base/go/quote';
import type { AuthInfo } from '../config/kubeconfig';
import { KubectlError } from './errors';

/** No request was made, as nobody could say who asks. */
export class CredentialsError extends KubectlError {
  /** cmdutil.StandardErrorMessage of a url.Error. */
  get words(): string {
    return `Unable to connect to the server: ${this.message}`;
  }
}

const DOCUMENTATION = 'https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins';
const HINT = `\n\nIt looks like you are trying to use a client-go credential plugin that is not installed.\n\nTo learn more about this feature, consult the documentation available at:\n      ${DOCUMENTATION}`;

const REMOVED: Readonly<Record<string, string>> = {
  gcp: 'The gcp auth plugin has been removed.\nPlease use the "gke-gcloud-auth-plugin" kubectl/client-go credential plugin instead.\nSee https://cloud.google.com/blog/products/containers-kubernetes/kubectl-auth-changes-in-gke for further details',
  azure: `The azure auth plugin has been removed.\nPlease use the https://github.com/Azure/kubelogin kubectl/client-go credential plugin instead.\nSee ${DOCUMENTATION} for further details`,
};

/** Versions whose plugins may be asked without it being said (clientcmd/api/v1 SetDefaults_ExecConfig). */
const DEFAULTED: ReadonlySet<string> = new Set(['client.authentication.k8s.io/v1beta1', 'client.authentication.k8s.io/v1alpha1']);

function invalid(user: string, { command, apiVersion, interactiveMode }: JsonObject, hasProvider: boolean): readonly string[] {
  const mode = textOf(interactiveMode) === '' && DEFAULTED.has(textOf(apiVersion)) ? 'IfAvailable' : textOf(interactiveMode);
  return [
    ...(hasProvider ? [`authProvider cannot be provided in combination with an exec plugin for ${user}`] : []),
    ...(textOf(command) === '' ? [`command must be specified for ${user} to use exec authentication plugin`] : []),
    ...(textOf(apiVersion) === '' ? [`apiVersion must be specified for ${user} to use exec authentication plugin`] : []),
    ...(mode === '' ? [`interactiveMode must be specified for ${user} to use exec authentication plugin`] : ['IfAvailable', 'Never', 'Always'].includes(mode) ? [] : [`invalid interactiveMode for ${user}: ${quote(mode)}`]),
  ];
}

/** What is said of a request in the name of such a user, behind `Unable to connect to the server: `; nothing where the kubeconfig says itself who the user is. Throws where no client can be made. */
export function pluginFault(user: string, info: AuthInfo): string | undefined {
  const provider = textOf(objectOf(info['auth-provider']).name);
  if (isObject(info.exec)) {
    const wrong = invalid(user, info.exec, provider !== '');
    if (wrong.length > 0) throw new KubectlError(wrong.length === 1 ? wrong[0]! : `[${wrong.join(', ')}]`);
    const command = textOf(info.exec.command);
    return command.includes('/') ? `getting credentials: exec: fork/exec ${command}: no such file or directory` : `getting credentials: exec: executable ${command} not found${HINT}`;
  }
  if (provider !== '' && provider !== 'oidc') throw new KubectlError(REMOVED[provider] ?? `no Auth Provider found for name ${quote(provider)}`);
  return undefined;
}
