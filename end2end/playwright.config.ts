import { defineConfig } from '@playwright/test';
import { baseURL, desktop, launchOptions, phone } from './settings';

// `cargo xtask test` starts the shop and its sandbox; nothing is started here.
export default defineConfig({
  testDir: 'tests',
  outputDir: 'test-results',
  fullyParallel: true,
  forbidOnly: !!process.env.CI,
  workers: 2,
  retries: 0,
  // These guard against hanging, and say nothing of speed: a machine that stands still for some seconds is no fault of the shop's.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'playwright-report/report.json' }]],
  use: {
    baseURL,
    launchOptions,
    locale: 'de-CH',
    timezoneId: 'Europe/Zurich',
    actionTimeout: 30_000,
    navigationTimeout: 45_000,
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'desktop', testIgnore: 'faults.spec.ts', use: { viewport: desktop } },
    // What does not depend on the width is tested once. This is also who wants nothing to move.
    {
      name: 'phone',
      testIgnore: 'faults.spec.ts',
      grepInvert: /@once/,
      use: { viewport: phone, hasTouch: true, isMobile: true, reducedMotion: 'reduce' },
    },
    // The sandbox's faults hit every payment and mail there is: these tests run when nobody else does, one at a time.
    { name: 'faults', testMatch: 'faults.spec.ts', fullyParallel: false, workers: 1, dependencies: ['desktop', 'phone'], use: { viewport: desktop } },
  ],
});
