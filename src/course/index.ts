export { Callout, GoesDeeper, RealCluster, UnderTheHood } from './Boxes';
export { Intro } from './Intro';
export { LoadInto } from './LoadInto';
export { Fix, Mistake, Mistakes, Why } from './Mistakes';
export { Objective, Objectives } from './Objectives';
export { OlderPost, OlderPosts } from './OlderPosts';
export { Question, SelfCheck } from './SelfCheck';
export { Cite, Source, Sources } from './Sources';
export { Term } from './Term';
