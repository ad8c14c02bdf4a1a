import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { textOf } from '../docs/pages';
import { CleanFolder } from './clean-folder';

const GOLDEN = join(__dirname, '../goldens/first-chart.yaml');

interface Instructions {
  /** What the reader writes, by the names of the files. */
  readonly files: Record<string, string>;
  /** What the reader then runs in a shell. */
  readonly commands: string;
}

/** What the README says about the first chart in a language. */
function instructions(language: string): Instructions {
  const title = language === 'TypeScript' ? '## First chart' : `<summary>${language}</summary>`;
  const [, fromTitle = ''] = textOf('README.md').split(title);
  const [section = ''] = fromTitle.split(/<\/?details>/);
  const [text = ''] = section.split('```');
  const names = [...text.matchAll(/`(.*?)`/g)].map(([, name = '']) => name);
  const blocks = [...section.matchAll(/^```\w+\n(.*?)^```$/gms)].map(([, code = '']) => code);
  const files = Object.fromEntries(names.map((name, i) => [name, blocks[i] ?? '']));
  return { files, commands: blocks[names.length] ?? '' };
}

/**
 * Tests the first chart of the README, word by word in an empty folder.
 *
 * @param unpublished edits the commands so that they install what `npm run package` made
 */
export function testFirstChart(language: string, unpublished: (commands: string) => string): void {
  test('the files and commands of the README render the YAML of the golden, byte for byte', () => {
    const folder = new CleanFolder();
    const { files, commands } = instructions(language);
    for (const [name, text] of Object.entries(files)) {
      folder.write(name, text);
    }
    expect(unpublished(commands)).not.toBe(commands);
    const output = folder.run('sh', '-e', '-c', unpublished(commands));
    expect(output).not.toMatch(/end-of-life|warning/i);
    expect(folder.rendered()).toEqual({ shop: readFileSync(GOLDEN, 'utf8') });
    folder.remove();
  });
}
