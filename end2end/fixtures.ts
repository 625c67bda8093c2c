import { randomUUID } from 'node:crypto';
import { test as base, expect } from '@playwright/test';
import { Sandbox } from './shop/sandbox';
import { Watch } from './shop/watch';

interface Fixtures {
  /** Fails the test when something went wrong in the browser that it did not announce. */
  watch: Watch;
  /** The inbox, the payments and the faults of the stand-ins. */
  sandbox: Sandbox;
  /** An address of this test's own, so that its mails are found. */
  email: string;
}

export const test = base.extend<Fixtures>({
  watch: [
    async ({ context, javaScriptEnabled }, use) => {
      const watch = new Watch();
      await watch.over(context, javaScriptEnabled ?? true);
      await use(watch);
      expect(watch.unexpected, 'nothing went wrong in the browser').toEqual([]);
    },
    { auto: true },
  ],
  sandbox: async ({ playwright }, use) => {
    const request = await playwright.request.newContext();
    await use(new Sandbox(request));
    await request.dispose();
  },
  email: async ({}, use) => {
    await use(`buyer-${randomUUID()}@astris.example`);
  },
});

export { expect };
