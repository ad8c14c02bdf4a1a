/** Whether the factories of Stickiness let everything pass. */
export const refusals = { ignored: false };

/** What is made though the factories of Stickiness would refuse it. */
export function unchecked<T>(make: () => T): T {
  const before = refusals.ignored;
  refusals.ignored = true;
  try {
    return make();
  } finally {
    refusals.ignored = before;
  }
}
