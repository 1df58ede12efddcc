export { CodeEditor, type EditorHandle } from './CodeEditor';
export { ManifestEditor } from './ManifestEditor';
export { ManifestField } from './ManifestField';
export { ProblemList } from './ProblemList';
