/** What the model leaves out or fixes, as codes; every view that shows its numbers must say these in the reader's language. */
export const ASSUMPTIONS = [
  'noOvercommit',
  'noPageSharing',
  'warmPageCache',
  'imageAlreadyPulled',
  'oneAppPerGuest',
  'microvmSizedToApp',
  'privateVmDisks',
  'sameBaseDigest',
  'debianEverywhere',
  'appTimeUnchanged',
  'figuresFromDifferentMachines',
  'maxPodsIsADefault',
  'oneBugOneKernel',
  'processesShareAGroup',
  'cpuOnlyNoise',
  'leakEqualScores',
] as const;

export type AssumptionCode = (typeof ASSUMPTIONS)[number];
