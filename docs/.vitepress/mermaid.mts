import { renderMermaidSVG } from 'beautiful-mermaid';
import type { MarkdownRenderer } from 'vitepress';

/** The colours of the theme, so that diagrams follow light and dark. */
const COLOURS = {
  bg: 'var(--vp-c-bg)',
  fg: 'var(--vp-c-text-1)',
  line: 'var(--vp-c-text-3)',
  border: 'var(--vp-c-text-3)',
  surface: 'var(--vp-c-bg-soft)',
  muted: 'var(--vp-c-text-1)',
  accent: 'var(--vp-c-brand-1)',
  transparent: true,
};

/** Renders `mermaid` fences as inline SVG. Vue takes the SVG as a text, because it drops styles from its templates. */
export function mermaid(md: MarkdownRenderer): void {
  const fence = md.renderer.rules.fence;
  md.renderer.rules.fence = (tokens, index, ...rest) => {
    const token = tokens[index];
    if (token?.info.trim() !== 'mermaid') {
      return fence?.(tokens, index, ...rest) ?? '';
    }
    const svg = JSON.stringify(withoutFonts(renderMermaidSVG(token.content, COLOURS)));
    return `<div class="mermaid" v-html="${md.utils.escapeHtml(svg)}"></div>`;
  };
}

/** Removes the fonts that the SVG would fetch from another site. */
function withoutFonts(svg: string): string {
  return svg.replaceAll(/@import url\('[^']*'\);/g, '');
}
