export { Button } from './Button';
export { SegmentedControl } from './SegmentedControl';
export { Slider } from './Slider';
export { Tone, type ToneName } from '@site/src/components/Tone';
export { Why } from './Why';
