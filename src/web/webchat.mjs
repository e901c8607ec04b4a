// Web Chat's own prebuilt bundle, out of its package: as a dependency it would bring 471 packages of which we need none.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const version = '4.18.1';
const sha512 = '7jpEUJ7olT62Xm+8eh7BhhIcXVfU2xD4pZDaeBt8K4XcNy6K/83UGIxE9BFkXmHMZ4hDEVOzs5cre07GWuaXzg==';
const cache = join(dirname(fileURLToPath(import.meta.url)), 'node_modules/.webchat');
const tarball = join(cache, `botframework-webchat-${version}.tgz`);

function isAsPinned() {
  return existsSync(tarball) && createHash('sha512').update(readFileSync(tarball)).digest('base64') === sha512;
}

/** Puts webchat.js and the licences of what it is made of into the folder `output`. */
export function unpackWebChat(output) {
  mkdirSync(cache, { recursive: true });
  if (!isAsPinned()) {
    rmSync(tarball, { force: true });
    const args = ['pack', `botframework-webchat@${version}`, '--silent', '--pack-destination', cache];
    execFileSync('npm', args, { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' });
    if (!isAsPinned()) {
      throw new Error(`The package botframework-webchat ${version} that was downloaded is not the one this build knows.`);
    }
  }
  const files = ['package/dist/webchat.js', 'package/dist/webchat.js.LICENSE.txt'];
  execFileSync('tar', ['-xzf', tarball, '-C', cache, ...files], { stdio: 'inherit' });
  copyFileSync(join(cache, files[0]), join(output, 'webchat.js'));
  copyFileSync(join(cache, files[1]), join(output, 'webchat.LICENSE.txt'));
}
