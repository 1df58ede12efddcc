import { runHelm } from '../../src/simulation/render/helm';
import { runKustomize } from '../../src/simulation/render/kustomize';
import type { Random } from '../../src/simulation/base/random';
import { mutateText, pick } from './support/mutate-text';
import { recordedInputs } from './support/recorded';
import { Broken } from './support/target';
import type { FuzzTarget } from './support/target';

type Files = Readonly<Record<string, string>>;
interface Chart {
  readonly files: Files;
  readonly args: readonly string[];
}
interface Overlay {
  readonly files: Files;
  readonly target: string;
}
type Case = ({ readonly tool: 'helm' } & Chart) | ({ readonly tool: 'kustomize' } & Overlay);

const charts = (recordedInputs('helm') as readonly Partial<Chart>[]).filter((one): one is Chart => one.files !== undefined && (one.args?.[0] === 'template' || one.args?.[0] === 'lint'));
const overlays = (recordedInputs('kustomize') as readonly Overlay[]).filter(({ files }) => Object.keys(files).length > 0);
const texts = [...charts, ...overlays].flatMap(({ files }) => Object.values(files));

/** What trips templates: actions that do not end, functions of every kind, and templates that stand in themselves. */
const TEMPLATES = [
  '{{ .Values.x.y.z }}', '{{ include "a" . }}', '{{ define "a" }}{{ include "a" . }}{{ end }}{{ include "a" . }}', '{{ define "a" }}{{ template "b" . }}{{ end }}{{ define "b" }}{{ template "a" . }}{{ end }}{{ template "a" . }}', '{{ tpl "{{ tpl . . }}" . }}',
  '{{ range until 1000000 }}{{ . }}{{ end }}', '{{ range $i, $x := .Values }}{{ $i }}{{ $x }}{{ end }}', '{{ repeat 1000000 "abc" }}', '{{ printf "%*d" 100000000 1 }}', '{{ toYaml . }}', '{{ .Files.Glob "**" | toJson }}', '{{ dict "a" 1 | toYaml | nindent 100 }}',
  '{{ regexReplaceAll "(a+)+$" "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!" "x" }}', '{{ with .Values }}{{ break }}{{ end }}', '{{ fail "no" }}', '{{ required "x" nil }}', '{{ lookup "v1" "Pod" "" "" }}', '{{ semverCompare "^1.2" "x" }}', '{{ index . "a" 1 nil }}', '{{ mul 9223372036854775807 2 }}', '{{ div 1 0 }}',
  '{{- /* a */ -}}', '{{ "unclosed', '{{ if }}', '{{ end }}', '{{ else }}', '{{ $x := 1 }}{{ $x = "a" }}{{ $x }}', '{{ merge . . }}', '{{ set .Values "a" .Values }}{{ toYaml .Values }}', '{{ seq 1 1000000 }}', '{{ untilStep 0 10 0 }}', '{{ splitList "" "abc" }}', '{{ substr 5 -1 "é" }}', '{{ trunc -99 "a" }}', '{{ date "2006" "x" }}',
  '{{ getHostByName "x" }}', '{{ genCA "a" 1 }}', '{{ randAlpha 5 }}', '{{ env "HOME" }}', '{{ wrap 0 "a b" }}', '{{ b64dec "%%" }}', '{{ fromYaml "a: [" }}', '{{ fromJson "{" }}', '{{ deepCopy . }}', '{{ .Capabilities.APIVersions.Has 1 }}', '{{ mustToJson . }}', '{{ chunk 0 (list 1 2) }}', '{{ slice (list 1) 5 9 }}',
];

/** Pieces of kustomizations that lead into each other, or nowhere. */
const PIECES = [
  'resources: [.]', 'resources: [..]', 'resources: [../base, ../base]', 'components: [..]', 'namePrefix: a-', 'nameSuffix: "{{"', 'namespace: "1"', 'commonLabels: {a: b, "1": "2"}', 'labels: [{pairs: {a: b}, includeSelectors: true, fields: [{path: "a[]/b", create: true}]}]',
  'images: [{name: "(a+)+$", newTag: x}]', 'images: [{name: "", newName: "", digest: ""}]', 'replicas: [{name: web, count: -1}]', 'patches: [{patch: "$patch: delete"}]', 'patches: [{target: {name: "(.*)*x"}, patch: "[{\\"op\\": \\"copy\\", \\"from\\": \\"\\", \\"path\\": \\"/a\\"}]"}]',
  'replacements: [{source: {kind: Deployment, fieldPath: "spec.template"}, targets: [{select: {kind: Deployment}, fieldPaths: ["spec.template.spec.containers.*"], options: {create: true}}]}]',
  'replacements: [{sourceValue: x, targets: [{select: {name: ".*"}, fieldPaths: ["a.[b=c].0.-.*"], options: {create: true, delimiter: "", index: -5}}]}]', 'vars: [{name: A, objref: {kind: Service, name: web, apiVersion: v1}, fieldref: {fieldPath: "spec.ports[0].port"}}]', 'buildMetadata: [originAnnotations, transformerAnnotations]',
  'configMapGenerator: [{name: a, literals: [a=b], behavior: merge}]', 'secretGenerator: [{name: a, files: [.]}]', 'generatorOptions: {labels: {a: b}}', 'sortOptions: {order: legacy, legacySortOptions: {orderFirst: [X]}}', 'transformers: ["apiVersion: builtin\\nkind: NamespaceTransformer\\nmetadata: {name: x, namespace: y}"]', 'configurations: [kustomization.yaml]', 'crds: [kustomization.yaml]',
];

/** One or two of the files are changed, sometimes with a piece of the tool's own. */
function change(random: Random, files: Files, pieces: readonly string[]): Files {
  const result = { ...files };
  for (let edits = 1 + random.below(2); edits > 0; edits -= 1) {
    const name = pick(random, Object.keys(result));
    const text = result[name]!;
    const lines = text.split('\n');
    if (random.below(3) === 0) lines.splice(random.below(lines.length + 1), 0, pick(random, pieces));
    const changed = random.below(3) === 0 ? lines.join('\n') : mutateText(random, [lines.join('\n'), lines.join('\n'), lines.join('\n'), pick(random, texts)]);
    // A file has no halves of characters.
    result[name] = changed.replace(/\p{Surrogate}/gu, '\ufffd');
  }
  return result;
}

function play(one: Case): string {
  if (one.tool === 'helm') {
    const { exitCode, stdout, stderr } = runHelm(one);
    if (exitCode !== 0 && stderr === '' && stdout === '') throw new Broken('failed without a word');
    return `helm ${one.args[0]}: ${exitCode === 0 ? 'done' : 'refused'}`;
  }
  const first = runKustomize(one);
  if ('error' in first) {
    if (first.error === '') throw new Broken('refused without a word');
    return 'kustomize: refused';
  }
  // What was printed can be a folder's only resource.
  const again = runKustomize({ files: { 'kustomization.yaml': 'resources: [all.yaml]\n', 'all.yaml': first.stdout }, target: '.' });
  if ('error' in again) throw new Broken(`what was rendered cannot be read: ${again.error}`);
  return first.stdout === '' ? 'kustomize: nothing' : 'kustomize: done';
}

export const target: FuzzTarget<Case> = {
  about: 'helm template, helm lint and kustomize of the recordings’ charts and overlays, changed: answered, and what kustomize prints it reads again',
  count: 100_000,
  limit: 5000,
  make: (random) => {
    if (random.below(2) === 0) {
      const chart = pick(random, charts);
      return { tool: 'helm', args: chart.args, files: change(random, chart.files, TEMPLATES) };
    }
    const overlay = pick(random, overlays);
    return { tool: 'kustomize', target: overlay.target, files: change(random, overlay.files, PIECES) };
  },
  play,
};
