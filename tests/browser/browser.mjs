// Debian's Chromium, and the chat page as a customer meets it: found by role and name.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

export const artifacts = join(dirname(fileURLToPath(import.meta.url)), '../../artifacts');
export const desktop = { width: 1280, height: 800 };
export const phone = { width: 390, height: 844 };

/** The same that Playwright waits for an element. */
const untilMs = 30_000;

/** Web Chat inserts two style elements without the nonce; nothing that is seen depends on them. */
const knownViolations = { directive: 'style-src-elem', blocked: 'inline', max: 2 };

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

/** Web Chat keeps a second, empty article beside each message for its keyboard focus; only the element is the message. */
export function messagesOf(page) {
  return page.getByRole('feed').locator('article');
}

/** One customer: a browser profile of their own, whose pages report what their security policy stopped. */
export class Customer {
  violations = [];
  errors = [];
  /** What the page has written there. */
  console = [];

  static async arrive(browser, { language = 'pl-PL', viewport = desktop, ...settings } = {}, customer = new Customer()) {
    customer.context = await browser.newContext({ locale: language, viewport, ...settings });
    await customer.watch(await customer.context.newPage());
    return customer;
  }

  async watch(page) {
    this.page = page;
    await page.exposeFunction('reportViolation', violation => this.violations.push(violation));
    await page.addInitScript(() => {
      addEventListener('securitypolicyviolation', event => {
        window.reportViolation({ directive: event.effectiveDirective, blocked: event.blockedURI, source: event.sourceFile });
      });
    });
    page.on('pageerror', error => this.errors.push(String(error)));
    page.on('console', message => this.console.push(message.text()));
  }

  /** What was stopped beyond what is known. Counted since the page was loaded last. */
  unexpectedViolations() {
    const isKnown = ({ directive, blocked }) => directive === knownViolations.directive && blocked === knownViolations.blocked;
    const known = this.violations.filter(isKnown);
    return [...this.violations.filter(violation => !isKnown(violation)), ...known.slice(knownViolations.max)];
  }

  async go(url) {
    this.violations = [];
    await this.page.goto(url);
  }

  async reload() {
    this.violations = [];
    await this.page.reload();
  }

  get box() {
    return this.page.getByRole('textbox');
  }

  get messages() {
    return messagesOf(this.page);
  }

  get suggestions() {
    return this.page.getByRole('toolbar').getByRole('button');
  }

  message(text) {
    return this.messages.filter({ hasText: text });
  }

  /** The greeting is there and the box can be written in. */
  async ready() {
    await this.messages.first().waitFor();
    await this.box.waitFor();
  }

  async say(text) {
    await this.box.fill(text);
    await this.box.press('Enter');
  }

  /** Says it, and waits until the bot's message after it is there. */
  async ask(text) {
    const before = await this.messages.count();
    await this.say(text);
    await this.messages.nth(before + 1).waitFor();
  }

  /** Tries until it is so. */
  async until(what, attempt, limitMs = untilMs) {
    const end = Date.now() + limitMs;
    while (!await attempt()) {
      assert.ok(Date.now() < end, `waited in vain until ${what}`);
      await this.page.waitForTimeout(100);
    }
  }

  async look(name) {
    mkdirSync(join(artifacts, 'look'), { recursive: true });
    // Web Chat scrolls smoothly to what is new.
    await this.page.waitForTimeout(600);
    await this.page.screenshot({ path: join(artifacts, 'look', `${name}.png`) });
  }

  async leave() {
    await this.context.close();
  }
}
