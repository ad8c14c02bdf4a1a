/** Where warnings go. Whoever reports them differently replaces `write`. */
export const warningOutput = {
  write(place: string, message: string): void {
    process.stderr.write(`warning [${place}] ${message}\n`);
  },
};
