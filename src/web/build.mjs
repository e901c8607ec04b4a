// Builds what the pages load into ../FaqBot.Server/wwwroot, each file compressed; the server carries them inside itself.
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { build, transform } from 'esbuild';
import { unpackWebChat } from './webchat.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const output = join(here, '../FaqBot.Server/wwwroot');

const target = ['es2022', 'chrome105', 'firefox121', 'safari16.4'];

/** Rules that a script imports become its text. */
const rulesAsText = {
  name: 'rules as text',
  setup: ({ onLoad }) => onLoad({ filter: /[\\/]launcher[\\/][^\\/]+\.css$/ }, async ({ path }) => {
    const { code } = await transform(readFileSync(path, 'utf8'), { loader: 'css', minify: true, target });
    return { contents: code, loader: 'text' };
  }),
};

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: [
    { in: 'chat/chat.ts', out: 'chat' },
    { in: 'launcher/launcher.ts', out: 'widget' },
    { in: 'panel/panel.ts', out: 'panel' },
    { in: 'panel/panel.css', out: 'panel' },
    { in: 'site.css', out: 'site' },
    { in: 'store/store.ts', out: 'store' },
    { in: 'store/store.css', out: 'store' },
  ],
  outdir: output,
  bundle: true,
  minify: true,
  plugins: [rulesAsText],
  target,
  format: 'iife',
  charset: 'utf8',
  logLevel: 'warning',
});
unpackWebChat(output);

/** What a shop's page pays for the chat, gzipped: at once, and when the customer is about to use it. */
const budgets = [
  { bytesMax: 5 * 1024, of: ['widget.js'] },
  { bytesMax: 30 * 1024, of: ['panel.js', 'panel.css'] },
];

for (const name of readdirSync(output)) {
  const content = readFileSync(join(output, name));
  rmSync(join(output, name));
  writeFileSync(join(output, `${name}.gz`), gzipSync(content, { level: 9 }));
  // Quality 11 would take ten seconds for Web Chat and save another twentieth.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeFileSync(join(output, `${name}.br`), brotliCompressSync(content, { params }));
}

for (const { bytesMax, of } of budgets) {
  const bytes = of.reduce((sum, name) => sum + readFileSync(join(output, `${name}.gz`)).length, 0);
  console.log(`${of.join(' + ')}: ${bytes} of ${bytesMax} bytes`);
  if (bytes > bytesMax) {
    console.error(`error WEB001: ${of.join(' + ')} is ${bytes - bytesMax} bytes larger than it may be (gzipped). Take something out.`);
    process.exitCode = 1;
  }
}
