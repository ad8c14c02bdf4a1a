/** Keeps warnings out of the report; `linesOf` of test/app.ts says what they were. */
beforeEach(() => {
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});

afterEach(() => {
  jest.restoreAllMocks();
});
