// Starts the built server on a free port with an empty database, or uses the one at FAQBOT_URL.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const program = join(root, 'artifacts/bin/FaqBot.Server/debug/FaqBot.Server.dll');
const startMs = 60_000;
const stopMs = 30_000;

export const secret = process.env.FAQBOT_SECRET ?? 'secret-of-demo-for-tests-0123456789';

/** `settings` are environment variables; with any of them the server is always our own. */
export async function startServer(settings = {}) {
  if (process.env.FAQBOT_URL && Object.keys(settings).length === 0) {
    return { url: process.env.FAQBOT_URL.replace(/\/$/, ''), stop: async () => {} };
  }
  if (!existsSync(program)) {
    throw new Error(`${program} is missing: dotnet build src/FaqBot.Server`);
  }
  const folder = mkdtempSync(join(tmpdir(), 'faqbot-clients-'));
  const url = `http://127.0.0.1:${await freePort()}`;
  const output = [];
  let server;
  // A run that is broken off leaves no server behind.
  process.once('SIGTERM', () => process.exit(1));
  process.once('exit', () => server?.kill('SIGKILL'));

  async function begin() {
    server = launch(url, folder, settings);
    server.stdout.on('data', data => output.push(data));
    server.stderr.on('data', data => output.push(data));
    try {
      await answers(url, server);
    } catch (error) {
      await stop();
      throw new Error(`${error.message}\n${Buffer.concat(output)}`);
    }
  }

  async function end(signal) {
    if (server.exitCode === null && server.signalCode === null) {
      const exited = once(server, 'exit');
      server.kill(signal);
      const patience = setTimeout(() => server.kill('SIGKILL'), stopMs);
      await exited;
      clearTimeout(patience);
    }
  }

  async function stop() {
    await end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }

  await begin();
  return {
    url,
    stop,
    /** Ends it by the signal and starts it again, at the same address and with the same database. */
    restart: async signal => {
      await end(signal);
      await begin();
    },
    /** What it has printed. */
    output: () => Buffer.concat(output).toString(),
  };
}

function launch(url, folder, settings) {
  return spawn('dotnet', [program, '--urls', url], {
    cwd: root,
    env: {
      ...process.env,
      ASPNETCORE_ENVIRONMENT: 'Testing',
      ConnectionStrings__FaqBot: `Data Source=${join(folder, 'faqbot.db')}`,
      Knowledge__Models: join(root, 'artifacts/test-models'),
      Shops__demo__DirectLineSecrets__0: secret,
      // Most tests are faster than any customer.
      RateLimits__Enabled: 'false',
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

async function answers(url, server) {
  const deadline = Date.now() + startMs;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) {
      throw new Error(`The server ended with code ${server.exitCode}.`);
    }
    const response = await fetch(`${url}/health/ready`).catch(() => null);
    if (response?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  throw new Error('The server did not become ready.');
}
