import type { Kind } from '../../api/kind';
import { JsonPathError } from '../../api/jsonpath';
import { parseTemplate } from '../../api/jsonpath/parse';
import type { OpenApiSchema, OpenApiSchemas } from '../../api/openapi/types';
import { groupQualified } from '../../api/status';
import { splitApiVersion } from '../../api/schema/resources';
import { explainBody, explainHead } from '../explain/plaintext';
import { resourcesFor } from '../resources/mapper';
import { ExitError, KubectlError } from '../runtime/errors';
import type { Session, Verb } from '../runtime/session';
import { quote } from '../../base/go/quote';

/** jsonPathParse and what must follow its first node: the names on a path. */
function fieldNames(text: string): readonly string[] {
  let nodes;
  try {
    nodes = parseTemplate(`{.${text}}`);
  } catch (error) {
    if (error instanceof JsonPathError) throw new KubectlError(error.message);
    throw error;
  }
  const [list] = nodes;
  if (nodes.length !== 1 || list?.kind !== 'list') throw new KubectlError('must pass in 1 jsonpath string');
  return list.nodes.map((node, at) => {
    if (node.kind !== 'field') throw new KubectlError(`invalid jsonpath syntax, ${at === 0 ? 'first node must be field node' : 'all nodes must be field nodes'}`);
    return node.name;
  });
}

interface Wanted {
  readonly kind: Kind;
  readonly path: readonly string[];
}

/** SplitAndParseResourceRequestWithMatchingPrefix (kubectl pkg/explain): `deployments.apps.spec` names the group too. */
function wanted(session: Session, text: string, withGroup: boolean): Wanted {
  const [resource = '', ...path] = fieldNames(text);
  const found = resourcesFor(session, resource);
  const [first] = found;
  if (first === undefined) throw new ExitError(`the server doesn't have a resource type ${quote(resource)}`);
  if (!withGroup) return { kind: first, path };
  for (const kind of found) {
    const name = groupQualified(kind.resource?.group ?? '', kind.resource?.plural ?? '');
    if (!text.startsWith(name)) continue;
    const rest = text.slice(name.length);
    return { kind, path: rest === '' ? [] : fieldNames(rest.replace(/^\./, '')) };
  }
  return { kind: first, path };
}

/** The schema of a kind. What every object has stands in a custom one too (apiextensions-apiserver pkg/controller/openapi/builder). */
function schemaOf(kind: Kind, all: OpenApiSchemas): OpenApiSchema {
  if (!kind.custom) return all[kind.type] ?? {};
  if (kind.openApi === undefined) return { type: 'object' };
  const own = kind.openApi as OpenApiSchema;
  const { apiVersion = {}, kind: kindField = {}, metadata = {} } = all['core.v1.ConfigMap']?.properties ?? {};
  return { ...own, properties: { ...own.properties, apiVersion, kind: kindField, metadata } };
}

/** `kubectl explain` (pkg/cmd/explain): what the API server's OpenAPI document says of a type or a field. */
export const explain: Verb = function* explain(session) {
  yield* [];
  const { flags, args, machine } = session;
  const [text = ''] = args;
  if (args.length === 0) throw new KubectlError('You must specify the type of resource to explain. Use "kubectl api-resources" for a complete list of supported resources.\n');
  if (args.length > 1) throw new KubectlError('We accept only this format: explain RESOURCE\n');
  session.user();
  const apiVersion = flags.text('api-version');
  const output = flags.text('output');
  const { kind: found, path } = wanted(session, text, apiVersion === '');
  const plural = found.resource?.plural ?? '';
  const wantedVersion = apiVersion === '' ? found.apiVersion : apiVersion;
  if (wantedVersion.split('/').length > 2) throw new KubectlError(`unexpected GroupVersion string: ${wantedVersion}`);
  const [group, version] = splitApiVersion(wantedVersion);
  const shown = `${group === '' ? '' : `${group}/`}${version}, Resource=${plural}`;
  const kinds = machine.registry().kinds.filter((one) => one.resource !== undefined && one.apiVersion === wantedVersion);
  if (kinds.length === 0) throw new KubectlError(`couldn't find resource for ${quote(shown)}`);
  if (output !== 'plaintext') throw new KubectlError(output === 'plaintext-openapiv2' ? 'the output plaintext-openapiv2 is not simulated here; plaintext says the same' : `unrecognized format: ${output}`);
  if (machine.openApi === undefined) throw new KubectlError('the descriptions of the API are not loaded here');
  const kind = kinds.find((one) => one.resource?.plural === plural);
  if (kind === undefined) throw new KubectlError(`GVR (${shown}) not found in OpenAPI schema`);
  const all = machine.openApi();
  const explained = { group, kind: kind.kind, version, schema: schemaOf(kind, all), all, path, recursive: flags.bool('recursive') };
  machine.out(explainHead(explained));
  const body = explainBody(explained);
  if (body === undefined) throw new KubectlError(`field ${quote(path.at(-1) ?? '')} does not exist`);
  machine.out(body);
};
