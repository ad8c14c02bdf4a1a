import { slug } from 'github-slugger';
import { defineConfig } from 'vitepress';
import packageJson from '../../package.json' with { type: 'json' };
import { links } from './links.mts';
import { mermaid } from './mermaid.mts';

const repository = packageJson.repository.url.replace(/\.git$/, '');

/** The site has README.md as its first page, and the pages of docs/ under the same relative paths as on GitHub. */
export default defineConfig({
  title: 'Sticky Gateway routes',
  description: packageJson.description,
  base: '/cdk8s-sticky-gateway-route/',
  head: [['link', { rel: 'icon', href: 'data:,' }]],
  srcDir: '..',
  srcExclude: ['!(README).md', '!(README.md|docs)/**'],
  rewrites: { 'README.md': 'index.md' },
  outDir: '../site',
  cacheDir: '../.cache/vitepress',
  markdown: {
    anchor: { slugify: slug },
    config: (md) => {
      md.use(mermaid);
      md.use(links, repository);
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    socialLinks: [{ icon: 'github', link: repository }],
    sidebar: [
      {
        text: 'Begin',
        items: [
          { text: 'Overview', link: '/' },
          { text: 'Getting started', link: '/docs/getting-started' },
          { text: 'Choosing a stickiness', link: '/docs/choosing' },
          { text: 'Moving from ingress-nginx', link: '/docs/migration' },
          { text: 'Annotations of ingress-nginx', link: '/docs/annotations' },
        ],
      },
      {
        text: 'By task',
        items: [
          { text: 'MCP servers', link: '/docs/mcp' },
          { text: 'gRPC', link: '/docs/grpc' },
          { text: 'WebSockets and rooms', link: '/docs/websockets-and-rooms' },
          { text: 'Canaries and rollouts', link: '/docs/canaries-and-rollouts' },
          { text: 'Routes of others', link: '/docs/routes-of-others' },
          { text: 'Composing', link: '/docs/composing' },
          { text: 'Escape hatches', link: '/docs/escape-hatches' },
        ],
      },
      {
        text: 'When it does not work',
        items: [
          { text: 'Troubleshooting', link: '/docs/troubleshooting' },
          { text: 'Findings', link: '/docs/findings' },
          { text: 'Versions', link: '/docs/versions' },
        ],
      },
      {
        text: 'In depth',
        items: [
          { text: 'How sessions are kept', link: '/docs/sessions' },
          { text: 'Behaviour in a cluster', link: '/docs/behaviour' },
          { text: 'Performance', link: '/docs/performance' },
          { text: 'Security', link: '/docs/security' },
          { text: 'API', link: '/docs/api' },
        ],
      },
    ],
  },
});
