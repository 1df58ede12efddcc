/** Every figure that pages may use. Figures never change, so pages carry their HTML and none of their code. */
import { still } from '@site/src/islands/still';

export const CgroupTrees = still<object>(() => import('./CgroupTrees').then(({ CgroupTrees }) => ({ default: CgroupTrees })));
export const ContainerView = still<object>(() => import('./ContainerView').then(({ ContainerView }) => ({ default: ContainerView })));
export const DriverNesting = still<object>(() => import('./DriverNesting').then(({ DriverNesting }) => ({ default: DriverNesting })));
export const FiveKinds = still<object>(() => import('./FiveKinds').then(({ FiveKinds }) => ({ default: FiveKinds })));
export const FourEras = still<object>(() => import('./FourEras').then(({ FourEras }) => ({ default: FourEras })));
export const History = still<object>(() => import('./History').then(({ History }) => ({ default: History })));
export const OneProcess = still<object>(() => import('./OneProcess').then(({ OneProcess }) => ({ default: OneProcess })));
export const OverlayLayers = still<object>(() => import('./OverlayLayers').then(({ OverlayLayers }) => ({ default: OverlayLayers })));
export const QuestionMap = still<object>(() => import('./QuestionMap').then(({ QuestionMap }) => ({ default: QuestionMap })));
export const ResponsibilityMatrix = still<object>(() => import('./ResponsibilityMatrix').then(({ ResponsibilityMatrix }) => ({ default: ResponsibilityMatrix })));
