/** The text of a tool's result. Throws if the tool reports an error. */
export function textOf({ content, isError }: { content?: unknown; isError?: unknown }): string {
  const [item] = content as { text: string }[];
  if (isError || item === undefined) {
    throw new Error(`The tool failed: ${item?.text}`);
  }
  return item.text;
}
