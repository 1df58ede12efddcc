export { ManifestEditor, type EditorHandle } from './ManifestEditor';
export { ProblemList } from './ProblemList';
