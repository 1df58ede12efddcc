import { BUILTINS } from '../../../base/go/template';
import { chanceFunctions } from './chance';
import type { Surroundings } from './chance';
import { ENCODING } from './encoding';
import { LISTS } from './lists';
import { MAPS } from './maps';
import { NUMBERS } from './numbers';
import { STRINGS } from './strings';
import { fn } from './table';
import type { Functions } from './table';
import { TYPES } from './types';

export type { Surroundings } from './chance';

const FIXED: Functions = { ...BUILTINS, ...STRINGS, ...NUMBERS, ...LISTS, ...MAPS, ...ENCODING, ...TYPES, getHostByName: fn(['string'], () => '') };

/** The functions of a chart's templates that do not depend on the chart: those of text/template, of Sprig v3.3.0 and of helm, without `env` and `expandenv`. */
export const functionsFor = (surroundings: Surroundings): Functions => ({ ...FIXED, ...chanceFunctions(surroundings) });
