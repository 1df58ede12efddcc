export { ManifestEditor, type EditorHandle } from './ManifestEditor';
export { ManifestField } from './ManifestField';
export { ProblemList } from './ProblemList';
