/** How the recording activities are run: each is one transaction, which takes milliseconds. */
export const RECORDING = {
  // A worker that dies with an activity is noticed by this time-out only.
  startToCloseTimeout: '10 seconds',
  retry: { initialInterval: '200 milliseconds', maximumInterval: '30 seconds' },
} as const;
