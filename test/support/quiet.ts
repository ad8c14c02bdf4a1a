/** Keeps warnings out of the report; `linesOf` of test/app.ts says what they were. */
const quiet = () => jest.spyOn(process.stderr, 'write').mockReturnValue(true);

// Tables of tests are made before the first test.
quiet();

beforeEach(() => {
  quiet().mockClear();
});

afterEach(() => {
  jest.restoreAllMocks();
});
