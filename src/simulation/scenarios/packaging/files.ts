/** What each of the two tools can be asked to render of a folder of files. */
export const TOOLS = ['helm', 'kustomize'] as const;
export type Tool = (typeof TOOLS)[number];

/** Texts by their path. */
export type Files = Readonly<Record<string, string>>;

const KUSTOMIZATION = /^(?:(.*)\/)?(?:kustomization\.ya?ml|Kustomization)$/;

/** Files of values: YAML at the top. */
export const valuesFiles = (files: Files): readonly string[] => Object.keys(files).filter((path) => /^[^/]+\.ya?ml$/.test(path) && !KUSTOMIZATION.test(path)).sort();

/** Folders that can be built. */
export const overlays = (files: Files): readonly string[] => Object.keys(files).flatMap((path) => {
  const found = KUSTOMIZATION.exec(path);
  return found === null ? [] : [found[1] ?? ''];
}).sort();
