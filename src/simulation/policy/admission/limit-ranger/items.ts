import type { LimitRange, LimitRangeItem } from '../../../api/generated/types/core.v1';

/** The items of a LimitRange: its type wants them, yet validation lets one without any pass, as a nil slice in Go. */
export const itemsOf = ({ spec }: LimitRange): readonly LimitRangeItem[] => (spec as Partial<LimitRange['spec']>).limits ?? [];
