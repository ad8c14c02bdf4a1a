/** The text of a tool's result, which is an error when the tool says so. */
export function textOf({ content, isError }: { content?: unknown; isError?: unknown }): string {
  const [item] = content as { text: string }[];
  if (isError || item === undefined) {
    throw new Error(`The tool failed: ${item?.text}`);
  }
  return item.text;
}
