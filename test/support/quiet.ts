/** Keeps warnings out of the output of the tests; `printedWarnings` of test/support/findings.ts returns them. */
const quiet = () => jest.spyOn(process.stderr, 'write').mockReturnValue(true);

// Tables of tests are made before the first test.
quiet();

beforeEach(() => {
  quiet().mockClear();
});

afterEach(() => {
  jest.restoreAllMocks();
});
