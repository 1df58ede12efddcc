export { Button } from './Button';
export { Goals, type Goal } from './Goals';
export { More } from './More';
export { ScrollBox } from './ScrollBox';
export { SegmentedControl } from './SegmentedControl';
export { Slider } from './Slider';
export { TextButton } from './TextButton';
export { Tone, type ToneName } from '@site/src/components/Tone';
export { Why } from './Why';
